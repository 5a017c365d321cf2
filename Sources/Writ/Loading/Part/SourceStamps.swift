internal import Glibc
internal import WritLanguage

/// What the system said of the files of a rulebook and of the folders that they were found in: while it says the same, nobody has
/// touched them, and what they hold need not be read to know it.
///
/// Of each it says which one it is, how large, when it was written and when anything at all was changed of it. The last of these
/// is set by the system alone, and not even who puts an old date on a file can keep it.
package struct SourceStamps: Sendable, Equatable {
    /// Paths below the folders of the rules and of the forms, so that they are found by whatever way leads there; an empty one is
    /// the place itself.
    private let rules: [String]
    private let forms: [String]
    /// Folders, and the files that are read beside rules and forms, each with `r` or `f` before it for the place below which it lies.
    private let others: [String]
    /// What the system said, as a sum.
    private let sum: String

    /// A file that was written so shortly before it was read could be written again without another date.
    private static let margin: Int64 = 2_000_000_000

    /// - Parameters:
    ///   - places: where rules and forms are, as the files' paths begin.
    ///   - others: files that were read beside them.
    ///   - begun: the moment before the first of them was read, in nanoseconds. What has changed since, or shortly before, has no
    ///     stamps.
    package init?(
        _ files: RulebookFiles, others: [String], places: RulebookPlaces, secret: UInt64, program: String,
        begun: Int64
    ) {
        guard let forms = files.forms else { return nil }
        var below: [[String]] = [[], []]
        for (number, paths) in [files.rules, forms].enumerated() {
            for path in paths {
                guard let rest = places.rest(of: path, below: number) else { return nil }
                below[number].append(rest)
            }
        }
        var rest: [String] = []
        for path in files.folders + others {
            if let found = places.rest(of: path, below: 1) {
                rest.append("f" + found)
            } else if let found = places.rest(of: path, below: 0) {
                rest.append("r" + found)
            } else {
                return nil
            }
        }
        guard let said = Self.ask(files.rules + forms + files.folders + others, secret, program),
            said.newest < begun - Self.margin
        else { return nil }
        (rules, self.forms, self.others, sum) = (below[0], below[1], rest, said.sum)
    }

    /// The files at some places.
    package func files(at places: RulebookPlaces) -> RulebookFiles {
        RulebookFiles(
            rules: rules.map { places.path($0, below: 0) }, forms: forms.map { places.path($0, below: 1) }, folders: [])
    }

    /// Whether the system says the same now.
    ///
    /// - Parameter files: those that `files(at:)` gives for the places.
    package func hold(_ files: RulebookFiles, at places: RulebookPlaces, secret: UInt64, program: String) -> Bool {
        let beside = others.map { places.path(String($0.dropFirst()), below: $0.hasPrefix("f") ? 1 : 0) }
        return Self.ask(files.rules + (files.forms ?? []) + beside, secret, program)?.sum == sum
    }

    /// Nil where one of them is not there.
    private static func ask(_ paths: [String], _ secret: UInt64, _ program: String) -> (sum: String, newest: Int64)? {
        var words: [UInt8] = []
        words.reserveCapacity(paths.count * 64)
        var newest = Int64.min
        for path in paths {
            guard let status = Disk.status(path) else { return nil }
            func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }
            let (written, changed) = (nanoseconds(status.st_mtim), nanoseconds(status.st_ctim))
            newest = max(newest, written, changed)
            for word in [
                UInt64(status.st_dev), UInt64(status.st_ino), UInt64(status.st_mode),
                UInt64(truncatingIfNeeded: status.st_size), UInt64(bitPattern: written), UInt64(bitPattern: changed),
            ] {
                for shift in stride(from: UInt64(0), to: 64, by: 8) {
                    words.append(UInt8(truncatingIfNeeded: word &>> shift))
                }
            }
        }
        var hash = KeyedHash(secret: secret)
        hash.update(program)
        words.withBytes { hash.update($0) }
        return (hash.digits, newest)
    }
}

/// Stamps as lines of fields.
extension SourceStamps {
    package var lines: [[[UInt8]]] {
        func line(_ name: String, _ paths: [String]) -> [[UInt8]] { [Array(name.utf8)] + paths.map { Array($0.utf8) } }
        return [line("stamps", [sum]), line("rules", rules), line("forms", forms), line("others", others)]
    }

    package init?(lines: ArraySlice<[ArraySlice<UInt8>]>) {
        func texts(_ line: [ArraySlice<UInt8>]) -> [String] { line.map { String(decoding: $0, as: UTF8.self) } }
        let lines = lines.map(texts)
        guard lines.count == 4, lines.map(\.first) == ["stamps", "rules", "forms", "others"], lines[0].count == 2 else {
            return nil
        }
        sum = lines[0][1]
        (rules, forms, others) = (Array(lines[1].dropFirst()), Array(lines[2].dropFirst()), Array(lines[3].dropFirst()))
    }
}
