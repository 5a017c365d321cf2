import Foundation
import Testing
import WritTestSupport

/// `writ verify` answers for finished records, and says why where one is not what it says it is.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct VerifyTests {
    private func issued() throws -> RegisterWorkplace {
        let place = try RegisterWorkplace()
        try place.write("A1")
        try place.write("A2", amount: "300")
        let run = try place.writ("run", "A1.json", "A2.json", "--register", "reg", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        return place
    }

    private func change(_ place: RegisterWorkplace, _ path: String, _ old: String, _ new: String) throws {
        let text = try place.folder.text(path)
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text, "\(old) is not in \(path)")
        try place.folder.write(path, changed)
    }

    @Test func whatIsSoundIsSound() throws {
        let place = try issued()
        let run = try place.writ(
            "verify", "out/A1/notice.xml", "out/A2/notice.xml", "--register", "reg", "--rules", "Rules")
        #expect(run.status == 0, "\(run.text)\(run.errors)")
        let alone = try place.writ("verify", "out/A1/notice.xml")
        #expect(alone.status == 0 && alone.text.contains("not looked up in a register"), "\(alone.text)\(alone.errors)")
    }

    @Test(arguments: [
        ("xml", "250.5", "950.5", "verify.digest-differs"), ("xml", "3-A1", "3-A9", "verify.digest-differs"),
        ("xml", "金额", "赔付额", "verify.digest-differs"), ("xml", "缴费通知</title>", "缴费通告</title>", "verify.digest-differs"),
        ("xml", "</body>", "<p>另行通知。</p></body>", "verify.digest-differs"), ("xml", "</body>", "", "verify.invalid"),
        ("xml", "<body>", "<body><sum/>", "verify.invalid"),
        ("html", "</main>", "<p>另行通知。</p></main>", "verify.view-adds"),
        ("html", "3-A1", "3-A9", "verify.view-adds"), ("html", "3-A1", "", "verify.view-lacks"),
        ("html", "</main>", "<script>document.title = 1</script></main>", "verify.view-is-active"),
        ("html", "<main>", "<main onclick=\"print()\">", "verify.view-is-active"),
        // A text that the record has, once more or in another order.
        ("html", "</main>", "<p>王某</p></main>", "verify.view-adds"),
        (
            "html", "房号<bdi><span class=\"v\">3-A1</span></bdi>，业主<bdi>王某</bdi>",
            "业主<bdi>王某</bdi>，房号<bdi><span class=\"v\">3-A1</span></bdi>", "verify.view-adds"
        ),
        ("html", "金额", "金 额", "verify.view-adds"), ("html", "3-A1", "3-A1\u{200B}", "verify.view-adds"),
        // Hidden, moved, turned round, said by the style, or by a drawing.
        ("html", "<p>房号", "<p hidden=\"\">房号", "verify.view-is-active"),
        ("html", "<p>房号", "<p style=\"display:none\">房号", "verify.view-is-active"),
        ("html", "<main>", "<main dir=\"rtl\">", "verify.view-is-active"),
        ("html", "<style>", "<style>.number{display:none}", "verify.view-style"),
        ("html", "</style>", "h1::after{content:\"（作废）\"}</style>", "verify.view-style"),
        ("html", "</style>", "body{font-size:1px}</style>", "verify.view-style"),
        ("html", "</style>", "h1,header .issuer{color:#ffffff}</style>", "verify.view-style"),
        ("html", "</style>", "@page{margin-left:-300mm}</style>", "verify.view-style"),
        ("html", "</style>", ":root{--left:-300mm}</style>", "verify.view-style"),
        // Lines at the foot, where the firm's profile has none.
        ("html", "</main>", "<footer class=\"firm\">\n<p>收款账户：6222</p>\n</footer>\n</main>", "verify.view-adds"),
        ("html", "</main>", "<style>p{display:none}</style></main>", "verify.view-is-active"),
        (
            "html", "</main>", "<figure class=\"diagram\"><svg><text>已批准</text></svg></figure></main>",
            "verify.view-is-active"
        ),
        ("html", "<body class=\"", "<body class=\"x", "verify.view-is-active"),
        ("html", "<title>", "<meta http-equiv=\"refresh\" content=\"0;url=x\"><title>", "verify.view-is-active"),
        ("html", "</main>", "<img src=\"x.png\"></main>", "verify.view-is-active"),
        ("html", "<title>缴费通知", "<title>作废通知", "verify.view-adds"),
        ("html", "</main>", "<!-- 注 --></main>", "verify.view-unreadable"),
        ("html", "</head>", "另行通知</head>", "verify.view-adds"),
    ])
    func whatWasChangedIsTold(_ ending: String, _ old: String, _ new: String, _ problem: String) throws {
        let place = try issued()
        try change(place, "out/A1/notice.\(ending)", old, new)
        let run = try place.writ("verify", "out/A1/notice.xml")
        #expect(run.status == 1 && run.errors.contains(problem), "\(run.status)\n\(run.text)\(run.errors)")
    }

    @Test func aRecordWithoutItsView() throws {
        let place = try issued()
        try FileManager.default.removeItem(at: place.folder.file("out/A1/notice.html"))
        let run = try place.writ("verify", "out/A1/notice.xml")
        #expect(run.status == 1 && run.errors.contains("verify.no-view"), "\(run.errors)")
    }

    /// A firm's own style is one that profiles can make, and by its rules the very one.
    @Test func aFirmsOwnStyle() throws {
        let place = try RegisterWorkplace()
        try place.folder.write(
            "Forms/profile/ours.json",
            ##"{ "base": "gbt9704", "size": "13pt", "colour": "#0b3d66", "font": ["SimSun"] }"##)
        try place.folder.write(
            "Forms/notice.xml",
            RegisterWorkplace.form.replacingOccurrences(of: "lang=", with: #"profile="ours" lang="#))
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--out", "out").status == 0)
        #expect(try place.folder.text("out/A1/notice.html").contains("#0b3d66"))
        let alone = try place.writ("verify", "out/A1/notice.xml")
        let ruled = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules")
        #expect(alone.status == 0 && ruled.status == 0, "\(alone.errors)\(ruled.errors)")
        try change(place, "out/A1/notice.html", "#0b3d66", "#0b3d67")
        #expect(try place.writ("verify", "out/A1/notice.xml").status == 0)
        let other = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules")
        #expect(other.status == 1 && other.errors.contains("verify.view-style"), "\(other.errors)")
    }

    /// A firm with an address and an account at the foot of what it sends, and a page of its own.
    private func footed(contact: String = "东路1号", account: String = "6222 0000") throws -> RegisterWorkplace {
        let place = try RegisterWorkplace()
        try profile(contact, account, in: place)
        try place.folder.write(
            "Forms/notice.xml",
            RegisterWorkplace.form.replacingOccurrences(of: "lang=", with: #"genre="letter" profile="ours" lang="#)
                .replacingOccurrences(
                    of: "<body>", with: #"<body><addressee><value of="owner-name"/>：</addressee>"#))
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--out", "out").status == 0)
        return place
    }

    private func profile(_ contact: String, _ account: String, in place: RegisterWorkplace) throws {
        try place.folder.write(
            "Forms/profile/ours.json",
            "{ \"paper\": \"Letter\", \"margins\": { \"left\": \"1in\" }, \"contact\": \"\(contact)\", \"account\": \"\(account)\" }"
        )
    }

    @Test func theLinesAtTheFootAreThoseOfTheRecord() throws {
        let place = try footed(contact: "东路1号 <&\\\">", account: "6222 0000")
        for more in [[], ["--rules", "Rules"]] {
            let run = try ToolRun(["verify", "out/A1/notice.xml"] + more, folder: place.folder.url)
            #expect(run.status == 0, "\(more): \(run.errors)")
        }
    }

    @Test(arguments: [
        ("html", "6222 0000", "6222 9999", "verify.view-adds"), ("html", "收款账户：6222 0000", "", "verify.view-lacks"),
        ("html", "</footer>", "<p>东路1号</p></footer>", "verify.view-adds"),
        ("html", "<footer class=\"firm\">", "<footer class=\"firm\" hidden=\"\">", "verify.view-is-active"),
        ("xml", "6222 0000", "6222 9999", "verify.digest-differs"),
        ("xml", "<account>收款账户：6222 0000</account>", "", "verify.digest-differs"),
    ])
    func changedLinesAtTheFootAreTold(_ ending: String, _ old: String, _ new: String, _ problem: String) throws {
        let place = try footed()
        try change(place, "out/A1/notice.\(ending)", old, new)
        for more in [[], ["--rules", "Rules"]] {
            let run = try ToolRun(["verify", "out/A1/notice.xml"] + more, folder: place.folder.url)
            #expect(run.status == 1 && run.errors.contains(problem), "\(more): \(run.text)\(run.errors)")
        }
    }

    /// Record, view and digest say the same, and the firm's profile says something else: only the profile can tell.
    @Test func linesOfAnotherProfile() throws {
        let place = try footed(account: "6222 9999")
        #expect(try place.writ("verify", "out/A1/notice.xml").status == 0)
        try profile("东路1号", "6222 0000", in: place)
        let run = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules")
        #expect(
            run.status == 1 && run.errors.contains("verify.firm-differs") && run.errors.contains("收款账户：6222 9999")
                && run.errors.contains("收款账户：6222 0000") && !run.errors.contains("东路"), "\(run.errors)")
    }

    /// Records that were swapped: each is sound by itself, and not what its place and its view say.
    @Test func swappedRecords() throws {
        let place = try issued()
        let (one, two) = (try place.folder.text("out/A1/notice.xml"), try place.folder.text("out/A2/notice.xml"))
        try place.folder.write("out/A1/notice.xml", two)
        try place.folder.write("out/A2/notice.xml", one)
        let run = try place.writ(
            "verify", "out/A1/notice.xml", "out/A2/notice.xml", "--register", "reg", "--format", "json")
        #expect(run.status == 1 && run.text.components(separatedBy: "verify.view-adds").count == 3, "\(run.text)")
        // With its view as well it is the other case's document, and a copy under its number.
        try place.folder.write("out/A1/notice.html", try place.folder.text("out/A2/notice.html"))
        try place.folder.write("copy/notice.xml", two.replacingOccurrences(of: "case=\"A2\"", with: "case=\"A1\""))
        try place.folder.write("copy/notice.html", try place.folder.text("out/A1/notice.html"))
        let copy = try place.writ("verify", "copy/notice.xml", "--register", "reg")
        #expect(
            copy.status == 1 && copy.errors.contains("verify.digest-differs")
                && copy.errors.contains("verify.not-registered"), "\(copy.errors)")
    }

    /// Runs cases and verifies all their documents, with and without the rules. What samples lack is that their approvals say of
    /// which text they are.
    private func verify(_ cases: [String], rules: String, forms: String, atLeast count: Int) throws {
        let scratch = try ScratchFolder()
        let options = ["--rules", rules, "--forms", forms]
        let run = try ToolRun(
            ["run"] + cases + options + ["--out", scratch.file("out").path], folder: ProjectFiles.root, timeout: 600)
        try #require(run.status < 2, "\(run.errors.suffix(400))")
        let records = scratch.files(below: "out").filter { $0.hasSuffix(".xml") }.map { scratch.file("out/" + $0).path }
        #expect(records.count >= count, "\(records.count) documents of \(rules)")
        for more in [[], options] {
            let verify = try ToolRun(["verify"] + records + more, folder: ProjectFiles.root, timeout: 600)
            let told = Set(verify.errors.matches(of: /\[(verify\.[a-z-]+)\]/).map { String($0.output.1) })
            #expect(
                told.isSubset(of: ["verify.approval-unbound", "verify.approval-of-other-text"])
                    && (verify.status == 0) == told.isEmpty,
                "\(more) \(told)\n\(verify.errors.prefix(2000))")
        }
    }

    private func files(below path: String, _ endings: [String]) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: ProjectFiles.root.appending(path: path).path)
            .filter { file in endings.contains { file.hasSuffix($0) } }.sorted().map { path + "/" + $0 }
    }

    /// Of all documents of the sample cases each view shows its record and nothing else, in the styles that Writ brings along, and
    /// where the firm has made them its own in every way that a profile can without a logo.
    @Test(arguments: [false, true]) func theViewsOfAllSampleCases(hasFirm: Bool) throws {
        let cases = try files(below: "Rules/cases", [".json"])
        let scratch = try ScratchFolder()
        let forms = hasFirm ? scratch.file("Forms").path : "Forms"
        if hasFirm {
            try FileManager.default.copyItem(at: ProjectFiles.root.appending(path: "Forms"), to: scratch.file("Forms"))
            for base in ["company", "gbt9704"] {
                try scratch.write(
                    "Forms/profile/\(base).json",
                    ##"""
                    { "base": "\##(base)", "paper": "Letter", "size": "11.5pt", "colour": "#0b3d66", "issuer": "某某公司",
                      "margins": { "top": "30mm", "right": "1in", "bottom": "2cm", "left": "70pt" },
                      "font": ["Source Han Serif SC", "serif"], "title-font": ["SimHei", "sans-serif"],
                      "contact": "东路1号 <客服中心> & 95588", "account": "工行“东路”支行 6222 0000" }
                    """##)
            }
        }
        try verify(cases, rules: "Rules", forms: forms, atLeast: 300)
    }

    /// The rulebooks of firms that have profiles of their own, in their languages.
    @Test(arguments: [
        "data-protection", "export-licence", "health-breach", "hospital-complaints", "housing", "travel-claims",
    ])
    func theViewsOfOtherRulebooks(_ name: String) throws {
        let folder = "Tests/Data/" + name
        try verify(
            try files(below: folder + "/cases", [".json"]), rules: folder + "/rules", forms: folder + "/forms",
            atLeast: 1)
    }

    @Test func theRegisterDecides() throws {
        let place = try issued()
        // Another number than the register gave; two documents of one number.
        try change(place, "out/A2/notice.xml", "通〔2026〕2号", "通〔2026〕1号")
        try change(place, "out/A2/notice.html", "通〔2026〕2号", "通〔2026〕1号")
        let run = try place.writ("verify", "out/A1/notice.xml", "out/A2/notice.xml", "--register", "reg")
        #expect(run.status == 1 && run.errors.contains("document.number-twice"), "\(run.errors)")
        #expect(run.errors.contains("verify.not-registered"), "\(run.errors)")
        #expect(
            try place.writ("register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "误发").status == 0)
        let void = try place.writ("verify", "out/A1/notice.xml", "--register", "reg")
        #expect(void.status == 1 && void.errors.contains("verify.void") && void.errors.contains("误发"), "\(void.errors)")
    }

    @Test func todaysRules() throws {
        let place = try issued()
        try place.folder.write(
            "Rules/notes.writ", RegisterWorkplace.rules.replacingOccurrences(of: "¥100", with: "¥200"))
        let unknown = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules")
        #expect(unknown.status == 1 && unknown.errors.contains("verify.rules-differ"), "\(unknown.errors)")
        let same = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "A1.json")
        #expect(same.status == 0, "\(same.errors)")
        try place.write("A1", amount: "251")
        let other = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "A1.json")
        #expect(other.status == 1 && other.errors.contains("verify.other-text"), "\(other.errors)")
        try place.write("A1", amount: "150")
        let gone = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "A1.json")
        #expect(gone.status == 1 && gone.errors.contains("verify.no-longer-follows"), "\(gone.errors)")
    }
}
