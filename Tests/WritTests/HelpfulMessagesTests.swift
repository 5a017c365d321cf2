import Testing
import WritTestSupport

/// What messages advise, as a user reads it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct HelpfulMessagesTests {
    @Test(arguments: [("before", "<"), ("after", ">")])
    func comparingDaysByAWordIsToldTheSign(word: String, sign: String) throws {
        let place = try ScratchFolder()
        try place.write(
            "r.writ",
            """
            role clerk "经办"
            case C "巡检"
              born : Date "出生日期"
            rule r "规则"
              for C
              when born \(word) 2009-01-01
              require "办理" by clerk
            """)
        let run = try ToolRun(["check", "r.writ", "--forms", "none", "--lang", "en"], folder: place.url)
        #expect(run.status == 1, "\(run.errors)")
        let told = run.text + run.errors
        #expect(told.contains("type.not-a-duration") && told.contains("write `\(sign)`"), "\(told)")
    }

    @Test func theDecisionsThatThereAreAreListed() throws {
        let place = try ScratchFolder()
        try place.write(
            "r.writ",
            """
            role clerk "经办"
            party owner "业主"
            case C "巡检"
              size : Integer "面积"
            rule r "规则"
              for C
              issue notice to owner
            """)
        try place.write(
            "Forms/notice.xml",
            #"<form xmlns="urn:writ:form:1" id="notice" for="C" title="通知"><body><p>甲</p></body></form>"#)
        try place.write(
            "c.json",
            #"{"case":"C","id":"A","as-of":"2026-03-02","facts":{},"history":[{"form":"notice","approvals":[{"role":"clerk","person":"张","at":"2026-03-02T10:00:00+08:00","decision":"同意"}]}]}"#
        )
        let run = try ToolRun(["run", "c.json", "--rules", "r.writ", "--lang", "en"], folder: place.url)
        #expect(
            run.status == 3 && run.errors.contains("`approved`") && run.errors.contains("`rejected`"), "\(run.errors)")
    }
}
