import Foundation
import Testing
import Writ
import WritLanguage
import WritSemantics
import WritTestSupport

/// The journal keeps what was acknowledged and shows every line that is not as it was.
@Suite struct JournalTests {
    private func act(_ number: Int) -> JournalLine.Act {
        JournalLine.Act(
            person: "李某", act: "issued",
            fields: [.init("number", "通〔2026〕\(number)号"), .init("reason", "引号\"、换行\n、\u{202E}")],
            about: [.init("unit", "3-\(number)")])
    }

    private func journal(_ lines: Int, in folder: ScratchFolder) throws -> String {
        let path = folder.file("journal.jsonl").path
        let journal = try Journal.writing(path)
        for number in 1...lines { try journal.record([act(number)]) }
        return path
    }

    private func read(_ path: String) throws -> [JournalLine] {
        var lines: [JournalLine] = []
        try Journal.reading(path).read { line, _ in lines.append(line) }
        return lines
    }

    /// The lines that problems name.
    private func places(_ check: JournalCheck) -> Set<Int> {
        Set(
            check.problems.compactMap { problem -> Int? in
                switch problem.fact as? JournalFact {
                case .altered(_, let line), .broken(_, let line), .inserted(_, let line): line
                case .removed(_, let line, _), .unfinished(_, let line, _): line
                default: nil
                }
            })
    }

    @Test func whatIsWrittenIsRead() throws {
        let folder = try ScratchFolder()
        let path = try journal(5, in: folder)
        let lines = try read(path)
        #expect(lines.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(lines[2].act["number"] == "通〔2026〕3号" && lines[2].act["reason"] == "引号\"、换行\n、\u{202E}")
        #expect(lines[2].act.about.first?.text == "3-3" && lines[2].act.person == "李某")
        #expect(lines[3].previous == lines[2].seal && lines[0].previous == JournalLine.origin)
        let check = try JournalCheck.check(path)
        #expect(check.problems.isEmpty && check.lines == 5 && check.seal == lines[4].seal)
    }

    /// A writer that was killed in the middle of a line leaves a piece of it; the next one cuts it off and goes on.
    @Test func tornLastLines() throws {
        var random = RecordTrials.random("tornLastLines")
        for _ in 0..<RecordTrials.count(20, most: 20) {
            let folder = try ScratchFolder()
            let path = try journal(3, in: folder)
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            try Journal.writing(path).record([act(4)])
            let after = try Data(contentsOf: URL(fileURLWithPath: path))
            let cut = random.number(before.count + 1...after.count - 1)
            try after.prefix(cut).write(to: URL(fileURLWithPath: path))
            let isWhole = cut == after.count - 1
            #expect(places(try JournalCheck.check(path)) == [4], "a piece of \(cut - before.count) bytes")
            let journal = try Journal.writing(path)
            try journal.lock()
            #expect(journal.unfinished == (isWhole ? 0 : cut - before.count))
            journal.unlock()
            // All that was wanting was the line's end: then it is a line.
            #expect(journal.position.lines == (isWhole ? 4 : 3))
            try journal.record([act(5)])
            #expect(try read(path).map(\.sequence).count == (isWhole ? 5 : 4))
            #expect(try JournalCheck.check(path).problems.isEmpty)
        }
    }

    @Test func alteredBytes() throws {
        var random = RecordTrials.random("alteredBytes")
        let folder = try ScratchFolder()
        let path = try journal(8, in: folder)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for _ in 0..<RecordTrials.count(200) {
            let place = random.number(0...bytes.count - 1)
            var changed = bytes
            changed[place] ^= UInt8(random.number(1...255))
            try Data(changed).write(to: URL(fileURLWithPath: path))
            let line = bytes[..<place].filter { $0 == 0x0A }.count + 1
            let check = try JournalCheck.check(path)
            #expect(places(check).contains(line), "byte \(place) of line \(line): \(check.problems.map(\.fact.id))")
            // Nobody goes on from what was altered, unless it is only the end of an unacknowledged line.
            let journal = try Journal.writing(path)
            #expect(throws: FileFailure.self) { try journal.record([act(9)]) }
        }
    }

