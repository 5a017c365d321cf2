internal import Glibc

/// Where indexes of rulebooks are kept from run to run: a folder of the user's own, one file for each place where a rulebook stands.
///
/// Not beside the rulebook, for what lies there may come from somebody else, and who believes an index believes that the rest of
/// the rulebook does not matter. Nothing here ever fails aloud: without an index, a rulebook is read whole.
package struct IndexFolder: Sendable {
    /// So many rulebooks are remembered; with the next one the folder begins anew.
    static let capacity = 100
    /// Far above the index of any manual.
    private static let sizeLimit = 16 << 20

    private let folder: String

    package init(_ folder: String) { self.folder = folder }

    /// `writ` in `XDG_CACHE_HOME` or in `~/.cache`; nil where neither is an absolute path.
    package static var ofUser: IndexFolder? {
        func folder(_ name: String) -> String? {
            guard let value = getenv(name) else { return nil }
            let path = String(cString: value)
            return path.hasPrefix("/") ? path : nil
        }
        if let cache = folder("XDG_CACHE_HOME") { return IndexFolder(FileSystem.join(cache, "writ")) }
        return folder("HOME").map { IndexFolder(FileSystem.join(FileSystem.join($0, ".cache"), "writ")) }
    }

    /// The name of the file for a rulebook that stands at some paths.
    private func path(_ places: RulebookPlaces) -> String {
        FileSystem.join(folder, IndexKey.name(of: places) + Self.suffix)
    }

    private static let suffix = ".index"

    /// The index that was kept for a rulebook, where nobody else can have written it.
    package func index(at places: RulebookPlaces) -> KeptIndex? {
        let path = path(places)
        guard let status = Disk.ownStatus(path), status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            status.st_mode & 0o022 == 0, let bytes = try? FileSystem.read(path, limit: Self.sizeLimit)
        else { return nil }
        return KeptIndex(bytes)
    }

    /// Keeps an index in place of the one before.
    package func keep(_ index: KeptIndex, at places: RulebookPlaces) {
        guard let text = index.text else { return }
        if !FileSystem.isFolder(folder) {
            _ = Self.make(StagingPlace.parent(of: folder))
            guard Self.make(folder) || errno == EEXIST else { return }
        }
        let path = path(places)
        if !FileSystem.exists(path) { makeRoom() }
        let temporary = path.dropLast(Self.suffix.count) + "-\(getpid())" + Self.suffix
        var descriptor: Int32 = -1
        let isOpen = Unfinished.begin(
            temporary,
            making: {
                descriptor = Disk.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
                return descriptor >= 0
            })
        guard isOpen else { return }
        do throws(FileFailure) {
            try Staging.write(text, to: descriptor, shownAs: temporary, settling: false)
            try Unfinished.finish(temporary) { () throws(FileFailure) in
                guard Disk.rename(temporary, path) else { throw FileFailure.writing(path) }
            }
        } catch {
            _ = Disk.unlink(temporary)
            Unfinished.end(temporary)
        }
    }

    /// Throws all indexes away where there are too many: each is made anew by the next run that wants it.
    private func makeRoom() {
        guard let names = try? FileSystem.entries(of: folder) else { return }
        let indexes = names.filter { $0.hasSuffix(Self.suffix) }
        guard indexes.count >= Self.capacity else { return }
        for name in indexes { _ = Disk.unlink(FileSystem.join(folder, name)) }
    }

    /// A folder that nobody else looks into.
    private static func make(_ folder: String) -> Bool { PathText.with(folder) { mkdir($0, 0o700) } == 0 }
}
