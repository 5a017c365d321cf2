internal import Glibc
internal import WritSemantics

/// A table of fixed size a line beside the journal, so that a register of a million lines opens at once and is searched in
/// milliseconds: opening reads the head and one line of the journal; a search goes through the words of the table.
///
/// It follows from the journal and can be made anew at any time. Only writers write it.
///
/// Unsafe memory: the file is mapped while this lives, and read within the length that it had when it was opened. Nobody makes
/// such a file shorter: a table that begins anew is another file.
final class RegisterIndex {
    /// Tells the journal's make; a change of the table's layout changes it.
    private static let magic: UInt64 = 0x7772_6974_2D69_7836
    private static let headSize = 128

    let path: String
    private let mapped: UnsafeRawBufferPointer?
    private let mappedCount: Int
    /// Entries of lines that are not in the file yet, or were added since it was opened.
    private var recent: [IndexEntry] = []
    /// How many entries the file has for certain.
    private var written: Int
    /// How far the file goes; the journal is read from there.
    let position: Journal.Position

    /// Opens the table; an empty one where there is none that can be used.
    init(_ path: String) {
        self.path = path
        var found: (UnsafeRawBufferPointer, Int, Journal.Position)?
        let descriptor = Disk.open(path, O_RDONLY)
        if descriptor >= 0 {
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_size >= Self.headSize,
                let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED
            {
                let raw = UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
                if let (count, position) = Self.head(raw) {
                    found = (raw, count, position)
                } else {
                    munmap(base, raw.count)
                }
            }
            close(descriptor)
        }
        mapped = found?.0
        mappedCount = found?.1 ?? 0
        position = found?.2 ?? Journal.Position()
        written = mappedCount
    }

    /// A table that begins anew.
    init(emptyAt path: String) {
        self.path = path
        (mapped, mappedCount, written, position) = (nil, 0, 0, Journal.Position())
    }

    deinit {
        if let mapped, let base = mapped.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), mapped.count) }
    }

    private static func head(_ raw: UnsafeRawBufferPointer) -> (Int, Journal.Position)? {
        func word(_ number: Int) -> UInt64 { raw.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self) }
        guard word(0) == magic else { return nil }
        var sum: UInt64 = 17
        for number in 0..<13 { sum = (sum ^ word(number)) &* 0xBF58_476D_1CE4_E5B9 }
        guard word(13) == sum, let count = Int(exactly: word(1)), let length = Int(exactly: word(2)),
            count <= (raw.count - headSize) / IndexEntry.size
        else { return nil }
        var position = Journal.Position()
        position.lines = count
        position.length = length
        position.seal = String(decoding: raw[32..<96], as: UTF8.self)
        if count > 0 {
            position.moment = Moment(
                milliseconds: Int64(bitPattern: word(3)), offsetMinutes: Int(Int64(bitPattern: word(12))))
        }
        return (count, position)
    }

    var count: Int { mappedCount + recent.count }

    subscript(_ number: Int) -> IndexEntry {
        if number < mappedCount, let mapped {
            return mapped.loadUnaligned(
                fromByteOffset: Self.headSize + number * IndexEntry.size, as: IndexEntry.self)
        }
        return recent[number - mappedCount]
    }

    /// Whether all entries are as they were written.
    var isSound: Bool { (0..<mappedCount).allSatisfy { self[$0].isSound } }

    func append(_ entry: IndexEntry) { recent.append(entry) }

    /// Forgets the last entries: their lines were taken back.
    func truncate(to count: Int) {
        recent.removeLast(max(0, recent.count - max(0, count - mappedCount)))
        written = min(written, count)
    }

    /// Writes what is new, once the lines themselves are on the disk: the table never knows of lines that may be lost. What cannot be written is made anew from the journal next time.
    func save(_ position: Journal.Position) {
        // What others look through stays theirs; a table that begins anew is another file.
        if written == 0 { _ = Disk.unlink(path) }
        let descriptor = Disk.open(path, O_RDWR | O_CREAT)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let new = recent.suffix(max(0, mappedCount + recent.count - written))
        let isWritten = Array(new).withUnsafeBytes {
            $0.isEmpty
                || pwrite(descriptor, $0.baseAddress, $0.count, off_t(Self.headSize + written * IndexEntry.size))
                    == $0.count
        }
        guard isWritten else { return }
        var words = [UInt64](repeating: 0, count: 16)
        words[0] = Self.magic
        words[1] = UInt64(position.lines)
        words[2] = UInt64(position.length)
        words[3] = UInt64(bitPattern: position.moment?.milliseconds ?? 0)
        words.withUnsafeMutableBytes { raw in
            for (number, byte) in position.seal.utf8.prefix(64).enumerated() { raw[32 + number] = byte }
        }
        words[12] = UInt64(bitPattern: Int64(position.moment?.offsetMinutes ?? 0))
        var sum: UInt64 = 17
        for number in 0..<13 { sum = (sum ^ words[number]) &* 0xBF58_476D_1CE4_E5B9 }
        words[13] = sum
        _ = words.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        written = count
    }
}
