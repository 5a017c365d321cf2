import Foundation
import Testing
import WritTestSupport

/// What was not looked at, not stated or not worked out is told, and never passed over with a sentence that sounds as if all were well.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is built beside the tests")) struct UnclaimedTests {
    private static let rules = """
        rulebook club "Licences"
        source R "Rules"
          clause 1 "One"
        role secretary "Secretary"
        party player "Player"
        action match "Match"
        organisation office "Office"
          secretary
        enum Class "Class" youth "Youth" | adult "Adult"
        case Application "Application"
          class   : Class  "Class"
          paid    : Integer "Paid"
          consent : Boolean "Consent"
        table fee for Application "Fee"
          basis R 1
          | class || fee : Integer |
          |---||---|
          | youth || 30 |
          | adult || 60 |
          | adult || 70 |
        rule licence "Licence" for Application
          basis R 1
          when paid >= 20
          issue licence to player
        rule reminder "Reminder" for Application
          basis R 1
          when paid < fee
          require "ask for the rest" by secretary
        rule no-consent "No consent" for Application
          basis R 1
          when class = youth and not consent
          refuse "no consent"
        rule wait "Wait" for Application
          basis R 1
          hold match until consent

        """

    private static let form = """
        <form xmlns="urn:writ:form:1" id="licence" for="Application" title="Licence" lang="en">
          <body><fields><field of="paid"/></fields></body>
        </form>
        """

    private static func folder(_ more: String = "") throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write("Rules/r.writ", rules + more)
        try folder.write("Forms/licence.xml", form)
        return folder
    }

    private static func run(_ arguments: [String], in folder: ScratchFolder) throws -> ToolRun {
        try ToolRun(arguments + ["--lang", "en"], folder: folder.url)
    }

    private static func write(_ facts: String, to folder: ScratchFolder) throws {
        try folder.write(
            "c.json",
            "{\"case\":\"Application\",\"id\":\"A\",\"as-of\":\"2026-03-02\",\"organisation\":\"office\",\"facts\":{\(facts)}}"
        )
    }

    @Test func anOpenDocumentIsNotSaidToStayAway() throws {
        let folder = try Self.folder()
        try Self.write("\"class\":\"youth\",\"consent\":true", to: folder)
        let told = try Self.run(["explain", "c.json", "licence"], in: folder)
        #expect(!told.text.contains("no change of a single fact"), "\(told.text)")
        try Self.write("\"class\":\"youth\",\"consent\":true,\"paid\":5", to: folder)
        let low = try Self.run(["explain", "c.json", "licence"], in: folder)
        #expect(low.text.contains("20"), "\(low.text)")
    }

    @Test func whatCouldNotBeWorkedOutDoesNotCountAsNothing() throws {
        let folder = try Self.folder()
        try Self.write("\"class\":\"adult\",\"consent\":true,\"paid\":5", to: folder)
        let run = try Self.run(["run", "c.json"], in: folder)
        #expect(!run.text.contains("nothing follows"), "\(run.text)")
        #expect(run.text.contains("a value could not be worked out"), "\(run.text)")
    }

    @Test func examplesTellOpenFromCertain() throws {
        let folder = try Self.folder(
            """
            example "open"
              for Application as of 2026-03-02 at office
              given class = youth
              expect no licence
              expect not refused
              expect no hold match

            """)
        let run = try Self.run(["test"], in: folder)
        let all = run.text + run.errors
        #expect(all.contains("it is open whether `licence` is issued: it depends on"), "\(all)")
        #expect(all.contains("it is open whether the case is refused (“no consent”)"), "\(all)")
        #expect(all.contains("it is open whether `match` is held"), "\(all)")
    }

    @Test("a staff list that names nobody is refused", arguments: ["person,role,from,to\n", "[]", " [ ]\n"])
    func emptyStaff(_ list: String) throws {
        let folder = try Self.folder()
        try folder.write("staff.csv", list)
        try Self.write("\"class\":\"adult\",\"consent\":true,\"paid\":25", to: folder)
        let run = try Self.run(["route", "c.json", "--staff", "staff.csv"], in: folder)
        #expect(run.status == 3, "\(run.status)")
        #expect(run.errors.contains("staff.empty"), "\(run.errors)")
    }

    @Test func aRulebookThatNobodySignedIsOpen() throws {
        let folder = try Self.folder()
        let run = try Self.run(["review", "--out", "site"], in: folder)
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        let page = try String(contentsOf: folder.url.appending(path: "site/index.html"), encoding: .utf8)
        #expect(!page.contains("nothing is open") && !page.contains("没有待处理的事项"))
        #expect(page.contains("items that nobody has signed off yet") || page.contains("尚无人签核的项目"))
    }

    private static let deadline = """
        rulebook club "Licences"
        source R "Rules"
          clause 1 "One"
        role secretary "Secretary"
        parameter appeal-days "Days to appeal" : days
          basis R 1
          is not stated
        calendar days "Days"
          weekend Saturday Sunday
          deadlines roll forward
          covers 2026-01-01 to 2026-12-31
        organisation office "Office"
          calendar days
          secretary
          with appeal-days = 14 days
        chain sign "Sign"
          basis R 1
          step one "One" by secretary within 3 working days
        case Ban "Ban"
          start : Date "From"
        rule suspend "Suspend" for Ban
          basis R 1
          require "hear the player" by secretary due appeal-days after start

        """

    @Test(
        "what the comparison of versions does not follow is no equivalence",
        arguments: [
            ("  with appeal-days = 14 days\n", ""), ("within 3 working days", "within 3 days"),
            ("weekend Saturday Sunday", "weekend Friday Saturday"),
        ])
    func versions(_ edit: (from: String, to: String)) throws {
        let folder = try ScratchFolder()
        try folder.write("A/r.writ", Self.deadline)
        try folder.write("B/r.writ", Self.deadline.replacing(edit.from, with: edit.to))
        try folder.write(
            "cases.jsonl",
            "{\"case\":\"Ban\",\"id\":\"B\",\"as-of\":\"2026-03-02\",\"organisation\":\"office\",\"facts\":{\"start\":\"2026-03-06\"}}\n"
        )
        let same = try Self.run(["diff", "A", "A", "--forms", "none"], in: folder)
        #expect(same.status == 0 && same.text.hasPrefix("equivalent"), "\(same.text)\(same.errors)")
        let other = try Self.run(["diff", "A", "B", "--forms", "none"], in: folder)
        #expect(other.status == 1 && !other.text.hasPrefix("equivalent"), "\(other.text)\(other.errors)")
        let shown = try Self.run(["diff", "A", "B", "--forms", "none", "--cases", "cases.jsonl"], in: folder)
        #expect(shown.status == 1 && !shown.text.hasPrefix("equivalent"), "\(shown.text)\(shown.errors)")
    }
}
