import Foundation
import Testing
import WritTestSupport

/// What people stumbled over who wrote rulebooks from the documentation alone.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct OutsiderTests {
    private static let head = """
        rulebook r "Rules"
          currency USD
        source S "Source"
          clause 1 "Clause"
        source T "Other source"
          clause 2 "Clause"
        role clerk "Clerk"

        """

    private func writ(_ command: String, _ rules: String, _ options: String...) throws -> ToolRun {
        let scratch = try ScratchFolder()
        try scratch.write("r.writ", Self.head + rules)
        return try ToolRun([command, "r.writ", "--forms", "none", "--lang", "en"] + options, folder: scratch.url)
    }

    private func passes(_ rules: String) throws {
        let test = try writ("test", rules)
        #expect(test.status == 0, "\(test.text)\(test.errors)")
    }

    @Test("values of an enumeration may be words of the grammar, on lines of their own")
    func enumerations() throws {
        try passes(
            """
            enum Stage "Stage"
              returned "Returned" | step "Step"
              | approved "Approved"
            case C "C"
              stage : Stage "Stage"
            example "e"
              for C as of 2026-03-02
              given stage = returned
              expect not refused
            """)
    }

    @Test("a second source without a `basis` of its own is one mistake")
    func sources() throws {
        let rule = """
            case C "C"
              x : Boolean "X"
            rule a "A"
              for C
              BASIS
              when x
              require "Do it" by clerk
            """
        let check = try writ("check", rule.replacing("BASIS", with: "basis S 1, T 2"))
        #expect(check.errors.contains("error[syntax.second-source]: `T` is another source"), "\(check.errors)")
        #expect(check.errors.contains("`basis T …`") && check.errors.contains("1 error, "), "\(check.errors)")
        #expect(try writ("check", rule.replacing("BASIS", with: "basis S 1 basis T 2")).status == 0)
    }

    @Test("nobody is told to declare a judgement as `Boolean?`")
    func judgements() throws {
        let check = try writ(
            "check",
            """
            case C "C"
              x : Boolean "X"
            judgement low of C "Low" by clerk
              basis S 1
            rule a "A"
              for C
              basis T 2
              when x and not (low is known and low)
              require "Do it" by clerk
            """)
        #expect(check.errors.contains("a judgement is never missing"), "\(check.errors)")
        #expect(!check.errors.contains("Boolean?"), "\(check.errors)")
    }

    @Test("an example says that a value is missing, and that a figure is not stated")
    func missingValues() throws {
        let rules = """
            case C "C"
              k : Integer "K"
            define due-on of C : Date? "Due"
              basis S 1
              is missing when k = 1
              is not stated when k = 2
              is 2026-03-09 otherwise
            rule a "A"
              for C
              basis T 2
              when due-on is known
              require "Do it" by clerk due due-on
            example "e"
              for C as of 2026-03-02
              given k = NUMBER
              expect EXPECTED
            """
        func run(_ number: String, _ expected: String) throws -> ToolRun {
            try writ("test", rules.replacing("NUMBER", with: number).replacing("EXPECTED", with: expected))
        }
        #expect(try run("1", "due-on is missing").status == 0)
        #expect(try run("2", "missing due-on").status == 0)
        let there = try run("3", "due-on is missing")
        #expect(there.status == 1 && there.errors.contains("`missing`"), "\(there.errors)")
        let absent = try run("1", "due-on = 2026-03-09")
        #expect(absent.status == 1 && absent.errors.contains("`missing`"), "\(absent.errors)")
        let never = try run("1", "k is missing")
        #expect(never.status == 1 && never.errors.contains("optional.never-missing"), "\(never.errors)")
    }

    @Test("the least of values that are written out is there")
    func least() throws {
        try passes(
            """
            case C "C"
              amount : Money "Amount"
            define allowed of C : Money "Allowed"
              basis S 1
              is min of [amount, $62]
            define at-least of C : Money "At least"
              basis T 2
              is max of [amount, $5]
            example "e"
              for C as of 2026-03-02
              given amount = $70
              expect allowed = $62
              expect at-least = $70
            """)
    }

    @Test("hours and days later are told by the clocks of the zone, which change in between")
    func clocks() throws {
        try passes(
            """
            calendar office "Office"
              zone Europe/Copenhagen
            organisation firm "Firm"
              calendar office
            case C "C"
              aware-at : DateTime "Aware"
            define limit of C : DateTime "Limit"
              basis S 1
              is 72 hours after aware-at
            define days-later of C : DateTime "Three days later"
              basis S 1
              is 3 days after aware-at
            define on of C : Date "Day"
              basis S 1
              is date of limit
            rule a "A"
              for C
              basis T 2
              require "Do it" by clerk due limit
            example "into summer"
              for C as of 2026-03-27 at firm
              given aware-at = 2026-03-27T23:30:00+01:00
              expect on = 2026-03-31
              expect limit = 2026-03-30T22:30:00Z
              expect days-later = 2026-03-30T23:30:00+02:00
              expect require "Do it" by clerk due 2026-03-31T00:30:00+02:00
              expect require "Do it" by clerk due 2026-03-30T23:30:00+01:00
            example "into winter"
              for C as of 2026-10-23 at firm
              given aware-at = 2026-10-23T00:30:00+02:00
              expect on = 2026-10-25
              expect limit = 2026-10-25T23:30:00+01:00
              expect days-later = 2026-10-26T00:30:00+01:00
            example "an hour that there is not"
              for C as of 2026-03-26 at firm
              given aware-at = 2026-03-26T02:30:00+01:00
              expect days-later = 2026-03-29T03:30:00+02:00
            """)
    }

    @Test("the case that an English check shows is English")
    func witnesses() throws {
        let check = try writ(
            "check",
            """
            case C "C"
              name : Text "Name"
              k    : Integer "K"
            rule a "A"
              for C
              basis S 1
              when k > 1
              require "Do it" by clerk due 2026-03-09
            rule b "B"
              for C
              basis T 2
              when k > 2 and name != "x"
              require "Do it" by clerk due 2026-04-09
            """)
        #expect(check.errors.contains("name = \"A\""), "\(check.errors)")
        #expect(!check.errors.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) }, "\(check.errors)")
    }

    @Test("a field of an element that has a name is asked for by that name")
    func elements() throws {
        let check = try writ(
            "check",
            """
            record E "Expense"
              cost : Integer "Cost"
            case C "C"
              expenses : list of E "Expenses"
            rule a "A"
              for C
              basis S 1
              basis T 2
              for each e in expenses where cost > 1
                require "Pay" by clerk
            """)
        #expect(check.errors.contains("did you mean `e.cost`?"), "\(check.errors)")
    }

    @Test("`--organisation` says whose the rows of a table are")
    func organisations() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "r.writ",
            Self.head + """
                organisation firm "The Firm"
                  clerk
                  with fee = $5
                parameter fee "Fee" : Money is not stated
                case C "C"
                  k : Integer "K"
                define owed of C : Money "Owed"
                  basis S 1
                  basis T 2
                  is fee * k
                """)
        try scratch.write("c.csv", "id,k\n1,2\n")
        func run(_ options: String...) throws -> ToolRun {
            try ToolRun(
                ["batch", "c.csv", "--rules", "r.writ", "--forms", "none", "--as-of", "2026-03-02", "--lang", "en"]
                    + ["--select", "owed", "--out", "-"] + options, folder: scratch.url)
        }
        #expect(try run().text == "{}\n")
        #expect(try run("--organisation", "firm").text == "{\"owed\":10}\n")
        #expect(try run("--organisation", "The Firm").text == "{\"owed\":10}\n")
        let unknown = try run("--organisation", "frim")
        #expect(unknown.status == 2 && unknown.errors.contains("`firm`"), "\(unknown.errors)")
    }

    @Test("space within a line stays, as a browser has it")
    func space() throws {
        let scratch = try ScratchFolder()
        try scratch.write(
            "Rules/r.writ",
            Self.head + """
                case C "C"
                  miles : Integer? "Miles"
                rule a "A"
                  for C
                  basis S 1
                  basis T 2
                  issue note to clerk
                """)
        try scratch.write(
            "Forms/note.xml",
            """
            <form xmlns="urn:writ:form:1" id="note" for="C" title="Note" lang="en">
              <body>
                <p> Home<span when="miles is known"> (<value of="miles"/> miles)</span>, <b>by </b>car<choose><option when="miles is known"> alone</option><otherwise> with others</otherwise></choose>. </p>
                <attachments><attachment>Receipt</attachment></attachments>
              </body>
            </form>
            """)
        try scratch.write(
            "c.json", #"{"case":"C","id":"C-1","as-of":"2026-03-02","facts":{"miles":31}}"#)
        let run = try ToolRun(["run", "c.json", "--out", "out"], folder: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let page = try String(contentsOf: scratch.file("out/C-1/note.html"), encoding: .utf8)
        let shown = page.replacing(/<[^>]+>/, with: "").replacing("\u{A0}", with: " ")
        #expect(shown.contains("\nHome (31 miles), by car alone.\n"), "\(shown)")
        #expect(shown.contains("Attachments: "), "\(shown)")
    }
}
