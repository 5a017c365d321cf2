internal import Glibc
internal import WritSemantics

/// How the new content of a case's folder takes the place of the old.
///
/// The new folder is made ready beside the old one: with Writ's new files, with second names for all files that are not
/// Writ's, and with the documents that no longer follow below `superseded/`. Then the two change places in one step of the
/// system, so that whoever looks, or whatever kills the process, finds the old folder or the new one and never a mix.
struct FolderSwitch {
    static let superseded = "superseded"

    /// The folder that is made ready.
    let staged: String
    /// Where it goes.
    let place: String
    /// What Writ wrote to the folder that is there.
    let old: Manifest

    enum Mode: String { case exchange, inPlace = "in-place" }

    /// Whether a file is as Writ left it.
    private func isAsWritten(_ name: String) -> Bool {
        guard let digest = old.digest(of: name) else { return false }
        return Manifest.digest(ofFile: FileSystem.join(place, name)) == digest
    }

    /// Whether the folder holds these files already, and nothing of Writ's besides.
    func holds(_ new: Manifest, owns: (String) -> Bool) -> Bool {
        new.entries.allSatisfy { Manifest.digest(ofFile: FileSystem.join(place, $0.name)) == $0.digest }
            && new.entries.allSatisfy { old.digest(of: $0.name) == $0.digest }
            && !old.entries.contains { owns($0.name) && new.digest(of: $0.name) == nil }
    }

    /// What stands in the way: a file of the same name that Writ did not write, or that somebody changed since.
    func obstacle(to new: Manifest) -> String? {
        for entry in new.entries {
            let path = FileSystem.join(place, entry.name)
            guard Disk.ownStatus(path) != nil, Manifest.digest(ofFile: path) != entry.digest else { continue }
            if !isAsWritten(entry.name) { return path }
        }
        return nil
    }

    /// Gives the folder that is made ready all that stays, and adds to its manifest what Writ wrote on other occasions.
    func prepare(_ new: inout Manifest, owns: (String) -> Bool) throws(FileFailure) -> Mode {
        guard let status = Disk.ownStatus(place) else { return .exchange }
        guard status.st_mode & S_IFMT != S_IFLNK, let names = Disk.names(in: place) else { return .inPlace }
        for entry in old.entries where new.digest(of: entry.name) == nil && !owns(entry.name) {
            if isAsWritten(entry.name) { new.set(entry) }
        }
        for name in names.sorted() where name != Manifest.name {
            let from = FileSystem.join(place, name)
            if let digest = old.digest(of: name), isAsWritten(name) {
                if owns(name) {
                    if new.digest(of: name) != nil { continue }
                    guard supersede(from, named: name, digest, below: staged, moving: Disk.link) else {
                        return .inPlace
                    }
                    continue
                }
            } else if new.digest(of: name) != nil {
                // What stands in the way has been told; what is the same needs no second name.
                continue
            }
            guard linkTree(from, FileSystem.join(staged, name)) else { return .inPlace }
        }
        return .exchange
    }

    /// Brings a document that no longer follows below `superseded/`, under a name that tells which it was.
    private func supersede(
        _ from: String, named name: String, _ digest: String, below folder: String, moving: (String, String) -> Bool
    ) -> Bool {
        let target = FileSystem.join(folder, Self.superseded)
        guard Disk.makeFolder(target) || errno == EEXIST else { return false }
        let point = name.lastIndex(of: ".") ?? name.endIndex
        let kept = FileSystem.join(target, "\(name[..<point]).\(digest.prefix(12))\(name[point...])")
        return moving(from, kept) || errno == EEXIST
    }

    private func linkTree(_ from: String, _ to: String) -> Bool {
        guard let status = Disk.ownStatus(from) else { return errno == ENOENT }
        guard status.st_mode & S_IFMT == S_IFDIR else { return Disk.link(from, to) || errno == EEXIST }
        guard Disk.makeFolder(to) || errno == EEXIST, let names = Disk.names(in: from) else { return false }
        PathText.with(to) { _ = chmod($0, status.st_mode & 0o7777) }
        return names.allSatisfy { linkTree(FileSystem.join(from, $0), FileSystem.join(to, $0)) }
    }

    /// What was done, for undoing it.
    enum Done { case moved, exchanged, mixed }

    /// Puts the new folder into place.
    func perform(_ mode: Mode) throws(FileFailure) -> Done {
        if mode == .exchange {
            if Disk.move(staged, toFree: place) { return .moved }
            if errno == EEXIST {
                if Disk.exchange(staged, place) { return .exchanged }
            } else if errno == EINVAL || errno == ENOSYS, Disk.ownStatus(place) == nil, Disk.rename(staged, place) {
                return .moved
            }
            // Some file systems cannot do it, or not with this folder: then one file after the other.
            guard [EINVAL, ENOSYS, EXDEV, EOPNOTSUPP, EBUSY].contains(errno) else { throw FileFailure.writing(place) }
        }
        try mix()
        return .mixed
    }

    /// One file after the other, the manifest last. For folders that cannot be exchanged; a kill in the middle leaves some
    /// files new and some old until the next run finishes it.
    private func mix() throws(FileFailure) {
        guard Disk.makeFolder(place) || errno == EEXIST else { throw FileFailure.writing(place) }
        let new = Manifest.read(in: staged) ?? Manifest()
        for entry in old.entries where new.digest(of: entry.name) == nil && isAsWritten(entry.name) {
            guard
                supersede(
                    FileSystem.join(place, entry.name), named: entry.name, entry.digest, below: place,
                    moving: Disk.rename)
            else { throw FileFailure.writing(place) }
        }
        for name in new.entries.map(\.name) + [Manifest.name] {
            let from = FileSystem.join(staged, name)
            guard Disk.ownStatus(from) != nil else { continue }
            guard Disk.rename(from, FileSystem.join(place, name)) else {
                throw FileFailure.writing(FileSystem.join(place, name))
            }
        }
    }

    func undo(_ done: Done) {
        switch done {
        case .moved: _ = Disk.move(place, toFree: staged)
        case .exchanged: _ = Disk.exchange(staged, place)
        case .mixed: break
        }
    }

    /// Looks through the old folder, which now lies where the new one was made ready, for what others put there or changed
    /// in the meantime, brings that along, and removes the rest.
    func sweep() {
        for name in Disk.names(in: staged) ?? [] where name != Manifest.name {
            let left = FileSystem.join(staged, name)
            let there = FileSystem.join(place, name)
            if old.digest(of: name) != nil, Manifest.digest(ofFile: left) == old.digest(of: name) { continue }
            rescue(left, there)
        }
        Disk.removeTree(staged)
    }

    private func rescue(_ left: String, _ there: String) {
        guard let status = Disk.ownStatus(left) else { return }
        guard let other = Disk.ownStatus(there) else {
            _ = Disk.rename(left, there)
            return
        }
        if status.st_ino == other.st_ino { return }
        if status.st_mode & S_IFMT == S_IFDIR, other.st_mode & S_IFMT == S_IFDIR {
            for name in Disk.names(in: left) ?? [] {
                rescue(FileSystem.join(left, name), FileSystem.join(there, name))
            }
            return
        }
        guard let digest = Manifest.digest(ofFile: left), digest != Manifest.digest(ofFile: there) else { return }
        // Somebody changed the file while this run was under way: both are kept.
        _ = supersede(left, named: FileSystem.name(of: left), digest, below: place, moving: Disk.rename)
    }
}
