import CLinux
import Glibc

/// What a command that starts, answers and ends need not do as a program that goes on must.
///
/// Unsafe memory: no byte is read or written here. Advice is given on pages between a piece that was asked for and the end of what
/// the allocator holds; nobody relies on it.
enum ShortLife {
    /// So much is filled by a command on a single case of a large rulebook.
    private static let memory = 3 << 20
    /// The largest piece that the memory allocator would come to take from there by itself.
    private static let largestPiece: Int32 = 32 << 20

    /// Has the system hand over at once the memory that is filled anyway: page by page it takes several times as long. Where the
    /// system cannot, it comes page by page.
    static func prepareMemory() {
        guard mallopt(M_TOP_PAD, Int32(memory)) == 1, mallopt(M_MMAP_THRESHOLD, largestPiece) == 1 else { return }
        // The first piece beyond what there is makes the allocator ask for its room.
        let size = 256 << 10
        guard let piece = malloc(size) else { return }
        defer { free(piece) }
        let page = 4096
        let start = (Int(bitPattern: piece) + page - 1) & ~(page - 1)
        guard let top = sbrk(0), let from = UnsafeMutableRawPointer(bitPattern: start) else { return }
        let room = min(memory, (Int(bitPattern: top) & ~(page - 1)) - start)
        if room > 0 { _ = madvise(from, room, Int32(writ_populate_for_writing)) }
    }

    /// Lets a value live until the program ends: it need not be taken apart piece by piece before.
    static func keep(_ value: some Any) { _ = Unmanaged.passRetained(Kept(value)) }

    private final class Kept {
        let value: Any

        init(_ value: Any) { self.value = value }
    }
}
