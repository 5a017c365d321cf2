package import WritLanguage
internal import WritSemantics

/// Goes through a whole register: its journal, whether each number belongs to one document and each series has no gaps, the records
/// that are kept, and the table.
package struct RegisterCheck {
    package private(set) var problems: [Diagnostic] = []
    package private(set) var lines = 0
    package private(set) var documents = 0
    /// Of the last line: whoever keeps it elsewhere finds out when lines are cut off at the end.
    package private(set) var seal = JournalLine.origin

    private struct Number: Hashable {
        let number: String
        let organisation: String?
    }

    private struct Series: Hashable {
        let pattern: String
        let period: String
        let organisation: String?
    }

    private struct Holder {
        let document: String
        let line: Int
    }

    private let folder: String
    private var holders: [Number: Holder] = [:]
    private var counts: [Series: Set<Int>] = [:]
    /// The number under which each document stands, as long as that is not void.
    private var current: [UInt64: Holder] = [:]
    private var entries: [IndexEntry] = []
    /// Lines that correct others: where they stand, and which.
    private var corrections: [(place: Int, number: Int)] = []

    package static func check(_ folder: String) throws(FileFailure) -> RegisterCheck {
        var check = RegisterCheck(folder: folder)
        let path = FileSystem.join(folder, Register.journalName)
        let journal = try JournalCheck.check(path) { check.take($0, $1) }
        check.problems = journal.problems + check.problems
        check.lines = journal.lines
        check.seal = journal.seal
        try check.checkCorrections(path)
        check.checkSeries(isSound: !journal.problems.contains { $0.severity == .error })
        check.checkIndex()
        return check
    }

    private init(folder: String) { self.folder = folder }

    private mutating func tell(_ severity: Diagnostic.Severity, _ fact: RegisterFact) {
        problems.append(Diagnostic(severity, fact, at: .none))
    }

    private mutating func take(_ line: JournalLine, _ offset: Int) {
        entries.append(IndexEntry(line, at: offset))
        if let number = line.corrects { corrections.append((entries.count - 1, number)) }
        let key = IndexEntry.documentKey(line.act)
        guard RegisterAct(rawValue: line.act.act)?.isDocument == true else {
            if line.act.act == RegisterAct.voided.rawValue,
                current[key]?.document == line.act["number"].map(NumberText.key)
            {
                current[key] = nil
            }
            return checkSubject(of: line)
        }
        let act = line.act
        checkNumber(of: line, as: key)
        let organisation = act["organisation"]
        let document = ["type", "case", "form", "ordinal"].map { act[$0] ?? "" }.joined(separator: "\u{0}")
        if let number = act["number"] {
            let key = Number(number: NumberText.key(number), organisation: organisation)
            if let holder = holders[key] {
                if holder.document != document {
                    tell(.error, .givenTwice(number: number, line: line.sequence, first: holder.line))
                }
            } else {
                holders[key] = Holder(document: document, line: line.sequence)
                documents += 1
            }
        } else {
            documents += 1
        }
        if let pattern = act["series"], let count = act["count"].flatMap({ Int($0) }) {
            counts[Series(pattern: pattern, period: act["period"] ?? "", organisation: organisation), default: []]
                .insert(count)
        }
        checkKept(act["record"], line) { bytes in
            let head = RecordHead(bytes)
            return head?.digest == act["digest"] && head?.state == act["state"]
        }
        checkKept(act["sheet-record"], line) { FinishedRecord($0)?.shownDigest == act["sheet"] }
    }

    /// Whether what a line says was kept is there and is what the line says it is.
    private mutating func checkKept(_ digest: String?, _ line: JournalLine, fits: ([UInt8]) -> Bool) {
        guard let digest else { return }
        let kept = Register.keptPath(digest, in: folder)
        let number = line.act["number"] ?? line.act["form"] ?? ""
        if !FileSystem.exists(kept) {
            tell(.error, .notKept(number: number, path: kept))
        } else if let bytes = Manifest.bytes(ofFile: kept), BLAKE2b.hex(bytes) == digest {
            if !fits(bytes) { tell(.error, .lineDiffers(line: line.sequence, number: number, path: kept)) }
        } else {
            tell(.error, .keptDiffers(number: number, path: kept))
        }
    }

    /// A correction corrects an act of the same kind about the same document, and one that no other corrects.
    private mutating func checkCorrections(_ path: String) throws(FileFailure) {
        if corrections.isEmpty { return }
        let journal = try Journal.reading(path)
        func line(_ entry: IndexEntry) -> JournalLine? {
            journal.line(at: Int(entry.offset), length: Int(entry.length))
        }
        var corrected: Set<Int> = []
        for (place, number) in corrections {
            guard let new = line(entries[place]) else { continue }
            let old = entries.indices.contains(number - 1) ? line(entries[number - 1]) : nil
            if let old, old.sequence == number, new.mayCorrect(old), corrected.insert(number).inserted { continue }
            let document = new.act["number"] ?? new.act["form"] ?? ""
            tell(.error, .wrongCorrection(line: new.sequence, corrects: number, number: document))
        }
    }

    /// A document has one number, until that is void.
    private mutating func checkNumber(of line: JournalLine, as key: UInt64) {
        guard let number = line.act["number"] else { return }
        if let other = current[key], other.document != NumberText.key(number) {
            tell(.error, .numberedTwice(number: number, line: line.sequence, first: other.line))
        }
        current[key] = Holder(document: NumberText.key(number), line: line.sequence)
    }

    /// What people did, they did to a document that was recorded before.
    private mutating func checkSubject(of line: JournalLine) {
        guard let number = line.act["number"],
            holders[Number(number: NumberText.key(number), organisation: line.act["organisation"])] == nil
        else { return }
        tell(.error, .noSuchDocument(line: line.sequence, act: line.act.act, number: number))
    }

    /// - Parameter isSound: whether every line is as it was recorded; one that is not may hold the number that is missing.
    private mutating func checkSeries(isSound: Bool) {
        let sorted = counts.sorted { ($0.key.pattern, $0.key.period) < ($1.key.pattern, $1.key.period) }
        for (series, numbers) in sorted {
            guard let first = numbers.min(), let last = numbers.max() else { continue }
            var told = 0
            for number in first...last where !numbers.contains(number) {
                tell(
                    .warning,
                    .gap(
                        series: series.pattern, period: series.period, organisation: series.organisation,
                        missing: number, isSound: isSound))
                told += 1
                if told == 20 { break }
            }
        }
    }

    private mutating func checkIndex() {
        let path = FileSystem.join(folder, Register.indexName)
        let index = RegisterIndex(path)
        let fits = index.count <= entries.count && (0..<index.count).allSatisfy { index[$0] == entries[$0] }
        if FileSystem.exists(path), !fits { tell(.warning, .indexDiffers(path: path)) }
    }
}
