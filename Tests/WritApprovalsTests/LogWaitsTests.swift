import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// What managers ask of a log: how long cases wait for whom, and where they stand.
@Suite("Waiting times")
struct LogWaitsTests {
    @Test("Quantiles are those of the lengths one by one, to the grain that is promised")
    func quantiles() {
        var random = SeededRandom(seed: 14)
        for _ in 0..<50 {
            var counts = DurationCounts()
            var lengths: [Int] = []
            for _ in 0..<random.number(1...200) {
                let length = random.number(0...random.pick(50, 9_000, 20_000, 200_000, 3_000_000))
                lengths.append(length)
                counts.add(length)
            }
            lengths.sort()
            #expect(counts.count == lengths.count)
            #expect(counts.minutes == lengths.reduce(0, +))
            for (part, place) in [(0.5, (lengths.count + 1) / 2), (0.9, (lengths.count * 9 + 9) / 10)] {
                let exact = lengths[place - 1]
                let grain = exact < 7 * 1440 ? 1 : exact < 90 * 1440 ? 60 : 1440
                let found = counts.quantile(part) ?? -1
                #expect(found <= exact && exact < found + grain, "\(part) of \(lengths.count): \(found), \(exact)")
            }
        }
        #expect(DurationCounts().median == nil)
    }

    private static let rows = """
        a,submit,clerk,P,2020-01-01T10:00:00Z,100
        a,check,clerk,A,2020-01-01T12:00:00Z,100
        a,approve,manager,B,2020-01-02T12:00:00Z,100
        a,pay,clerk,C,2020-01-03T10:00:00Z,100
        b,submit,clerk,P,2020-02-01T10:00:00Z,100
        b,check,clerk,A,2020-02-01T14:00:00Z,100
        c,submit,clerk,P,2020-02-02T10:00:00Z,100
        c,pay,clerk,C,2020-02-03T10:00:00Z,100
        """

    @Test("From the moment when the turn of a step came to the decision on it")
    func steps() throws {
        let checked = try LogFindingsTests.check(
            Self.rows, options: .init(asOf: CalendarDate.parse("2020-02-10")))
        let waits = checked.report.waits
        #expect(waits.steps[0]?.count == 2)
        #expect(waits.steps[0]?.minutes == 6 * 60)
        #expect(waits.steps[0]?.median == 120)
        #expect(waits.steps[0]?.quantile(0.9) == 240)
        #expect(waits.steps[1]?.median == 24 * 60)
        #expect(waits.bottleneck == 1)
        #expect(waits.share(of: 0) == 200)
        #expect(waits.hands.first { $0.key.step == 0 && $0.key.person == "A" }?.value.count == 2)
        #expect(waits.durations.count == 1)
        #expect(waits.durations.median == 26 * 60)
        // b waits at the second step since 14:00 of the 1st, c at the first since the 2nd; until the end of the 10th.
        #expect(waits.standing[1]?.waits.count == 1)
        #expect(waits.standing[1]?.longest?.minutes == 9 * 1440 + 10 * 60)
        #expect(waits.standing[0]?.longest?.id == "c")
        #expect(waits.months.keys.sorted() == [2020 * 12, 2020 * 12 + 1])
        #expect(waits.months[2020 * 12 + 1]?.cases == 2)
        #expect(waits.months[2020 * 12 + 1]?.casesWithProblems == 1)
        #expect(checked.text.contains("most of the waiting is at approve Approve"))
        #expect(checked.text.contains("longest: c"))
        #expect(checked.text.contains("2020-02  2  1 (50.0 %)"))
    }

    @Test("A log of days says so")
    func days() throws {
        let rows = Self.rows.replacing(/T\d\d:00:00Z/, with: "")
        let checked = try LogFindingsTests.check(rows, options: .init(asOf: CalendarDate.parse("2020-02-10")))
        #expect(checked.report.waits.isByDay)
        #expect(checked.text.contains("the log tells days only"))
    }

    @Test("A log whose cases stand together comes to the same, case by case; one whose cases do not is refused")
    func byCase() throws {
        let asOf = CalendarDate.parse("2020-02-10")
        let whole = try LogFindingsTests.check(Self.rows, options: .init(asOf: asOf))
        let pieces = try LogFindingsTests.check(Self.rows, options: .init(asOf: asOf, isByCase: true))
        #expect(whole.text == pieces.text && whole.json == pieces.json && whole.timeline == pieces.timeline)
        #expect(pieces.report.diagnostics.isEmpty)
        let torn = try LogFindingsTests.check(
            Self.rows + "\na,pay,clerk,C,2020-02-03T10:00:00Z,100",
            options: .init(asOf: asOf, isByCase: true))
        #expect(torn.report.diagnostics.map(\.fact.id) == ["log.case-in-pieces"])
    }
}
