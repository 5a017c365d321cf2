import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

@testable import Writ

/// Event logs in OCEL 2.0 say the same as the table of the same events, of each object of the type that the case column names.
@Suite struct OCELTableTests {
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
          column case     "declaration"
          column activity "activity"
          column role     "role"
          column person   "staff"
          column time     "time"
          column amount   "Amount"
          activity "handed in" is submitted
          activity "checked"   is approved at check
          activity "approved"  is approved at final
          activity "refused"   is rejected at final
          activity "paid & <done>" is action payment
          role "ADMIN" is administration
          role "BOSS" is supervisor

        """

    private struct Event {
        let activity: String
        let role: String
        let person: String
        let time: String
        /// One, or two at a time.
        let declarations: [String]
    }

    private enum Format: CaseIterable { case table, markup, eventsFirst, json }

    private struct Checked {
        var lines: [String] = []
        let report: LogReport
    }

    private static func events(_ seed: UInt64) -> [Event] {
        var random = SeededRandom(seed: seed)
        return (1...random.number(2...20)).map { _ in
            var ids = ["d<\(random.number(1...3))>"]
            if random.chance(30) { ids.append("d<4>") }
            return Event(
                activity: random.pick("handed in", "checked", "approved", "refused", "paid & <done>"),
                role: random.pick("ADMIN", "BOSS"), person: random.pick("A", "B \"&\" C", "𠮷田"),
                time: "2020-01-\(random.number(10...28))T\(random.number(10...20)):00:00+08:00", declarations: ids)
        }
    }

    private static func amount(_ id: String) -> String { id == "d<2>" ? "9000" : "100" }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    private static func table(_ events: [Event]) -> String {
        "declaration,activity,time,role,staff,Amount\n"
            + events.flatMap { event in
                event.declarations.map { id in
                    [id, event.activity, event.time, event.role, event.person, amount(id)].map {
                        "\"" + $0.replacing("\"", with: "\"\"") + "\""
                    }.joined(separator: ",") + "\n"
                }
            }.joined()
    }

    private static func markup(_ events: [Event], eventsFirst: Bool) -> String {
        let ids = ["d<1>", "d<2>", "d<3>", "d<4>"]
        var objects = "<objects>\n"
        for id in ids {
            objects +=
                "<object id=\"\(escaped(id))\" type=\"declaration\"><attributes>\n<attribute name=\"Amount\" time=\"1970-01-01T00:00:00Z\">"
                + "\(amount(id))</attribute><attribute name=\"Amount\" time=\"2020-02-01T00:00:00Z\">7</attribute></attributes></object>\n"
        }
        for person in ["A", "B \"&\" C", "𠮷田"] {
            objects += "<object id=\"\(escaped(person))\" type=\"staff\"><attributes/></object>\n"
        }
        objects += "</objects>\n"
        var list = "<events>\n"
        for (number, event) in events.enumerated() {
            list += "<event id=\"e\(number)\" type=\"\(escaped(event.activity))\" time=\"\(event.time)\">\n"
            list += "<attributes><attribute name=\"role\">\(event.role)</attribute></attributes>\n<objects>\n"
            for id in event.declarations + [event.person] {
                list += "<relationship object-id=\"\(escaped(id))\" qualifier=\"x\"/>\n"
            }
            list += "</objects></event>\n"
        }
        list += "</events>\n"
        let head =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n<object-types><object-type name=\"declaration\"/></object-types>\n"
        return head + (eventsFirst ? list + objects : objects + list) + "</log>\n"
    }

    private static func json(_ events: [Event]) -> String {
        func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }
        let objects =
            ["d<1>", "d<2>", "d<3>", "d<4>"].map { id in
                "{\"id\": \(quoted(id)), \"type\": \"declaration\", \"attributes\": [{\"name\": \"Amount\", \"time\": \"1970-01-01T00:00:00Z\", \"value\": \(amount(id))}]}"
            }
            + ["A", "B \"&\" C", "𠮷田"].map { "{\"id\": \(quoted($0)), \"type\": \"staff\", \"attributes\": []}" }
        let list = events.enumerated().map { number, event in
            let relations = (event.declarations + [event.person]).map {
                "{\"objectId\": \(quoted($0)), \"qualifier\": \"x\"}"
            }
            return
                "{\"id\": \"e\(number)\", \"type\": \(quoted(event.activity)), \"time\": \"\(event.time)\",\n \"attributes\": [{\"name\": \"role\", \"value\": \"\(event.role)\"}],\n \"relationships\": [\(relations.joined(separator: ", "))]}"
        }
        return
            "{\"objectTypes\": [], \"eventTypes\": [],\n\"objects\": [\(objects.joined(separator: ",\n"))],\n\"events\": [\(list.joined(separator: ",\n"))]}\n"
    }

    private static func check(_ text: String, _ format: Format) throws -> Checked {
        let compilation = CompiledRulebook.compile(
            RulebookSources(rules: [(path: "travel.writ", bytes: Array(rules.utf8))], forms: nil))
        let rulebook = try #require(compilation.rulebook, "\(compilation.diagnostics)")
        let mapping = try #require(rulebook.program.logs.first)
        let bytes = Array(text.utf8)
        var offset = 0
        let refill: (ByteRoom) -> Int = { target in
            let count = bytes[offset...].prefix(997).withBytes { target.copy(from: $0) }
            offset += count
            return count
        }
        let events: (any EventTable)? =
            switch format {
            case .table: nil
            case .markup, .eventsFirst: XESTable([mapping], refill: refill)
            case .json: OCELFile([mapping], refill: refill)
            }
        let reader = events.map { events in CSVReader { events.read(into: $0) } } ?? CSVReader(bytes)
        var checker = LogChecker(CaseRouter(Evaluator(rulebook.plan)), log: mapping, fileName: "log")
        var lines: [String] = []
        let report = checker.check(reader, ending: { events?.ending }) { result in
            var writer = JSONWriter()
            result.json(language: .en, into: &writer)
            lines.append(
                String(decoding: writer.bytes, as: UTF8.self).replacing(/"(row|line)":\d+/, with: "")
                    .replacing(/row \d+/, with: "row"))
        }
        return Checked(lines: lines, report: report)
    }

    @Test func theSameEventsGiveTheSameVerdicts() throws {
        for seed in UInt64(1)...40 {
            let events = Self.events(seed)
            let table = try Self.check(Self.table(events), .table)
            for format in Format.allCases where format != .table {
                let text =
                    format == .json ? Self.json(events) : Self.markup(events, eventsFirst: format == .eventsFirst)
                let checked = try Self.check(text, format)
                #expect(table.lines == checked.lines, "seed \(seed) \(format)")
                #expect(table.report.events == checked.report.events, "seed \(seed) \(format)")
            }
        }
    }

    @Test func whatCannotBeReadSaysNothingOfCases() throws {
        let json = Self.json(Self.events(3))
        for (text, format, id) in [
            (String(json.dropLast(9)), Format.json, "log.malformed-json"),
            ("{\"events\": []}", .json, "log.other-format"),
            (json.replacing("\"type\": \"declaration\"", with: "\"type\": \"invoice\""), .json, "log.no-column"),
            (
                Self.markup(Self.events(3), eventsFirst: false).replacing("</event>", with: "</evnt>"), .markup,
                "log.malformed-markup"
            ),
        ] {
            let checked = try Self.check(text, format)
            #expect(
                checked.report.diagnostics.contains { $0.fact.id == id && $0.severity == .error },
                "\(id): \(checked.report.diagnostics)")
            #expect(checked.lines.isEmpty, "\(id)")
        }
    }
}
