internal import Glibc
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Goes through a journal from its first byte to its last and says where it is not what was recorded.
///
/// The chain shows every line that was altered, removed or put there, as long as a line behind it is as it was. Lines cut off at
/// the end leave no trace in the journal itself: whoever keeps the last seal elsewhere finds them missing.
package struct JournalCheck {
    package private(set) var problems: [Diagnostic] = []
    package private(set) var lines = 0
    package private(set) var seal = JournalLine.origin

    private let path: String
    private var reader = JSONReader()
    /// The seal that the next line must begin with; nil after a line that cannot be read.
    private var expected: String? = JournalLine.origin
    private var sequence = 0
    private var moment: Moment?
    /// The last line, of which a part never reached the disk.
    private var torn: (line: Int, bytes: Int)?
    /// How long the file is.
    private let length: Int

    /// - Parameter take: gets each line that is as it was sealed, and where it begins.
    package static func check(
        _ path: String, take: (JournalLine, _ offset: Int) -> Void = { _, _ in }
    ) throws(FileFailure) -> JournalCheck {
        let descriptor = try FileSystem.open(path)
        defer { close(descriptor) }
        while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
        var status = stat()
        var check = JournalCheck(path: path, length: fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0)
        try JournalBytes.lines(of: descriptor, from: 0, shownAs: path) { (bytes, offset, isWhole) throws(FileFailure) in
            if let line = check.line(bytes, at: offset, isWhole: isWhole) { take(line, offset) }
        }
        if let torn = check.torn {
            check.lines -= 1
            check.tell(.warning, .unfinished(path: path, line: torn.line, bytes: torn.bytes))
        }
        return check
    }

    private init(path: String, length: Int) {
        self.path = path
        self.length = length
    }

    private mutating func tell(_ severity: Diagnostic.Severity, _ fact: JournalFact) {
        problems.append(Diagnostic(severity, fact, at: .none))
    }

    private mutating func line(_ bytes: [UInt8], at offset: Int, isWhole: Bool) -> JournalLine? {
        if let torn {
            // It was not the last: what is wrong with it is something else.
            tell(.error, .altered(path: path, line: torn.line))
            self.torn = nil
            expected = nil
        }
        let number = lines + 1
        guard isWhole else {
            if JournalLine(Array(bytes.dropLast()), &reader) != nil {
                tell(.error, .altered(path: path, line: number))
            } else {
                tell(.warning, .unfinished(path: path, line: number, bytes: bytes.count))
            }
            return nil
        }
        lines = number
        guard let line = JournalLine(bytes, &reader) else {
            if expected != nil, JournalBytes.isTorn(bytes, at: offset),
                length > offset + bytes.count + JournalBytes.leastRoom
            {
                torn = (number, bytes.count)
                return nil
            }
            tell(.error, .altered(path: path, line: number))
            expected = nil
            return nil
        }
        if let expected, line.previous != expected {
            guard line.sequence > sequence + 1 else {
                tell(.error, .inserted(path: path, line: number))
                return nil
            }
            tell(.error, .removed(path: path, line: number, count: line.sequence - sequence - 1))
        } else if expected == nil, line.sequence <= sequence {
            tell(.error, .inserted(path: path, line: number))
            return nil
        }
        if let moment, line.moment.milliseconds < moment.milliseconds {
            tell(
                .warning,
                .clockBack(
                    path: path, line: number, moment: line.moment.description, before: moment.description))
        }
        checkDates(line, number)
        expected = line.seal
        seal = line.seal
        sequence = line.sequence
        moment = line.moment
        return line
    }

    /// An act cannot be recorded before it is done.
    private mutating func checkDates(_ line: JournalLine, _ number: Int) {
        for name in ["on", "at", "date"] {
            guard let text = line.act[name] else { continue }
            let isLater =
                if let moment = Moment.parse(text) {
                    moment.milliseconds > line.moment.milliseconds
                } else if let date = CalendarDate.parse(text) {
                    line.moment.date < date
                } else {
                    false
                }
            guard isLater else { continue }
            tell(
                .warning,
                .actInTheFuture(path: path, line: number, act: text, recorded: line.moment.description))
        }
    }
}
