import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

@testable import Writ

/// Event logs in XES say the same as the table of the same events.
@Suite struct XESTableTests {
    private static let rules = """
        rulebook travel "Travel"
        source process "Process"
          clause one "One"
        role administration "Administration"
        role supervisor "Supervisor"
        party employee "Employee"
        action payment "Payment"
        case Declaration "Declaration"
          amount : Money "Amount"
        chain approval "Approval" for Declaration
          basis process one
          step check "Check" by administration
          step final "Final" by supervisor when amount > ¥500
        rule approved "Approved before it is paid"
          for Declaration
          basis process one
          issue declaration to employee approval approval
          hold payment until declaration is approved
        log declarations "Declarations" for approval
          column case     "case:concept:name"
          column activity "concept:name"
          column role     "org:role"
          column person   "org:resource"
          column time     "time:timestamp"
          column amount   "case:Amount"
          activity "handed in" is submitted
          activity "checked"   is approved at check
          activity "approved"  is approved at final
          activity "refused"   is rejected at final
          activity "paid & <done>" is action payment
          role "ADMIN" is administration
          role "BOSS" is supervisor

        """

    private struct Row {
        let id: String
        let activity: String
        let role: String
        let person: String
        let time: String
        let amount: String
    }

    private struct Checked {
        var lines: [String] = []
        let report: LogReport
    }

    private static func program() throws -> (CaseRouter, LogMapping) {
        let compilation = CompiledRulebook.compile(
            RulebookSources(rules: [(path: "travel.writ", bytes: Array(rules.utf8))], forms: nil))
        let rulebook = try #require(compilation.rulebook, "\(compilation.diagnostics)")
        return (CaseRouter(Evaluator(rulebook.plan)), try #require(rulebook.program.logs.first))
    }

    private static func check(_ text: String, isXES: Bool) throws -> Checked {
        let (router, mapping) = try program()
        let bytes = Array(text.utf8)
        var offset = 0
        let table = XESTable([mapping]) { target in
            // Pieces of odd lengths, so that elements and characters are cut anywhere.
            let count = bytes[offset...].prefix(997).withBytes { target.copy(from: $0) }
            offset += count
            return count
        }
        let reader = isXES ? CSVReader { table.read(into: $0) } : CSVReader(bytes)
        var checker = LogChecker(router, log: mapping, fileName: "log")
        var lines: [String] = []
        let report = checker.check(reader, ending: { isXES ? table.ending : nil }) { result in
            var writer = JSONWriter()
            result.json(language: .en, into: &writer)
            lines.append(String(decoding: writer.bytes, as: UTF8.self))
        }
        return Checked(lines: lines, report: report)
    }

    private static func rows(_ seed: UInt64) -> [Row] {
        var random = SeededRandom(seed: seed)
        var rows: [Row] = []
        for number in 1...random.number(1...6) {
            let amount = random.pick("100", "500", "500.01", "9000")
            for _ in 1...random.number(1...7) {
                let (day, hour) = (random.number(10...28), random.number(10...20))
                rows.append(
                    Row(
                        id: "d<\(number)>",
                        activity: random.pick("handed in", "checked", "approved", "refused", "paid & <done>"),
                        role: random.pick("ADMIN", "BOSS"), person: random.pick("A", "B \"&\" C", "𠮷田"),
                        time: "2020-01-\(day)T\(hour):00:00+08:00", amount: amount))
            }
        }
        return rows
    }

    private static func table(_ rows: [Row]) -> String {
        "case:concept:name,concept:name,time:timestamp,org:role,org:resource,case:Amount\n"
            + rows.map { row in
                [row.id, row.activity, row.time, row.role, row.person, row.amount].map {
                    "\"" + $0.replacing("\"", with: "\"\"") + "\""
                }.joined(separator: ",") + "\n"
            }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    private static func attribute(_ kind: String, _ key: String, _ value: String) -> String {
        "<\(kind) key=\"\(key)\" value=\"\(escaped(value))\"/>\n"
    }

    private static func event(_ row: Row, more: String = "") -> String {
        "<event>\n" + attribute("string", "concept:name", row.activity) + attribute("date", "time:timestamp", row.time)
            + attribute("string", "org:role", row.role) + attribute("string", "org:resource", row.person) + more
            + "</event>\n"
    }

    private static func xes(_ rows: [Row], more: String = "") -> String {
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"2.0\" xmlns=\"http://www.xes-standard.org/\">\n"
        text += "<global scope=\"event\">" + attribute("string", "concept:name", "none") + "</global>\n"
        var ids: [String] = []
        for row in rows where !ids.contains(row.id) { ids.append(row.id) }
        for id in ids {
            let own = rows.filter { $0.id == id }
            let head = attribute("string", "concept:name", id)
            let amount = attribute("float", "Amount", own.first?.amount ?? "")
            // Attributes of a trace stand before or behind its events.
            text += "<trace>\n" + head + own.map { event($0, more: more) }.joined() + amount + "</trace>\n"
        }
        return text + "</log>\n"
    }

    /// Without the lines of the file, which differ.
    private static func told(_ checked: Checked) -> [String] {
        checked.lines.map { $0.replacing(/"(row|line)":\d+/, with: "") }
    }

    @Test func theSameEventsGiveTheSameVerdicts() throws {
        for seed in UInt64(1)...60 {
            let rows = Self.rows(seed)
            let table = try Self.check(Self.table(rows), isXES: false)
            let xes = try Self.check(Self.xes(rows), isXES: true)
            #expect(Self.told(table) == Self.told(xes), "seed \(seed)")
            #expect(table.report.events == xes.report.events && xes.report.events == rows.count, "seed \(seed)")
            #expect(
                xes.report.diagnostics.allSatisfy { $0.fact.id == "log.not-in-time-order" }, "\(xes.report.diagnostics)"
            )
        }
    }

    @Test func placesAreLinesOfTheFile() throws {
        var rows = Self.rows(3)
        rows[0] = Row(
            id: rows[0].id, activity: "shredded", role: "ADMIN", person: "A", time: rows[0].time, amount: "100")
        let text = Self.xes(rows)
        let wanted = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix("<event") }
        let fact = try Self.check(text, isXES: true).report.diagnostics.first { $0.fact.id == "log.unknown-activity" }
        var line = 0
        if case .data(_, let found, _, _, _)? = fact?.place { line = found }
        #expect(line == (wanted ?? 0) + 1)
    }