    @Test func removedAndInsertedLines() throws {
        let folder = try ScratchFolder()
        let path = try journal(8, in: folder)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        func check(_ changed: [String]) throws -> JournalCheck {
            try (changed.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            return try JournalCheck.check(path)
        }
        for place in 0..<7 {
            var changed = lines
            changed.remove(at: place)
            let found = try check(changed)
            #expect(places(found) == [place + 1] && found.problems.first?.fact.id == "journal.removed")
            changed = lines
            changed.insert(lines[place], at: place + 1)
            #expect(places(try check(changed)) == [place + 2])
            changed = lines
            changed.swapAt(place, place + 1)
            #expect(places(try check(changed)).contains(place + 1))
        }
    }

    /// The clock is told where it goes back, and so is an act that is dated after it was recorded.
    @Test func datesThatCannotBe() throws {
        let folder = try ScratchFolder()
        let path = folder.file("journal.jsonl").path
        var late = act(1)
        late.fields.append(.init("on", "9000-01-01"))
        try Journal.writing(path).record([late])
        #expect(try JournalCheck.check(path).problems.map(\.fact.id) == ["journal.act-in-the-future"])
    }

    /// A line that is recorded before the one above it, as the clocks say: it is told, and the journal goes on.
    @Test func aClockThatWentBack() throws {
        let folder = try ScratchFolder()
        let path = folder.file("journal.jsonl").path
        let start =
            #"{"sequence":1,"moment":"2990-01-01T00:00:00.000+08:00","person":"甲","act":"issued","number":"1","#
            + #""previous":"\#(JournalLine.origin)""#
        let seal = BLAKE2b.hex(Array(start.utf8))
        try (start + #","seal":"\#(seal)"}"# + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        try Journal.writing(path).record([act(2)])
        let check = try JournalCheck.check(path)
        #expect(check.lines == 2 && check.problems.map(\.fact.id) == ["journal.clock-back"])
        #expect(check.problems.allSatisfy { $0.severity == .warning })
    }

    /// Who appends often makes room first, which goes when he ends; others read and write beside him meanwhile.
    @Test func roomForManyLines() throws {
        let folder = try ScratchFolder()
        let path = folder.file("journal.jsonl").path
        func size() throws -> Int { try Data(contentsOf: URL(fileURLWithPath: path)).count }
        do {
            let journal = try Journal.writing(path)
            for number in 1...40 { try journal.record([act(number)]) }
            #expect(try size() > journal.position.length + 1000, "there is room")
            #expect(try read(path).count == 40)
            #expect(try JournalCheck.check(path).problems.isEmpty)
            try Journal.writing(path).record([act(41)])
            try journal.record([act(42), act(43)])
            #expect(try size() == journal.position.length, "many lines at once grow the file")
            for number in 44...60 { try journal.record([act(number)]) }
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix("}\n") && text.split(separator: "\n").count == 60)
        #expect(try read(path).map(\.sequence) == Array(1...60))
        #expect(try JournalCheck.check(path).problems.isEmpty)
    }

    /// A writer that was killed leaves its room; and after a power failure a part of its last line may still be room.
    @Test func roomThatIsLeft() throws {
        let folder = try ScratchFolder()
        let path = folder.file("journal.jsonl").path
        let journal = try Journal.writing(path)
        for number in 1...20 {
            // Longer than the pieces in which disks write.
            var act = act(number)
            act.fields.append(.init("remarks", String(repeating: "长", count: 600)))
            try journal.record([act])
        }
        let left = try Data(contentsOf: URL(fileURLWithPath: path))
        let end = journal.position.length
        let start = try #require(left[..<(end - 1)].lastIndex(of: 0x0A)) + 1
        let copy = folder.file("copy.jsonl").path
        func leave(_ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: copy)) }
        try leave(left)
        try Journal.writing(copy).record([act(21)])
        #expect(try read(copy).count == 21)
        // Pieces as the disk writes them.
        for piece in [start..<(start / 512 + 1) * 512, (end - 1) / 512 * 512..<end] where piece.count > 0 {
            var torn = left
            torn.replaceSubrange(piece, with: Data(repeating: 0x20, count: piece.count))
            guard torn[start..<end] != left[start..<end] else { continue }
            try leave(torn)
            #expect(places(try JournalCheck.check(copy)) == [20], "\(piece)")
            #expect(try JournalCheck.check(copy).problems.allSatisfy { $0.severity == .warning })
            let next = try Journal.writing(copy)
            try next.record([act(99)])
            #expect(try read(copy).compactMap { $0.act["number"] }.last == "通〔2026〕99号")
            #expect(try read(copy).count == 20 && JournalCheck.check(copy).problems.isEmpty)
            // Without room behind it nobody was writing: then somebody altered it.
            try leave(torn.prefix(end))
            let check = try JournalCheck.check(copy)
            #expect(places(check) == [20], "\(piece)")
            if piece.lowerBound == start, piece.upperBound < end {
                #expect(check.problems.contains { $0.severity == .error })
                let writer = try Journal.writing(copy)
                #expect(throws: FileFailure.self) { try writer.record([act(99)]) }
            }
        }
    }

    /// Lines that are gone from the end show where the table knows of them.
    @Test func aShorterJournalIsNotGoneOnWith() throws {
        let folder = try ScratchFolder()
        let path = try journal(4, in: folder)
        let journal = try Journal.writing(path)
        try journal.lock()
        journal.unlock()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        try (lines[0] + "\n").write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: FileFailure.self) { try journal.record([act(5)]) }
    }

    @Test func manyWritersLoseNothing() throws {
        let folder = try ScratchFolder()
        let path = folder.file("journal.jsonl").path
        let threads = (0..<8).map { writer in
            Thread {
                guard let journal = try? Journal.writing(path) else { return }
                for number in 0..<25 { try? journal.record([self.act(writer * 100 + number)]) }
            }
        }
        for thread in threads { thread.start() }
        while !threads.allSatisfy(\.isFinished) { usleep(1000) }
        let lines = try read(path)
        #expect(lines.map(\.sequence) == Array(1...200))
        #expect(Set(lines.compactMap { $0.act["number"] }).count == 200)
        #expect(try JournalCheck.check(path).problems.isEmpty)
    }
}
