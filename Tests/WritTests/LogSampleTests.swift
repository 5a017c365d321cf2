import Foundation
import Testing
import WritTestSupport

/// The small logs of `Tests/Data`, as a table and as XES: the command says the same of both, and what a plain count of the rows
/// says.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct LogSampleTests {
    private static let data = RealData.project.appendingPathComponent("Tests/Data")

    private struct Row {
        let id: String
        let activity: String
        let time: String
    }

    private static func path(_ name: String) -> String { data.appendingPathComponent(name).path }

    /// - Parameter order: where the case, the activity and the time stand.
    private static func rows(_ name: String, order: [Int]) throws -> [Row] {
        try String(contentsOf: data.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").dropFirst()
            .map {
                let cells = $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                return Row(id: cells[order[0]], activity: cells[order[1]], time: cells[order[2]])
            }
    }

    private func run(_ arguments: [String]) throws -> String {
        let run = try ToolRun(["--lang", "en", "route"] + arguments)
        #expect(run.status == 1, "\(run.errors)")
        return run.text
    }

    /// Where a table and a file of XES say the same, they say it of different lines, and cases stand in another order.
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            String(line).replacing(#/"line":(\d+|null)/#, with: "").replacing(#/row \d+/#, with: "row")
        }.sorted()
    }

    /// What both say, as lines and as a summary.
    private func same(_ table: String, _ markup: String, _ rest: [String]) throws -> [String: Any] {
        let logs = [Self.path(table), Self.path(markup)]
        let details = try logs.map { try lines(run(["--log", $0, "--format", "jsonl"] + rest)) }
        #expect(details[0] == details[1])
        let summaries = try logs.map { log -> [String: Any] in
            let text = try run(["--log", log, "--format", "json"] + rest)
            return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }
        for key in ["cases", "rows", "events", "as-of", "ties", "states", "cases-with-problems", "rejections"] {
            let (one, other) = (summaries[0][key] as? NSObject, summaries[1][key] as? NSObject)
            #expect(one != nil && one == other, "\(key)")
        }
        return summaries[0]
    }

    @Test func travelDeclarations() throws {
        let summary = try same(
            "travel/sample.csv", "travel/sample.xes",
            ["--rules", Self.path("travel/rules"), "--forms", Self.path("travel/forms")])
        let rows = try Self.rows("travel/sample.csv", order: [0, 2, 1])
        let cases = Dictionary(grouping: rows, by: \.id)
        #expect(summary["cases"] as? Int == cases.count && cases.count == 25)
        #expect(summary["events"] as? Int == rows.count)
        let lacking = try #require(summary["lacking"] as? [[String: Any]])
        let names = [
            "submitted": "Declaration SUBMITTED by EMPLOYEE",
            "administration": "Declaration APPROVED by ADMINISTRATION",
            "final": "Declaration FINAL_APPROVED by SUPERVISOR", "payment-request": "Request Payment",
            "payment": "Payment Handled",
        ]
        func had(_ name: String, _ rows: [Row]) -> Bool { rows.contains { $0.activity == names[name] } }
        var compared = 0
        for entry in lacking {
            guard let never = entry["never"] as? String, names[never] != nil else { continue }
            let first = entry["had"] as? String
            if let first, names[first] == nil { continue }
            let count = cases.values.count { own in (first.map { had($0, own) } ?? true) && !had(never, own) }
            #expect(entry["cases"] as? Int == count, "\(first ?? "all") without \(never)")
            compared += 1
        }
        #expect(compared == 25)
        // Paid, or asked to be paid, without what has to come before; the administration only since 2018.
        let wrong = cases.values.count { own in
            func time(_ name: String) -> String? { own.first { $0.activity == names[name] }?.time }
            guard let paid = [time("payment-request"), time("payment")].compactMap({ $0 }).min() else { return false }
            let needed = ["submitted", "final"] + (own[0].time < "2018" ? [] : ["administration"])
            return needed.contains { name in time(name).map { paid < $0 } ?? true }
        }
        #expect(wrong > 0 && summary["cases-with-problems"] as? Int == wrong)
    }

    @Test func trafficFines() throws {
        let summary = try same(
            "fines/sample.csv", "fines/sample.xes",
            ["--rules", Self.path("fines/log"), "--forms", "none", "--complete"])
        let rows = try Self.rows("fines/sample.csv", order: [0, 1, 2])
        let cases = Dictionary(grouping: rows, by: \.id)
        #expect(summary["cases"] as? Int == cases.count && cases.count == 24)
        #expect(summary["events"] as? Int == rows.count)
        func day(_ text: String) -> Int {
            let parts = text.split(separator: "-").compactMap { Int($0) }
            var date = DateComponents()
            (date.year, date.month, date.day) = (parts[0], parts[1], parts[2])
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = TimeZone(identifier: "UTC") ?? calendar.timeZone
            return Int((calendar.date(from: date)?.timeIntervalSince1970 ?? 0) / 86_400)
        }
        let late = cases.values.count { own in
            guard let penalty = own.first(where: { $0.activity == "Add penalty" }) else { return false }
            let told = own.first { $0.activity == "Insert Fine Notification" }
            return told.map { day(penalty.time) - day($0.time) != 60 } ?? true
        }
        let collected = cases.values.count { own in
            let paid = own.filter { $0.activity == "Payment" }.map(\.time).min() ?? "9999"
            let sent = own.first { $0.activity == "Send for Credit Collection" }?.time
            return sent.map { paid < $0 } ?? false
        }
        let found = try #require(summary["obligations"] as? [[String: Any]])
        let broken = Dictionary(
            uniqueKeysWithValues: found.compactMap { entry -> (String, Int)? in
                guard let name = entry["obligation"] as? String else { return nil }
                return (name, entry["broken"] as? Int ?? -1)
            })
        #expect(late > 0 && collected > 0)
        #expect(broken["penalty-in-time"] == late)
        #expect(broken["unpaid-first"] == collected)
    }
}