    @Test func whatIsNotCompleteIsLeftOutAndTold() throws {
        let rows = Self.rows(5)
        let complete = try Self.check(
            Self.xes(rows, more: Self.attribute("string", "lifecycle:transition", "COMPLETE")), isXES: true)
        #expect(complete.report.events == rows.count)
        let begun = try Self.check(
            Self.xes(rows, more: Self.attribute("string", "lifecycle:transition", "start")), isXES: true)
        #expect(begun.report.events == 0)
        #expect(begun.report.diagnostics.contains { $0.fact.id == "log.incomplete-events" })
    }

    @Test func whatCannotBeReadSaysNothingOfCases() throws {
        let whole = Self.xes(Self.rows(7))
        for (text, id) in [
            (String(whole.dropLast(9)), "log.malformed-markup"),
            (whole.replacing("</event>", with: "</evnt>"), "log.malformed-markup"),
            ("<!DOCTYPE log [<!ENTITY a \"b\">]>" + whole.split(separator: "?>\n")[1], "log.malformed-markup"),
            (whole.replacing("org:role", with: "org:rule"), "log.no-column"),
            ("<html><body/></html>", "log.other-format"),
            ("<log><objects/><events/></log>", "log.no-column"),
            (String(repeating: "<log>", count: 100_000), "log.malformed-markup"),
        ] {
            let checked = try Self.check(text, isXES: true)
            #expect(
                checked.report.diagnostics.contains { $0.fact.id == id && $0.severity == .error },
                "\(id): \(checked.report.diagnostics)")
            #expect(checked.lines.isEmpty, "\(id)")
        }
    }

    /// Names that the rulebook gives its columns serve as well as the standard's.
    @Test func columnsOfAnyNameTakeTheStandardsAttributes() throws {
        let rows = Self.rows(11)
        let text = Self.xes(rows).replacing("key=\"org:role\"", with: "key=\"Role\"")
        #expect(try Self.check(text, isXES: true).report.diagnostics.contains { $0.fact.id == "log.no-column" })
    }
}
