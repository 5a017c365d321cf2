internal import Glibc
internal import WritEvaluation
internal import WritSemantics

/// Which files of a folder Writ wrote, and what was in them. Only those that are still so are ever replaced or removed.
///
/// It stands in the folder as `manifest.json`. A batch that fills a new folder writes one for all its cases instead, a line
/// each, as `manifest.jsonl` at the top: a file more for every case would cost as much as the documents.
struct Manifest: Sendable {
    static let name = "manifest.json"
    static let listName = "manifest.jsonl"

    struct Entry: Sendable, Equatable {
        /// Relative to the folder.
        let name: String
        /// The BLAKE2b-256 of the file, in hexadecimal: `b2sum -l 256` gives the same.
        let digest: String
    }

    private(set) var entries: [Entry] = []
    private var places: [String: Int] = [:]

    init(_ entries: [Entry] = []) {
        for entry in entries { set(entry) }
    }

    mutating func set(_ entry: Entry) {
        if let place = places[entry.name] {
            entries[place] = entry
        } else {
            places[entry.name] = entries.count
            entries.append(entry)
        }
    }

    func digest(of name: String) -> String? { places[name].map { entries[$0].digest } }

    /// As the file in the folder itself.
    var json: [UInt8] {
        var writer = JSONWriter(isIndented: true)
        writer.beginObject()
        write(into: &writer)
        writer.endObject()
        writer.newLine()
        return writer.bytes
    }

    /// As a line of the list at the top; the top itself has no name.
    func line(folder: String, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("folder")
        writer.string(folder)
        write(into: &writer)
        writer.endObject()
        writer.newLine()
    }

    private func write(into writer: inout JSONWriter) {
        writer.key("files")
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            writer.key("name")
            writer.string(entry.name)
            writer.key("digest")
            writer.string(entry.digest)
            writer.endObject()
        }
        writer.endArray()
    }

    /// That of a folder; what cannot be read says nothing, and then nothing of the folder is Writ's.
    static func read(in folder: String) -> Manifest? {
        guard let bytes = try? FileSystem.read(FileSystem.join(folder, name)) else { return nil }
        var reader = JSONReader()
        reader.read(bytes)
        return read(reader)?.manifest
    }

    /// The list at the top of an output folder, by folder.
    static func list(in folder: String) -> [String: Manifest] {
        guard let bytes = try? FileSystem.read(FileSystem.join(folder, listName), limit: 1 << 31) else { return [:] }
        var found: [String: Manifest] = [:]
        var reader = JSONReader()
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            reader.read(Array(line))
            if let (folder, manifest) = read(reader), let folder { found[folder] = manifest }
        }
        return found
    }

    private static func read(_ reader: JSONReader) -> (folder: String?, manifest: Manifest)? {
        let tree = reader.tree
        guard reader.isUsable, let root = tree.root, let files = tree.member("files", of: root) else { return nil }
        func text(_ name: String, _ node: Int) -> String? {
            guard let value = tree.member(name, of: node), tree.kind(of: value) == .string else { return nil }
            return tree.text(of: value)
        }
        let entries = tree.elements(of: files).compactMap { node in
            text("name", node).flatMap { name in text("digest", node).map { Entry(name: name, digest: $0) } }
        }
        return (text("folder", root), Manifest(entries))
    }

    /// The digest of a file as it is on the disk; nil where there is no file that can be read.
    static func digest(ofFile path: String) -> String? { bytes(ofFile: path).map { BLAKE2b.hex($0) } }

    /// Nil for what is no file of its own.
    static func bytes(ofFile path: String) -> [UInt8]? {
        guard let status = Disk.ownStatus(path), status.st_mode & S_IFMT == S_IFREG else { return nil }
        return try? FileSystem.read(path, limit: 1 << 40)
    }
}
