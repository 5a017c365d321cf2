import Foundation
import Testing
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

@Suite("The published travel log, by the rulebook of Tests/Data/travel")
struct TravelLogTests {
    /// The log, unpacked; nothing where this machine does not have it.
    private func log() throws -> [UInt8]? {
        guard let packed = RealData.file("approval_log_domestic.csv.gz") else {
            print("skipped: the published travel log is not here")
            return nil
        }
        let scratch = try ScratchFolder()
        // The folder goes away with the last reference to it.
        return try withExtendedLifetime(scratch) {
            [UInt8](try Data(contentsOf: try RealData.unpacked(packed, into: scratch)))
        }
    }

    private func router() throws -> CaseRouter {
        let text = try #require(TextRulebook.data("travel/rules/travel.writ.md"))
        return try #require(
            TextRulebook.router(text, forms: [("declaration", "Declaration")], path: "travel.writ.md"))
    }

    @Test("All published figures")
    func figures() throws {
        guard let bytes = try log() else { return }
        let router = try router()
        let mapping = try #require(router.program.logs.first)
        var checker = LogChecker(router, log: mapping, fileName: "log.csv")
        let reader = CSVReader(bytes)
        var problems: [String: [RoutingProblemKind]] = [:]
        let report = checker.check(reader) { result in
            if !result.kinds.isEmpty { problems[result.id] = result.kinds }
        }
        #expect(report.diagnostics.isEmpty)
        #expect(report.undecidedSteps == ["pre-approver", "budget-owner"])
        #expect(report.cases == 10_357)
        #expect(report.events == 55_628)

        func number(_ milestone: LogMilestones.Milestone) throws -> Int {
            try #require(report.milestones.all.firstIndex(of: milestone))
        }
        func action(_ name: String) throws -> Int {
            let index = try #require(router.program.actions.firstIndex { $0.identity.name == name })
            return try number(.action(ActionID(index)))
        }
        let all = report.milestones.all.count
        let (submitted, administration, final) = (
            try number(.submitted), try number(.approved(0)), try number(.approved(3))
        )
        let (request, payment) = (try action("payment-request"), try action("payment"))
        #expect(report.lacking[all][final].count == 419)
        #expect(report.lacking[all][submitted].count == 135)
        #expect(Set(report.lacking[payment][final].first) == ["declaration95149", "declaration90815"])
        #expect(report.lacking[payment][final].count == 2)
        #expect(report.lacking[payment][request].first == ["declaration124535"])
        #expect(
            Set(report.lacking[request][payment].first) == ["declaration87660", "declaration93320", "declaration91936"])
        #expect(report.lacking[request][payment].count == 3)
        #expect(report.lacking[final][administration].count == 2_149)
        #expect(
            report.rejections == [
                "ADMINISTRATION": 936, "SUPERVISOR": 286, "MISSING": 89, "PRE_APPROVER": 86, "BUDGET OWNER": 57,
                "EMPLOYEE": 7,
            ])

        #expect(
            problems == [
                "declaration95149": [.actedBeforeApproval, .actedBeforeApproval],
                "declaration90815": [.actedBeforeApproval, .actedBeforeApproval],
            ])

        let text = LogSummary(report, program: router.program, language: .en).text()
        for figure in [
            "10,357 cases, 55,628 events", "419", "135", "2,149", "declaration95149, declaration90815",
            "declaration124535",
            "declaration87660", "declaration93320", "declaration91936", "936", "286", "89", "86", "57", "7",
        ] {
            #expect(text.contains(figure), "\(figure)")
        }
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
    }
}
