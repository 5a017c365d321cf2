internal import Glibc
internal import WritLanguage
internal import WritSemantics

/// What an index is known by: every byte of rules, forms and print profiles, the names of their files, and the program.
///
/// It begins with a number that nobody knew when the files were written, so that no files can be made that another's index
/// fits (`KeyedHash`).
package enum IndexKey {
    /// - Parameters:
    ///   - program: the program's version, and whatever else tells one build from another.
    ///   - secret: any number for a new index, that of the index for one that is kept.
    package static func of(
        _ sources: RulebookSources, profiles: [(path: String, bytes: [UInt8])], program: String,
        secret: UInt64
    ) -> String {
        var hash = KeyedHash(secret: secret)
        hash.update("\(program)\n\(sources.rules.count) \(sources.forms.count) \(profiles.count)")
        for file in sources.files { add(file.path, file.bytes, to: &hash) }
        for file in profiles { add(file.path, file.bytes, to: &hash) }
        return "\(String(secret, radix: 16)):\(hash.digits)"
    }

    /// A secret that nobody can guess.
    package static func newSecret() -> UInt64 { UInt64.random(in: 2..<(1 << 61) - 1) }

    /// The secret of a key; nil where it is none.
    package static func secret(of key: String) -> UInt64? {
        key.split(separator: ":").first.flatMap { UInt64($0, radix: 16) }
    }

    private static func add(_ path: String, _ bytes: [UInt8], to hash: inout KeyedHash) {
        // The same rulebook is reached by many ways.
        let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        hash.update(String(path[start...]))
        bytes.withBytes { hash.update($0) }
    }

    /// A file name for the place where a rulebook stands.
    static func name(of places: RulebookPlaces) -> String {
        var hash = BLAKE2b()
        for path in places.paths { hash.update(FileSystem.resolved(path) + "\n") }
        return String(hash.finishHex().prefix(32))
    }

    /// Tells the builds of a program apart that call themselves by one version; empty where the system does not say which file
    /// the program was started from.
    package static var build: String {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return "" }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
