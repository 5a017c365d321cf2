internal import Glibc
internal import WritDocuments

/// The fonts of this system, by the names in their files.
///
/// Unsafe memory: a file is read into an array that this function owns, no further than its length; nobody else sees it.
package enum SystemFonts {
    private static let folders = [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
    ]
    /// More folders than this are not looked into.
    private static let folderLimit = 10_000

    package static func families() -> Set<String> {
        var found: Set<String> = []
        var waiting = folders
        if let home = getenv("HOME").map({ String(cString: $0) }) {
            waiting += [".fonts", ".local/share/fonts", "Library/Fonts"].map { FileSystem.join(home, $0) }
        }
        var seen = 0
        while let folder = waiting.popLast(), seen < folderLimit {
            seen += 1
            for name in (try? FileSystem.entries(of: folder)) ?? [] {
                let path = FileSystem.join(folder, name)
                if FileSystem.isFolder(path) {
                    waiting.append(path)
                } else if [".ttf", ".otf", ".ttc", ".otc"].contains(where: { name.lowercased().hasSuffix($0) }) {
                    found.formUnion(families(of: path))
                }
            }
        }
        return found
    }

    private static func families(of path: String) -> Set<String> {
        guard let descriptor = try? FileSystem.open(path) else { return [] }
        defer { close(descriptor) }
        return FontNames.families { offset, count in
            var bytes = [UInt8](repeating: 0, count: count)
            let length = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
            return Array(bytes.prefix(max(0, length)))
        }
    }
}
