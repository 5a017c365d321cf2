internal import Glibc
internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// Output that appears whole or not at all, and that touches nothing that is not Writ's.
///
/// Files are written below a hidden folder and put into place by `commit()`. When anything fails before that, the hidden
/// folder goes and earlier output is as it was. A destination has one writer at a time; what a killed one left is finished
/// or undone by the next.
package struct Staging: ~Copyable {
    package let destination: String
    private let place: StagingPlace
    /// Whether one list at the top says what was written, instead of a manifest in each folder.
    private let isListed: Bool
    /// What is written is the user's from then on: nothing notes that it is Writ's.
    private let givesAway: Bool
    private var list: GrowingFile?
    private var plan: GrowingFile?
    /// What goes to the destination itself, and not to a folder of a case.
    private var loose = Manifest()
    private var growing: [String: GrowingFile] = [:]
    private var earlier: [String: Manifest]?
    private var fileCount = 0
    private var folderCount = 0
    private var isFinished = false

    /// So many files are waited for one by one until they are on the disk; of more, all at once.
    private static let fewFiles = 8
    /// So many folders are put into place before a signal is heard.
    private static let fewFolders = 1000

    /// Makes the destination's parents and the hidden folder, and locks the destination.
    /// - Parameter isListed: for many cases: in a new destination one list at the top says what was written.
    /// - Parameter givesAway: for files that people go on with; no list says that Writ wrote them.
    package init(destination: String, isListed: Bool = false, givesAway: Bool = false) throws(FileFailure) {
        place = try StagingPlace.take(destination)
        self.destination = destination
        self.isListed = isListed && place.isNew
        self.givesAway = givesAway
    }

    deinit {
        if !isFinished { place.discard() }
        for file in growing.values { file.close() }
        list?.close()
        plan?.close()
        close(place.lock)
    }

    // MARK: - Folders of cases

    /// Writes the files of one case. False where this run has written to that folder before.
    /// - Parameter owns: which files of earlier runs go when they are not among these.
    package mutating func putFolder(
        _ name: String, files: [(name: String, bytes: [UInt8])], owns: (String) -> Bool = { _ in true }
    ) throws(FileFailure) -> Bool {
        let staged = FileSystem.join(place.root, name)
        let shown = FileSystem.join(destination, name)
        guard Disk.makeFolder(staged) else {
            if errno == EEXIST { return false }
            throw FileFailure.writing(shown)
        }
        var manifest = Manifest(files.map { Manifest.Entry(name: $0.name, digest: BLAKE2b.hex($0.bytes)) })
        var mode = FolderSwitch.Mode.exchange
        if !place.isNew, Disk.ownStatus(shown) != nil {
            let change = FolderSwitch(staged: staged, place: shown, old: earlierManifest(of: name))
            if change.holds(manifest, owns: owns) { return true }
            if !FileSystem.isFolder(shown) { throw FileFailure(.notAsWritten(path: shown)) }
            if let path = change.obstacle(to: manifest) { throw FileFailure(.notAsWritten(path: path)) }
            mode = try change.prepare(&manifest, owns: owns)
        }
        let folder = Disk.open(staged, O_RDONLY | O_DIRECTORY)
        guard folder >= 0 else { throw FileFailure.writing(shown) }
        defer { close(folder) }
        for file in files { try write(file.bytes, file.name, in: folder, shownAs: shown) }
        if isListed {
            try listed(manifest, of: name)
        } else {
            let bytes = manifest.json
            try write(bytes, Manifest.name, in: folder, shownAs: shown)
            try planned(name, BLAKE2b.hex(bytes), mode)
        }
        if fileCount <= Self.fewFiles { _ = Disk.settle(folder) }
        folderCount += 1
        return true
    }

    /// What Writ wrote to a folder of the destination earlier.
    private mutating func earlierManifest(of name: String) -> Manifest {
        if let own = Manifest.read(in: FileSystem.join(destination, name)) { return own }
        return earlierList()[name] ?? Manifest()
    }

    private mutating func earlierList() -> [String: Manifest] {
        if let earlier { return earlier }
        let read = place.isNew ? [:] : Manifest.list(in: destination)
        earlier = read
        return read
    }

    private mutating func write(
        _ bytes: [UInt8], _ name: String, in folder: Int32, shownAs shown: String
    ) throws(FileFailure) {
        let path = FileSystem.join(shown, name)
        let descriptor = Disk.open(name, in: folder, O_WRONLY | O_CREAT | O_EXCL)
        guard descriptor >= 0 else { throw FileFailure.writing(path) }
        fileCount += 1
        try Self.write(bytes, to: descriptor, shownAs: path, settling: fileCount <= Self.fewFiles)
    }

    private mutating func listed(_ manifest: Manifest, of name: String) throws(FileFailure) {
        if list == nil {
            list = try GrowingFile(
                FileSystem.join(place.root, Manifest.listName),
                shownAs: FileSystem.join(destination, Manifest.listName))
        }
        var writer = JSONWriter()
        manifest.line(folder: name, into: &writer)
        try list?.append(writer.bytes)
    }

    private mutating func planned(_ name: String, _ digest: String, _ mode: FolderSwitch.Mode) throws(FileFailure) {
        if place.isNew { return }
        if plan == nil { plan = try GrowingFile(place.planPath, shownAs: destination) }
        try plan?.append(Array("\(digest) \(mode.rawValue) \(name)\n".utf8))
    }

    // MARK: - Other files

    /// Writes a file at a path relative to the destination, at most one folder deep.
    package mutating func write(_ bytes: [UInt8], to relative: String) throws(FileFailure) {
        let entry = Manifest.Entry(name: relative, digest: BLAKE2b.hex(bytes))
        try checkLoose(entry.name, digest: entry.digest)
        let path = try loosePath(relative)
        let descriptor = Disk.open(path, O_WRONLY | O_CREAT | O_EXCL)
        guard descriptor >= 0 else { throw FileFailure.writing(FileSystem.join(destination, relative)) }
        fileCount += 1
        try Self.write(bytes, to: descriptor, shownAs: relative, settling: fileCount <= Self.fewFiles)
        loose.set(entry)
    }

    /// Appends to a file that grows during the run.
    package mutating func append(_ bytes: [UInt8], to relative: String) throws(FileFailure) {
        if growing[relative] == nil {
            try checkLoose(relative, digest: nil)
            growing[relative] = try GrowingFile(
                try loosePath(relative), shownAs: FileSystem.join(destination, relative))
        }
        try growing[relative]?.append(bytes)
    }

    private func loosePath(_ relative: String) throws(FileFailure) -> String {
        let path = FileSystem.join(place.looseRoot, relative)
        if !place.isNew { _ = Disk.makeFolder(place.looseRoot) }
        if relative.contains("/") { _ = Disk.makeFolder(StagingPlace.parent(of: path)) }
        return path
    }

    /// What stands where the file goes must be Writ's, and as Writ left it.
    private mutating func checkLoose(_ name: String, digest: String?) throws(FileFailure) {
        guard !place.isNew else { return }
        let path = FileSystem.join(destination, name)
        guard Disk.ownStatus(path) != nil else { return }
        let there = Manifest.digest(ofFile: path)
        guard there == nil || there != digest, there == nil || there != earlierList()[""]?.digest(of: name) else {
            return
        }
        throw FileFailure(.notAsWritten(path: path))
    }

    // MARK: - Into place

    /// Puts everything into place.
    package mutating func commit() throws(FileFailure) {
        for (name, file) in growing.sorted(by: { $0.key < $1.key }) {
            loose.set(Manifest.Entry(name: name, digest: try file.finish()))
        }
        growing.removeAll()
        try writeList()
        if fileCount > Self.fewFiles { try Disk.settleAll(below: place.root) }
        try plan?.settle()
        let (place, destination) = (place, destination)
        if place.isNew {
            try Unfinished.finish(place.root) { () throws(FileFailure) in
                guard Disk.move(place.root, toFree: destination) || Disk.rename(place.root, destination) else {
                    throw FileFailure.writing(destination)
                }
            }
            _ = Disk.settle(folder: StagingPlace.parent(of: destination))
        } else if folderCount <= Self.fewFolders {
            try Unfinished.finish(place.root) { () throws(FileFailure) in try place.finish(isNew: true) }
        } else {
            // From the moment at which it is planned, whatever ends the process leaves each folder old or new, and the next
            // run goes on. So a signal need not wait for the last of many.
            try place.plan()
            Unfinished.end(place.root)
            try place.finish(isNew: false)
        }
        isFinished = true
    }

    /// The list at the top, with what went to the destination itself.
    private mutating func writeList() throws(FileFailure) {
        guard !givesAway, !loose.entries.isEmpty || list != nil else { return }
        var writer = JSONWriter()
        if place.isNew {
            if list == nil {
                list = try GrowingFile(
                    FileSystem.join(place.root, Manifest.listName),
                    shownAs: FileSystem.join(destination, Manifest.listName))
            }
            loose.line(folder: "", into: &writer)
            try list?.append(writer.bytes)
        } else {
            var all = earlierList()
            var top = all[""] ?? Manifest()
            for entry in loose.entries { top.set(entry) }
            all[""] = top
            for (folder, manifest) in all.sorted(by: { $0.key < $1.key }) {
                manifest.line(folder: folder, into: &writer)
            }
            let file = try GrowingFile(
                try loosePath(Manifest.listName), shownAs: FileSystem.join(destination, Manifest.listName))
            try file.append(writer.bytes)
            _ = try file.finish()
        }
        _ = try list?.finish()
        list = nil
    }

    /// Replaces one file in a single step: readers see the old content or the new, never a part.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        var file = try OutputFile(path)
        try file.write(bytes)
        try file.commit()
    }

    /// Writes a whole file and closes it, whatever happens.
    static func write(
        _ bytes: [UInt8], to descriptor: Int32, shownAs path: String, settling: Bool
    ) throws(FileFailure) {
        do throws(FileFailure) {
            try write(bytes, to: descriptor, shownAs: path)
        } catch {
            close(descriptor)
            throw error
        }
        if settling, !Disk.settle(descriptor) {
            let failure = FileFailure.writing(path)
            close(descriptor)
            throw failure
        }
        if close(descriptor) != 0 { throw FileFailure.writing(path) }
    }

    /// Writes all bytes.
    static func write(_ bytes: [UInt8], to descriptor: Int32, shownAs path: String) throws(FileFailure) {
        guard bytes.withBytes({ SystemCalls.write($0, to: descriptor) }) else { throw FileFailure.writing(path) }
    }
}
