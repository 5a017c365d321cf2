internal import Glibc
package import WritEvaluation
package import WritSemantics

/// An append-only file of acts, one JSON line each, chained by seals.
///
/// A line is on the disk before whoever appended it hears that it is. Writers take turns by a lock of the system. What a
/// killed writer left unfinished at the end was never acknowledged: it is cut off by the next, and told.
package final class Journal {
    /// How far a journal has been read.
    package struct Position: Sendable, Equatable {
        /// In bytes, all whole lines.
        package var length = 0
        package var lines = 0
        package var seal = JournalLine.origin
        package var moment: Moment?
        package init() {}
    }

    package let path: String
    private let descriptor: Int32
    private let isWriter: Bool
    /// Behind the last line that was read or written.
    package private(set) var position: Position
    /// How many bytes of an unfinished line there were at the end.
    package private(set) var unfinished = 0
    private var isNew = false
    private var reader = JSONReader()
    /// How often this writer has appended: who does so often makes room first.
    private var appendings = 0
    private static let fewAppendings = 4

    /// Opens a journal to append to it; it is made where it is not there.
    package static func writing(_ path: String, from position: Position = Position()) throws(FileFailure) -> Journal {
        let isNew = Disk.status(path) == nil
        let descriptor = Disk.open(path, O_RDWR | O_CREAT)
        guard descriptor >= 0 else { throw FileFailure.writing(path) }
        let journal = Journal(path, descriptor, isWriter: true, position)
        journal.isNew = isNew
        return journal
    }

    /// Opens a journal to read it.
    package static func reading(_ path: String, from position: Position = Position()) throws(FileFailure) -> Journal {
        Journal(path, try FileSystem.open(path), isWriter: false, position)
    }

    private init(_ path: String, _ descriptor: Int32, isWriter: Bool, _ position: Position) {
        self.path = path
        self.descriptor = descriptor
        self.isWriter = isWriter
        self.position = position
    }

    deinit {
        if appendings > Self.fewAppendings { takeRoomBack() }
        close(descriptor)
    }

    /// The file ends with its last line again. Where others are at work, their room stays theirs.
    private func takeRoomBack() {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        defer { unlock() }
        guard (try? catchUp { _, _ in }) != nil, unfinished == 0 else { return }
        ftruncate(descriptor, off_t(position.length))
    }

    // MARK: - Turns

    /// Waits for this writer's turn, and reads what others have written meanwhile.
    /// - Parameter take: gets each new line and where it begins.
    package func lock(_ take: (JournalLine, Int) -> Void = { _, _ in }) throws(FileFailure) {
        try FolderLock.take(descriptor, shownAs: path, isNeeded: true)
        do throws(FileFailure) {
            try catchUp(take)
            if unfinished > 0 { try mendEnd(take) }
        } catch {
            unlock()
            throw error
        }
    }

    /// Completes a line that wants only its end, and cuts off any other.
    private func mendEnd(_ take: (JournalLine, Int) -> Void) throws(FileFailure) {
        var bytes = [UInt8](repeating: 0, count: unfinished)
        let count = SystemCalls.read(descriptor, at: position.length, into: &bytes)
        if count == unfinished, JournalLine(bytes, &reader) != nil {
            try put([0x0A], at: position.length + count)
            try catchUp(take)
        } else if ftruncate(descriptor, off_t(position.length)) != 0 {
            throw FileFailure.writing(path)
        }
    }

    package func unlock() { flock(descriptor, LOCK_UN) }

    /// Reads what is new, without a turn of its own to write.
    package func read(_ take: (JournalLine, Int) -> Void) throws(FileFailure) {
        while flock(descriptor, LOCK_SH) != 0 {
            // Without locks a line that is just being written looks unfinished, and no worse.
            if errno != EINTR { break }
        }
        defer { unlock() }
        try catchUp(take)
    }

    /// How long the file is now.
    package var fileLength: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private func catchUp(_ take: (JournalLine, Int) -> Void) throws(FileFailure) {
        unfinished = 0
        guard fileLength > position.length else {
            if fileLength < position.length { throw damaged(.shortened(path: path, lines: position.lines)) }
            return
        }
        let path = path
        let length = fileLength
        try JournalBytes.lines(of: descriptor, from: position.length, shownAs: path) {
            (bytes, offset, isWhole) throws(FileFailure) in
            guard isWhole, unfinished == 0 else {
                if unfinished > 0 { throw damaged(.broken(path: path, line: position.lines + 1)) }
                try noteUnfinished(bytes)
                return
            }
            guard let line = JournalLine(bytes, &reader), line.previous == position.seal,
                line.sequence == position.lines + 1
            else {
                // The last line, of which a part never reached the disk, was never acknowledged.
                guard JournalBytes.isTorn(bytes, at: offset), length > offset + bytes.count + JournalBytes.leastRoom
                else { throw damaged(.broken(path: path, line: position.lines + 1)) }
                unfinished = bytes.count + 1
                return
            }
            position.length = offset + bytes.count + 1
            position.lines = line.sequence
            position.seal = line.seal
            position.moment = line.moment
            take(line, offset)
        }
    }

    /// What stands behind the last line's end. A line that wants nothing but its end counts as whole: it gets it. A whole line with
    /// something behind it was never written so.
    private func noteUnfinished(_ bytes: [UInt8]) throws(FileFailure) {
        unfinished = bytes.count
        if JournalLine(Array(bytes.dropLast()), &reader) != nil {
            throw damaged(.broken(path: path, line: position.lines + 1))
        }
    }

    private func damaged(_ fact: JournalFact) -> FileFailure { FileFailure(.journal(fact)) }

    // MARK: - Appending

    /// Appends acts in this writer's turn. They are in the file, and after `settle()` on the disk.
    /// - Parameter take: gets each line and where it begins.
    package func append(
        _ acts: [JournalLine.Act], _ take: (JournalLine, Int) -> Void = { _, _ in }
    ) throws(FileFailure) {
        guard isWriter, !acts.isEmpty else { return }
        let moment = Clock.now()
        var after = position
        var bytes: [UInt8] = []
        var made: [(JournalLine, Int)] = []
        for act in acts {
            let line = JournalLine(act, sequence: after.lines + 1, moment: moment, previous: after.seal)
            made.append((line, after.length))
            bytes += line.bytes
            bytes.append(UInt8(ascii: "\n"))
            after.lines += 1
            after.length += line.bytes.count + 1
            after.seal = line.seal
        }
        after.moment = moment
        appendings += 1
        let length = fileLength
        if made.count == 1 {
            let isShort = length < after.length + JournalBytes.leastRoom
            if isShort, appendings > Self.fewAppendings || length > position.length {
                bytes += [UInt8](repeating: JournalBytes.filler, count: JournalBytes.room)
            }
        } else if length > position.length, ftruncate(descriptor, off_t(position.length)) != 0 {
            // Many lines at once grow the file: they are there in their order, or not at all.
            throw FileFailure.writing(path)
        }
        do throws(FileFailure) {
            try put(bytes, at: position.length)
        } catch {
            // What was written of it is taken back: the disk was full, and no half of a line may stay.
            ftruncate(descriptor, off_t(position.length))
            throw error
        }
        position = after
        for (line, offset) in made { take(line, offset) }
    }

    private func put(_ bytes: [UInt8], at offset: Int) throws(FileFailure) {
        guard SystemCalls.write(bytes, to: descriptor, at: offset) else { throw FileFailure.writing(path) }
    }

    /// Takes back what was appended in this turn.
    package func rollBack(to earlier: Position) {
        if ftruncate(descriptor, off_t(earlier.length)) == 0 { position = earlier }
    }

    /// Waits until what was appended is on the disk. This needs no turn: while one writer waits, others append.
    package func settle() throws(FileFailure) {
        while fdatasync(descriptor) != 0 {
            if errno != EINTR { throw FileFailure.writing(path) }
        }
        if isNew {
            guard Disk.settle(folder: StagingPlace.parent(of: path)) else { throw FileFailure.writing(path) }
            isNew = false
        }
    }

    /// Appends acts and waits until they are on the disk.
    package func record(_ acts: [JournalLine.Act]) throws(FileFailure) {
        try lock()
        do throws(FileFailure) {
            try append(acts)
        } catch {
            unlock()
            throw error
        }
        unlock()
        try settle()
    }

    /// The line that begins at an offset, as it is in the file.
    package func line(at offset: Int, length: Int) -> JournalLine? {
        var bytes = [UInt8](repeating: 0, count: max(0, length))
        let count = SystemCalls.read(descriptor, at: offset, into: &bytes)
        return count == length ? JournalLine(bytes, &reader) : nil
    }
}
