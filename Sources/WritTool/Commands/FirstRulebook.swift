import WritLanguage

/// A rulebook to begin with: one source, rule, form, case and organisation, and examples of the rule.
struct FirstRulebook {
    /// Of its words and of its keywords.
    let language: MessageLanguage

    static let casePath = "case.json"

    /// Each file by its path below the rulebook's folder.
    var files: [(path: String, text: [UInt8])] {
        [
            ("Rules/loans.writ.md", rules), ("Forms/reminder.xml", Array(form.utf8)),
            (FirstRulebook.casePath, Array(FirstRulebook.caseText.text(in: language).utf8)),
        ]
    }

    /// The rules with their keywords in the language, laid out as the formatter would.
    private var rules: [UInt8] {
        func tree(_ bytes: [UInt8]) -> SyntaxTree {
            Parser.parse(SourceText(id: FileID(0), path: "loans.writ.md", bytes: bytes))
        }
        // What stands in backquotes keeps its characters in messages; here all of it is in the one script.
        let text = FirstRulebook.rules.text(in: language).replacing("~~~", with: "```")
        let written = tree(Array(text.utf8))
        return Formatter.format(tree(Respeller.respell(written, in: language)))
    }

    /// A form says its language itself.
    private var form: String {
        FirstRulebook.form.text(in: language).replacing("lang=\"\"", with: "lang=\"\(language.rawValue)\"")
    }

    /// With English keywords.
    private static let rules = Phrase(
        en: #"""
            # Overdue loans

            Whoever has not brought back what was lent is reminded in writing.

            ~~~writ
            rulebook library "Overdue loans"

            source S "Rules of the library"
              clause 1 "Whoever is late is reminded in writing"

            role librarian "Librarian"
            party borrower "Borrower"

            organisation reading-room "Reading room"
              librarian

            case Loan "Loan"
              borrower-name : Text    "Name of the borrower"
              item          : Text    "Item lent"
              due-on        : Date    "Day of return"
              days-late     : Integer "Days late"

            parameter last-days "Days to return" : days
              basis S 1
              is 14 days

            chain signature "Signature"
              for Loan
              basis S 1
              step sign "Signing" by librarian

            rule remind "Whoever is late is reminded in writing"
              for Loan
              basis S 1
              when days-late > 0
              issue reminder to borrower
                due last-days after due-on
                approval signature

            example "Three days late"
              for Loan as of 2026-03-05
              at reading-room
              given borrower-name = "A. Reader", item = "Atlas", due-on = 2026-03-02, days-late = 3
              expect issue reminder due 2026-03-16
              expect approval reminder by librarian

            example "In time"
              for Loan as of 2026-03-02
              at reading-room
              given borrower-name = "A. Reader", item = "Atlas", due-on = 2026-03-02, days-late = 0
              expect no reminder
            ~~~
            """#,
        zh: #"""
            # 借阅逾期

            借出的资料到期未还的，书面催还。

            ~~~writ
            rulebook library "借阅逾期"

            source S "借阅规定"
              clause 1 "逾期未还的，书面催还"

            role 管理员 "管理员"
            party 借阅人 "借阅人"

            organisation 阅览室 "阅览室"
              管理员

            case 借阅 "借阅"
              姓名   : Text    "借阅人姓名"
              资料   : Text    "所借资料"
              应还日 : Date    "应还日期"
              逾期天数 : Integer "逾期天数"

            parameter 催还期限 "催还期限" : days
              basis S 1
              is 14 days

            chain 签发 "签发"
              for 借阅
              basis S 1
              step 签字 "签字" by 管理员

            rule 逾期催还 "逾期未还的，书面催还"
              for 借阅
              basis S 1
              when 逾期天数 > 0
              issue reminder to 借阅人
                due 催还期限 after 应还日
                approval 签发

            example "逾期三天"
              for 借阅 as of 2026-03-05
              at 阅览室
              given 姓名 = "𠮷某", 资料 = "地图集", 应还日 = 2026-03-02, 逾期天数 = 3
              expect issue reminder due 2026-03-16
              expect approval reminder by 管理员

            example "按时归还"
              for 借阅 as of 2026-03-02
              at 阅览室
              given 姓名 = "王某", 资料 = "地图集", 应还日 = 2026-03-02, 逾期天数 = 0
              expect no reminder
            ~~~
            """#)

    /// Of the document that the rule issues.
    private static let form = Phrase(
        en: #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <form xmlns="urn:writ:form:1" id="reminder" for="Loan" title="Reminder" lang="">
              <body>
                <addressee><value of="borrower-name"/></addressee>
                <p>The item “<value of="item"/>” was to be returned by <value of="due-on" as="long-date"/>. It is <value of="days-late"/> days late.</p>
                <p>Please return it by <due/>.</p>
                <approvals/>
                <basis/>
                <signature role="librarian"/>
              </body>
            </form>
            """#,
        zh: #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <form xmlns="urn:writ:form:1" id="reminder" for="借阅" title="催还通知" lang="">
              <body>
                <addressee><value of="姓名"/>：</addressee>
                <p>您所借“<value of="资料"/>”应于<value of="应还日" as="long-date"/>归还，现已逾期<value of="逾期天数"/>天。</p>
                <p>请于<due/>前归还。</p>
                <approvals/>
                <basis/>
                <signature role="管理员"/>
              </body>
            </form>
            """#)

    /// A case to which the rule applies.
    private static let caseText = Phrase(
        en: #"""
            {
              "case": "Loan", "id": "L-1", "as-of": "2026-03-05", "organisation": "reading-room",
              "facts": {"borrower-name": "A. Reader", "item": "Atlas", "due-on": "2026-03-02", "days-late": 3}
            }
            """#,
        zh: #"""
            {
              "case": "借阅", "id": "JY-1", "as-of": "2026-03-05", "organisation": "阅览室",
              "facts": {"姓名": "𠮷某", "资料": "地图集", "应还日": "2026-03-02", "逾期天数": 3}
            }
            """#)
}
