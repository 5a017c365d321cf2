import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Obligations against a checker that knows nothing but quantifiers, through a log and through cases that stand alone.
@Suite("Obligations against brute force")
struct ObligationOracleTests {
    typealias Event = ObligationOracle.Event

    static let rules =
        """
        action a "A" action b "B" action c "C"
        role clerk "Clerk"
        case Req "Request"
          amount : Money? "Amount"
        chain way "Way"
          for Req
          step check "Check" by clerk
        log acts "Acts" for way
          column case "case" column activity "act" column person "who" column time "t"
          activity "a" is action a
          activity "b" is action b
          activity "c" is action c
        """
        + ObligationOracle.all.enumerated().map { "\nobligation o\($0.offset) \"O\"\n  for Req\n  \($0.element.text)" }
        .joined()

    static let first = CalendarDate.parse("2026-03-02") ?? .first

    private static func day(_ number: Int) -> CalendarDate { first.addingDays(number) ?? first }

    /// Every course of up to so many acts; `spread` says on which days they fall.
    private static func courses(_ most: Int, _ spread: (Int) -> Int) -> [[Event]] {
        var all: [[Event]] = [[]]
        var longest: [[Event]] = [[]]
        for length in 0..<most {
            longest = longest.flatMap { course in
                "abc".enumerated().map { number, act in
                    // Who does what turns with the course, so that the same hands meet in many ways.
                    let person = ["p", "q"][
                        (course.count / 2 + number + course.reduce(0) { $0 + ($1.act == "a" ? 1 : 0) }) % 2]
                    return course + [Event(act: act, day: spread(length), person: person)]
                }
            }
            all += longest
        }
        return all
    }

    /// Each course as a case of one log.
    private func judge(
        _ courses: [[Event]], program: Program, isComplete: Bool, today: Int, hasTimes: Bool
    ) throws -> [[ObligationState]] {
        let router = CaseRouter(Evaluator(Plan(program)))
        let log = try #require(program.logs.first)
        var text = "case,act,who,t\n"
        for (number, course) in courses.enumerated() {
            // An empty course is a case of which nothing that counts is told.
            for (place, event) in course.enumerated() {
                let hour = place < 10 ? "0\(place)" : "\(place)"
                text +=
                    "\(number),\(event.act),\(event.person),\(Self.day(event.day))"
                    + (hasTimes ? "T\(hour):30:00Z" : "") + "\n"
            }
        }
        var checker = LogChecker(
            router, log: log, fileName: "log.csv", options: .init(asOf: Self.day(today), isComplete: isComplete))
        var found = [[ObligationState]](repeating: [], count: courses.count)
        _ = checker.check(CSVReader(Array(text.utf8))) { result in
            if let number = Int(result.id) { found[number] = result.obligations.map(\.state) }
        }
        return found
    }

    @Test("Every course of up to six acts, with and without an end", arguments: [false, true])
    func courses(isComplete: Bool) throws {
        let program = try #require(TextRulebook.program(Self.rules))
        // Three acts a day, so that periods of a day are both long enough and too short.
        let courses = Self.courses(6) { $0 / 3 + ($0 > 3 ? 1 : 0) }
        for today in isComplete ? [4] : [2, 4] {
            let found = try judge(courses, program: program, isComplete: isComplete, today: today, hasTimes: true)
            var compared = 0
            for (course, states) in zip(courses, found) where !course.isEmpty {
                let past = course.filter { $0.day <= today }
                try #require(states.count == ObligationOracle.all.count)
                for (oracle, state) in zip(ObligationOracle.all, states) {
                    let wanted = oracle.state(past, isComplete: isComplete, today: today)
                    compared += 1
                    if state != wanted {
                        Issue.record(
                            "\(oracle.text): \(past.map(\.act)) \(past.map(\.day)) \(past.map(\.person)) today \(today): \(state), not \(wanted)"
                        )
                    }
                }
            }
            #expect(compared == 1092 * ObligationOracle.all.count)
        }
    }

    @Test("Where a log tells days only, what depends on their order is open")
    func days() throws {
        let program = try #require(TextRulebook.program(Self.rules))
        let courses = Self.courses(4) { $0 / 2 }
        for isComplete in [false, true] {
            let found = try judge(courses, program: program, isComplete: isComplete, today: 3, hasTimes: false)
            for (course, states) in zip(courses, found) where !course.isEmpty {
                for (oracle, state) in zip(ObligationOracle.all, states) {
                    let wanted = oracle.stateWithoutOrder(course, isComplete: isComplete, today: 3)
                    if state != wanted {
                        Issue.record(
                            "\(oracle.text): \(course.map(\.act)) \(course.map(\.day)): \(state), not \(wanted)")
                    }
                }
            }
        }
    }

    @Test("A case that stands alone comes to the same as a log")
    func cases() throws {
        let program = try #require(TextRulebook.program(Self.rules))
        let router = CaseRouter(Evaluator(Plan(program)))
        let actions = Dictionary(
            uniqueKeysWithValues: program.actions.enumerated().map { ($0.element.identity.name, ActionID($0.offset)) })
        let type = try #require(program.records.firstIndex { $0.identity.name == "Req" })
        for course in Self.courses(5, { $0 / 3 }) {
            var data = CaseData(
                type: RecordID(type), id: "1", asOf: Self.day(3), organisation: nil, facts: [.missing])
            data.actions = try course.enumerated().map { place, event in
                let at = try #require(Moment.parse("\(Self.day(event.day))T0\(place):30:00Z"))
                return ActionRecord(
                    action: try #require(actions[String(event.act)]), at: at, person: event.person)
            }
            let states = router.route(data).obligations.map(\.state)
            for (oracle, state) in zip(ObligationOracle.all, states) {
                let wanted = oracle.state(course, isComplete: false, today: 3)
                if state != wanted { Issue.record("\(oracle.text): \(course.map(\.act)): \(state), not \(wanted)") }
            }
        }
    }
}
