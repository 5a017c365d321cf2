import Foundation
import Testing
import WritTestSupport

/// What SARIF 2.1.0 asks of a log, as far as that can be checked without its schema: what must be there, what refers to what,
/// and what must be in order.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct SARIFTests {
    private typealias Object = [String: Any]

    /// A rulebook with mistakes of several kinds: names, types, a declaration twice with its first place, a finding with a case.
    private static let faulty = """
        rulebook notes "通知"
        source M1 "办法"
          clause 1 "通知"
        party owner "业主"
        enum Level "等级" low "低" < high "高"
        case Visit "巡检"
          unit   : Text "房号"
          amount : Money "金额"
          level  : Level "等级"
        define score of Visit : Integer
          is 1 when level = low
        rule tell "𠮷宅发通知"
          for Visit
          basis M1 9
          when amuont > ¥100
          notify owner "甲"
        rule tell "再发"
          for Visit
          basis M1 1
          when amount > 3 days
          notify owner "乙"
        """

    private func log(_ rules: String, file: String) throws -> (status: Int32, log: Object) {
        let folder = try ScratchFolder()
        try folder.write("Rules/\(file)", rules)
        let run = try ToolRun(["check", "Rules", "--forms", "none", "--format", "sarif"], folder: folder.url)
        #expect(!run.wasKilled)
        return (run.status, try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? Object))
    }

    /// Checks one log against the rules; answers its results.
    private func results(of log: Object) throws -> [Object] {
        #expect(log["version"] as? String == "2.1.0")
        #expect((log["$schema"] as? String)?.hasSuffix("sarif-schema-2.1.0.json") == true)
        let run = try #require((log["runs"] as? [Object])?.first)
        let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
        #expect((driver["name"] as? String)?.isEmpty == false)
        let rules = try #require(driver["rules"] as? [Object]).compactMap { $0["id"] as? String }
        #expect(Set(rules).count == rules.count, "rule ids are told apart")
        #expect(["utf16CodeUnits", "unicodeCodePoints"].contains(run["columnKind"] as? String))
        let results = try #require(run["results"] as? [Object])
        for result in results {
            let rule = try #require(result["ruleId"] as? String)
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules.indices.contains(index) && rules[index] == rule, "\(rule) is not rule \(index)")
            #expect(["none", "note", "warning", "error"].contains(result["level"] as? String))
            #expect(((result["message"] as? Object)?["text"] as? String)?.isEmpty == false)
            let locations = try #require(result["locations"] as? [Object])
            let related = result["relatedLocations"] as? [Object] ?? []
            let ids = related.compactMap { $0["id"] as? Int }
            #expect(Set(ids).count == related.count && ids.allSatisfy { $0 >= 0 })
            for location in locations + related { try check(location) }
        }
        return results
    }

    private func check(_ location: Object) throws {
        let place = try #require(location["physicalLocation"] as? Object)
        let uri = try #require((place["artifactLocation"] as? Object)?["uri"] as? String)
        // A URI reference: no space, no letter beyond ASCII, and relative, since no base is named.
        #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && URL(string: uri) != nil && !uri.hasPrefix("/"))
        guard let region = place["region"] as? Object else { return }
        let line = try #require(region["startLine"] as? Int)
        let column = region["startColumn"] as? Int ?? 1
        let endLine = region["endLine"] as? Int ?? line
        #expect(line >= 1 && column >= 1 && endLine >= line)
        if let end = region["endColumn"] as? Int { #expect(endLine > line || end >= column) }
    }

    @Test func mistakesMakeAValidLog() throws {
        let (status, log) = try log(Self.faulty, file: "通知 一.writ")
        #expect(status == 1)
        let found = try results(of: log)
        let ids = Set(found.compactMap { $0["ruleId"] as? String })
        #expect(ids.isSuperset(of: ["clause.unknown-name", "fact.unknown-name", "rule.duplicate"]), "\(ids)")
        #expect(found.contains { $0["relatedLocations"] != nil })
        // Columns count characters: the name behind the character beyond the basic plane stands where it is seen.
        let misspelt = try #require(found.first { $0["ruleId"] as? String == "fact.unknown-name" })
        let place = ((misspelt["locations"] as? [Object])?.first?["physicalLocation"] as? Object)?["region"] as? Object
        #expect(place?["startLine"] as? Int == 15)
        #expect(place?["startColumn"] as? Int == 8)
        #expect(place?["endColumn"] as? Int == 14)
    }

    @Test func findingsMakeAValidLog() throws {
        let sound = Self.faulty.components(separatedBy: "rule tell")[0]
        let (_, log) = try log(sound, file: "notes.writ")
        let found = try results(of: log)
        #expect(found.contains { $0["ruleId"] as? String == "definition.gap" })
    }

    @Test func nothingWrongIsAnEmptyLog() throws {
        let (status, log) = try log(
            "rulebook empty \"空\"\nsource S \"办法\"\n  clause 1 \"一\" prose\n", file: "empty.writ")
        #expect(status == 0)
        #expect(try results(of: log).allSatisfy { $0["level"] as? String != "error" })
    }
}
