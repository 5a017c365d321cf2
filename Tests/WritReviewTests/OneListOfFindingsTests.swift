import Foundation
import Testing
import WritTestSupport

/// What `check` tells of a rulebook is what the site for legal review shows, and the other way round.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct OneListOfFindingsTests {
    struct Rulebook: CustomStringConvertible, Sendable {
        let description: String
        let rules: String
        var form: String?
        /// What stood there when the rule `big` was signed off.
        var signed: String?
        /// An id that must be among the findings; nil for those of the corpus, of which a test of their own says it.
        var expected: String?
    }

    /// One faulty rulebook of each check, as the corpus has them.
    static let ofChecks: [Rulebook] = {
        var seen: Set<String> = []
        return Corpus.files(in: "analysis").compactMap { file in
            guard file.path.hasSuffix(".writ"), let id = file.expected.first?.id, seen.insert(id).inserted
            else { return nil }
            let form = Corpus.file(file.path.replacingOccurrences(of: ".writ", with: ".xml"))
            return Rulebook(
                description: file.path, rules: String(decoding: file.bytes, as: UTF8.self),
                form: form.map { String(decoding: $0.bytes, as: UTF8.self) })
        }
    }()

    /// The line of approvals ends above the manager of the branch, who has nobody there.
    private static let brokenLine = """
        rulebook demo "演示"
        source S "办法"
          clause 1 "一"
        role clerk "经办人"
        role manager "经理"
        role general "总经理"
        party owner "业主"
        organisation office "总部"
          general
          manager under general
          clerk under manager
        organisation branch "分公司"
          clerk
          manager
          general
        case Fee "费用"
          amount : Money "金额"
        chain c "审批" for Fee
          basis S 1
          step line "逐级" by line from manager to general
        rule big "大额"
          for Fee
          basis S 1
          when amount > ¥100
          issue notice to owner
            approval c
        """

    private static let plain = """
        rulebook demo "演示"
        source S "办法"
          clause 1 "一"
        role clerk "经办人"
        case Fee "费用"
          amount : Money "金额"
        rule big "大额"
          for Fee
          basis S 1
          when amount > ¥100
          require "登记" by clerk
        """

    static let others = [
        Rulebook(
            description: "a line of approvals that ends early", rules: brokenLine, expected: "organisation.line-broken"),
        Rulebook(
            description: "sign-offs that no longer hold", rules: plain,
            signed: plain.replacing("¥100", with: "¥200"), expected: "signoff.lapsed"),
    ]

    @Test("the site shows what `check` tells", arguments: ofChecks + others)
    func sameFindings(_ rulebook: Rulebook) throws {
        let folder = try ScratchFolder()
        if let signed = rulebook.signed {
            try folder.write("Rules/r.writ", signed)
            let sign = try ToolRun(
                [
                    "review", "Rules", "--forms", "none", "--sign", "rule big", "--reviewer", "甲", "--date",
                    "2026-01-05", "--decision", "accepted",
                ], folder: folder.url)
            try #require(sign.status == 0, "\(sign.errors)")
        }
        try folder.write("Rules/r.writ", rulebook.rules)
        var forms = ["--forms", "none"]
        if let form = rulebook.form {
            let name = try #require(form.firstMatch(of: /id="([a-z-]+)"/)?.1)
            try folder.write("Forms/\(name).xml", form)
            forms = []
        }
        let check = try ToolRun(["check", "Rules", "--format", "json"] + forms, folder: folder.url)
        let told = try #require(try JSONSerialization.jsonObject(with: Data(check.output)) as? [[String: Any]])
        let ids = told.compactMap { $0["id"] as? String }
        #expect(!ids.isEmpty)
        if let expected = rulebook.expected { #expect(ids.contains(expected), "\(ids)") }
        let review = try ToolRun(["review", "Rules", "--out", "site"] + forms, folder: folder.url)
        try #require(review.status == 0, "\(review.errors)")
        for path in ["site/findings.html", "site/en/findings.html"] {
            let page = try String(contentsOf: folder.file(path), encoding: .utf8)
            let shown = page.matches(
                of: /<section class="finding".*?<span class="name">(.*?)<\/span>/.dotMatchesNewlines())
            #expect(shown.map { String($0.1) }.sorted() == ids.sorted(), "\(path)")
        }
        // The figures of the first page are counted from the same list.
        let overview = try String(contentsOf: folder.file("site/en/index.html"), encoding: .utf8)
        for (title, severity) in [("errors", "error"), ("warnings", "warning")] {
            let count = told.count { $0["severity"] as? String == severity }
            let figure = try #require(
                overview.firstMatch(
                    of: try Regex("<dt>\(title)</dt>\\s*<dd>(\\d+)</dd>", as: (Substring, Substring).self)))
            #expect(figure.1 == "\(count)", "\(title)")
        }
    }

    @Test("a rulebook that cannot be read has no site, and is refused for what `check` tells")
    func refused() throws {
        let folder = try ScratchFolder()
        try folder.write("Rules/r.writ", Self.brokenLine)
        try folder.write(
            "Forms/notice.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <form xmlns="urn:writ:form:1" id="notice" for="Fee" title="通知" lang="zh-Hans">
              <body>
                <p>金额 <value of="amuont"/>。</p>
              </body>
            </form>
            """)
        let check = try ToolRun(["check", "--format", "json"], folder: folder.url)
        let told = try #require(try JSONSerialization.jsonObject(with: Data(check.output)) as? [[String: Any]])
        let review = try ToolRun(["review", "--out", "site"], folder: folder.url)
        #expect(check.status == 1 && review.status == 1 && !folder.files().contains { $0.hasPrefix("site") })
        let refused = review.errors.matches(of: /error\[([a-z.-]+)\]/).map { String($0.1) }
        #expect(!refused.isEmpty)
        #expect(refused == told.filter { $0["severity"] as? String == "error" }.compactMap { $0["id"] as? String })
    }
}
