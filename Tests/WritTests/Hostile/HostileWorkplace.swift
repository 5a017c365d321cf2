import Foundation
import WritTestSupport

/// A folder with a small sound rulebook, one form and one sound case; each test spoils one thing.
struct HostileWorkplace {
    let folder: ScratchFolder

    static let rules = """
        rulebook notes "通知"

        source M1 "办法"
          clause 1 "通知"

        party owner "业主"

        enum Level "等级" low "低" < high "高"

        record Item "事项"
          name  : Text "名称"
          level : Level "等级"

        case Visit "巡检"
          unit   : Text "房号"
          amount : Money "金额"
          on     : Date "日期"
          items  : list of Item "事项"

        rule tell "发通知"
          for Visit
          basis M1 1
          when amount > ¥100 or some i in items satisfies i.level = high
          issue notice to owner due 3 days after on

        """

    static let form = """
        <?xml version="1.0" encoding="UTF-8"?>
        <form xmlns="urn:writ:form:1" id="notice" for="Visit" title="通知单" lang="zh-Hans">
          <body>
            <p>房号<value of="unit"/>,金额<value of="amount"/>。</p>
            <deadline/>
          </body>
        </form>

        """

    static let sound = """
        { "case": "Visit", "id": "v-1", "as-of": "2026-03-02",
          "facts": { "unit": "3-1201", "amount": 250.5, "on": "2026-03-02", "items": [ { "name": "墙", "level": "high" } ] } }
        """

    init(rules: [UInt8]? = nil, form: String = HostileWorkplace.form) throws {
        folder = try ScratchFolder()
        if let rules {
            try folder.write("Rules/notes.writ", rules)
        } else {
            try folder.write("Rules/notes.writ", Self.rules)
        }
        try folder.write("Forms/notice.xml", form)
        try folder.write("case.json", Self.sound)
    }

    func writ(_ arguments: String..., input: URL? = nil, output: URL? = nil, timeout: Double = 120) throws -> ToolRun {
        try ToolRun(arguments, input: input, output: output, folder: folder.url, timeout: timeout)
    }

    /// Facts of the sound case with one text replaced.
    func spoiled(_ text: String, by other: String) throws -> ToolRun {
        try folder.write("bad.json", Self.sound.replacingOccurrences(of: text, with: other))
        return try writ("run", "bad.json", "--out", "out")
    }
}
