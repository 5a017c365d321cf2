import Testing
import WritDocuments
import WritLanguage

/// A firm's print profile changes the style and nothing else gets in by it.
@Suite struct FirmProfileTests {
    private func read(_ json: String) -> (FirmProfile?, [String]) {
        let (profile, diagnostics) = FirmProfile.read(Array(json.utf8), name: "firm", file: "firm.json")
        return (profile, diagnostics.map(\.fact.id))
    }

    @Test func aProfileIsUsed() throws {
        let (profile, problems) = read(
            """
            {"base": "gbt9704", "margins": {"left": "30mm"}, "font": ["Source Han Serif SC", "serif"], "colour": "#0b3d66",
             "issuer": "甲 & 乙物业", "logo": "data:image/png;base64,AAAA"}
            """)
        #expect(problems.isEmpty)
        var profiles = PrintProfiles()
        profiles.add(try #require(profile))
        let form = """
            <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书" profile="firm"><body><seal/></body></form>
            """
        let fixture = try FormFixture(
            rules: [("test.writ", Array(TestRulebook.text.utf8))], forms: [("reminder.xml", Array(form.utf8))],
            profiles: profiles)
        #expect(fixture.diagnostics.isEmpty, "\(fixture.messages)")
        let document = try #require(DocumentBench(fixture).documents(TestCase.repair).first)
        for piece in ["calc(156mm/28)", "margin-left:30mm", "\"Source Han Serif SC\",serif", "#0b3d66", "甲 &amp; 乙物业"] {
            #expect(document.view.contains(piece), "\(piece)")
        }
        #expect(document.record.contains("<issuer>甲 &amp; 乙物业</issuer>"))
    }

    @Test func paperAndFootOfAFirm() throws {
        let (profile, problems) = read(
            """
            {"paper": "Letter", "margins": {"top": "30mm"}, "contact": "0571-1 & 2", "account": "工商银行 6222"}
            """)
        #expect(problems.isEmpty)
        var profiles = PrintProfiles()
        profiles.add(try #require(profile))
        func view(_ genre: String) throws -> (view: String, record: String) {
            let form = """
                <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书" profile="firm"\(genre)><body>
                <addressee>业主：</addressee><seal/></body></form>
                """
            let fixture = try FormFixture(
                rules: [("test.writ", Array(TestRulebook.text.utf8))], forms: [("reminder.xml", Array(form.utf8))],
                profiles: profiles)
            #expect(fixture.diagnostics.isEmpty, "\(fixture.messages)")
            let document = try #require(DocumentBench(fixture).documents(TestCase.repair).first)
            let problem = try RelaxNGSchema(FormFixture.schema("document")).validate(document.xml)
            #expect(problem == nil, "\(problem?.message ?? "")")
            return (document.view, document.record)
        }
        let letter = try view(" genre=\"letter\"")
        for piece in ["size:letter", "--sheet:11in", "--top:30mm", "联系方式：0571-1 &amp; 2", "收款账户：工商银行 6222"] {
            #expect(letter.view.contains(piece), "\(piece)")
        }
        #expect(letter.record.contains("<account>收款账户：工商银行 6222</account>"))
        #expect(!(try view("").view.contains("0571")))
    }

    @Test(arguments: [
        ("{\"paper\": \"A5\"}", "profile.bad-value"), ("{\"contact\": 5}", "profile.bad-value"),
        ("{\"colour\": \"red;}</style><script>\"}", "profile.bad-value"),
        ("{\"margins\": {\"left\": \"1mm;}\"}}", "profile.bad-value"),
        ("{\"margins\": {\"left\": 30}}", "profile.bad-value"),
        ("{\"font\": [\"a\\\"}\"]}", "profile.bad-value"),
        ("{\"logo\": \"https://example.org/a.png\"}", "profile.bad-value"),
        ("{\"logo\": \"data:image/png;base64,\\\"\"}", "profile.bad-value"),
        ("{\"base\": \"modern\"}", "profile.bad-value"), ("{\"colour\": \"#12345g\"}", "profile.bad-value"),
        ("{\"color\": \"#123456\"}", "profile.unknown-key"), ("[]", "profile.bad-value"),
    ])
    func nothingElseGetsIn(json: String, fact: String) {
        let (profile, problems) = read(json)
        #expect(profile == nil)
        #expect(problems == [fact])
    }

    /// A page of a firm's profile is known as such without the profile, whatever paper and margins it has.
    @Test(arguments: [
        "{\"paper\": \"Letter\", \"margins\": {\"top\": \"30mm\"}}", "{\"paper\": \"A4\"}",
        "{\"size\": \"11pt\", \"font\": [\"SimSun\", \"serif\"], \"colour\": \"#0b3d66\"}",
    ])
    func aStyleOfAFirmIsKnownAsSuch(json: String) throws {
        let profile = try #require(read(json).0)
        var profiles = PrintProfiles()
        profiles.add(profile)
        for language in [MessageLanguage.zhHans, .zhHant, .en] {
            let style = Array(profiles.style("firm", language).utf8)
            #expect(PrintProfiles.canMake(style) && profiles.contains(style))
            #expect(!PrintProfiles.canMake(style + Array("body{display:none}".utf8)))
            #expect(!profiles.contains(style + Array(" ".utf8)))
        }
    }

    @Test func brokenJSONIsReported() {
        #expect(read("{\"base\": ").1.count == 1)
    }
}
