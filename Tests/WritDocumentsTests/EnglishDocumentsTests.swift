import Testing
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// Nothing Chinese stands in the documents of a rulebook in English: no letter, no sign of Chinese print, no font.
@Suite struct EnglishDocumentsTests {
    private static let rules = """
        rulebook test "Repairs"
        source M "Maintenance manual"
          clause 1 "Reception"
        role steward "Steward"
        role manager "Manager"
        party owner "Owner"
        organisation office "Office"
          manager
          steward under manager
        enum Kind "Kind" wall "Wall" | facade "Facade"
        record Item "Item"
          kind  : Kind "Kind"
          place : Text "Place"
          sum   : Money "Amount"
        case Repair "Repair"
          unit     : Text "Unit"
          received : Date "Received"
          called   : DateTime "Called"
          urgent   : Boolean "Urgent"
          rate     : Percent "Rate"
          kind     : Kind "Kind"
          phone    : Text? "Phone"
          items    : list of Item "Items"
        define total of Repair : Money "Total"
          is sum of i.sum for i in items
        chain sign "Approval"
          basis M 1
          step first "Review" by steward
          step last  "Approval" by manager
        rule remind "Reminder"
          for Repair
          basis M 1
          when total > ¥0
          issue reminder to owner due 7 days after as-of approval sign
          require "repair it" by steward due 3 days after as-of
        """

    private static func form(_ profile: String) -> String {
        """
        <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="Reminder" lang="en" profile="\(profile)" genre="notice">
          <number pattern="R-{year}-{sequence:3}"/>
          <date of="received"/>
          <copies><copy keeper="owner"/><copy keeper="steward" original="true"/></copies>
          <retention years="5"/>
          <body>
            <addressee>To the owner of <value of="unit"/>:</addressee>
            <p>Received <value of="received"/> (<value of="received" as="date"/>, <value of="received" as="month"/>), called <value of="called"/>; <value of="rate"/>; <checkboxes of="urgent"/>; <value of="kind"/>; <value of="phone" else="none"/>; <blank width="4"/>.</p>
            <table each="i in items" numbered="No." empty="none"><column title="Place"><value of="i.place"/></column><column title="Amount" align="right"><value of="i.sum"/></column>
              <total label="Total"><value of="total"/></total></table>
            <fields><field of="urgent"/><field of="kind"/></fields>
            <messages of="require"/>
            <p>Please answer by <due/>.</p>
            <attachments><attachment copies="2">Photographs</attachment></attachments>
            <signatures><signature party="owner"/></signatures>
            <seal/><remarks lines="2"/><copies-note/><delivery to="owner" cut="true"/>
            <party label="Party"><value of="unit"/></party>
          </body>
        </form>
        """
    }

    private static func data(isKnown: Bool) -> CaseData {
        var facts: [Value] = [
            .text("7-2-1"), .date(CalendarDate(year: 2013, month: 10, day: 15) ?? .first),
            Moment.parse("2013-10-14T10:00:00+08:00").map { .dateTime($0) } ?? .unknown,
            .boolean(true), .decimal(Decimal(5).shifted(places: -2) ?? .one), .enumeration(EnumID(0), 0), .missing,
            .list([.record(RecordID(0), [.enumeration(EnumID(0), 1), .text("Hall"), .decimal(Decimal(1200))])]),
        ]
        if !isKnown { for index in [1, 3, 5] { facts[index] = .unknown } }
        return CaseData(
            type: RecordID(1), id: "R-1", asOf: CalendarDate(year: 2013, month: 10, day: 16) ?? .first,
            organisation: OrganisationID(0), facts: facts)
    }

    private func expectEnglish(_ bytes: [UInt8], _ what: String) {
        let text = String(decoding: bytes, as: UTF8.self)
        let chinese = text.unicodeScalars.filter {
            (0x2E80...0x9FFF).contains($0.value) || (0xF900...0xFAFF).contains($0.value)
                || (0xFF00...0xFFEF).contains($0.value) || $0.value >= 0x20000 && $0.value < 0x30000
        }
        #expect(chinese.isEmpty, "\(what): \(String(String.UnicodeScalarView(chinese)).prefix(40))")
        for font in [
            "Song", "SimSun", "SimHei", "CJK", "Han S", "KaiTi", "PingFang", "YaHei", "zh-CN", "eastAsia=\"zh",
        ] {
            #expect(!text.contains(font), "\(what): \(font)")
        }
    }

    @Test(arguments: ["company", "gbt9704"]) func nothingIsChinese(profile: String) throws {
        let fixture = try FormFixture(rules: Self.rules, forms: [("reminder", Self.form(profile))])
        #expect(fixture.diagnostics.isEmpty, "\(fixture.messages)")
        let bench = DocumentBench(fixture)
        let plan = try fixture.plan("reminder")
        let sheet = try #require(fixture.forms.sheet(of: plan.form))
        var written = [(bench.blank(plan), plan), (bench.blank(sheet), sheet)]
        for isKnown in [true, false] {
            written.append((try #require(bench.documents(Self.data(isKnown: isKnown)).first), plan))
        }
        for (document, plan) in written {
            expectEnglish(document.xml, "record")
            expectEnglish(document.html, "view")
            // A package of stored parts can be searched as it is.
            expectEnglish(try #require(OfficeTemplate(plan).document(of: document.html)), "DOCX")
        }
        var page = IntakePage(
            type: RecordID(1), title: "Repair", language: "en", program: fixture.program)
        expectEnglish(page.bytes(), "intake")
    }

    @Test func paperDatesAndPageNumbersAreEnglish() throws {
        let fixture = try FormFixture(rules: Self.rules, forms: [("reminder", Self.form("company"))])
        let document = try #require(DocumentBench(fixture).documents(Self.data(isKnown: true)).first)
        for piece in [
            "@page{size:letter", "\"Page \" counter(page) \" of \" counter(pages)", "October 15, 2013", "Oct 15, 2013",
            "October 2013", "October 14, 2013 10:00",
        ] {
            #expect(document.view.contains(piece), "\(piece)")
        }
        let plan = try fixture.plan("reminder")
        let package = String(decoding: OfficeTemplate(plan).document(of: document.html) ?? [], as: UTF8.self)
        for piece in ["w:w=\"12240\" w:h=\"15840\"", ">Page </w:t>", "NUMPAGES"] {
            #expect(package.contains(piece), "\(piece)")
        }
    }
}
