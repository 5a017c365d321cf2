import Synchronization

/// Pictures by the names of their files, each read and checked once.
package final class PictureShelf: Sendable {
    /// What is kept for the next document that shows the same.
    private static let mostKept = 32 << 20

    private struct Kept {
        var pictures: [String: Result<Shown, Picture.Problem>] = [:]
        var bytes = 0
    }

    /// A picture as documents have it.
    struct Shown: Sendable {
        let digest: String
        /// The address that holds it.
        let address: [UInt8]
        /// Of the file.
        let count: Int
    }

    private let read: @Sendable (String) throws(Picture.Problem) -> [UInt8]
    private let kept = Mutex(Kept())

    /// - Parameter read: gives the bytes of a file beside the case, or why it does not.
    package init(read: @escaping @Sendable (String) throws(Picture.Problem) -> [UInt8]) { self.read = read }

    func picture(_ name: String) -> Result<Shown, Picture.Problem> {
        if let known = kept.withLock({ $0.pictures[name] }) { return known }
        let found: Result<Shown, Picture.Problem>
        do throws(Picture.Problem) {
            let picture = try Picture(try read(name))
            found = .success(Shown(digest: picture.digest, address: picture.address, count: picture.bytes.count))
        } catch {
            found = .failure(error)
        }
        let size = name.utf8.count + ((try? found.get())?.address.count ?? 0)
        kept.withLock { kept in
            guard kept.bytes + size <= Self.mostKept else { return }
            kept.pictures[name] = found
            kept.bytes += size
        }
        return found
    }
}
