internal import Glibc
internal import WritLanguage
internal import WritSemantics

/// What an index is found by: every byte of rules, forms and print profiles, the names of their files, and the program.
package enum IndexKey {
    /// - Parameter program: the program's version, and whatever else tells one build from another.
    package static func of(
        _ sources: RulebookSources, profiles: [(path: String, bytes: [UInt8])], program: String
    ) -> String {
        var hash = BLAKE2b()
        hash.update("\(program)\n\(sources.rules.count) \(sources.forms.count) \(profiles.count)\n")
        for file in sources.files { add(file.path, file.bytes, to: &hash) }
        for file in profiles { add(file.path, file.bytes, to: &hash) }
        return hash.finishHex()
    }

    private static func add(_ path: String, _ bytes: [UInt8], to hash: inout BLAKE2b) {
        // The same rulebook is reached by many ways.
        let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        hash.update(String(path[start...]))
        hash.update("\n\(bytes.count)\n")
        hash.update(bytes)
    }

    /// A file name for the place where a rulebook stands.
    static func name(ofPlaces paths: [String]) -> String {
        var hash = BLAKE2b()
        for path in paths { hash.update(FileSystem.resolved(path) + "\n") }
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
