import Testing
import WritLanguage
import WritSemantics
import WritTestSupport

/// Advice quotes the words that the file itself uses.
@Suite struct KeywordAdviceTests {
    private func told(_ text: String, _ language: MessageLanguage, path: String = "r.writ") -> String {
        let source = SourceText(id: FileID(0), path: path, bytes: Array(text.utf8))
        let tree = Parser.parse(source)
        let diagnostics = tree.diagnostics + Checker.check(trees: [tree], forms: nil).diagnostics
        return DiagnosticPrinter(language: language, colour: false, sources: [source]).text(diagnostics)
    }

    @Test func aMisspeltClauseIsMendedInItsOwnLanguage() {
        let text = """
            规则手册 demo "演示"

            案件 Fee "费用案"
              amount: 金额 "金额"

            规则 big "大额"
              对 Fee
              当 amount > ¥100
              不预 "不行"
            """
        for language in MessageLanguage.allCases {
            #expect(told(text, language).contains("`不予`"), "\(told(text, language))")
        }
    }

    @Test(arguments: [
        ("规则手册 r \"演示\"\n规则 a \"甲\"\n  对 X\n", "`出具`", "`issue`"),
        ("規則手冊 r \"演示\"\n規則 a \"甲\"\n  對 X\n", "`暫緩`", "`hold`"),
        ("规则手册 r \"演示\"\n定义 a 之 X : 整数\n  依据 M 1\n", "`为`", "`is`"),
        ("案件 X \"甲\"\n  n : 整数\n定义 a 之 X : 整数\n  为 n\n  颜色 3\n", "`例外`", "`except`"),
        ("# 手册\n\nrule of thumb\n\n```writ\n规则 a \"甲\"\n  对 X\n```\n", "`出具`", "`issue`"),
    ])
    func everyWordOfTheAdvice(_ text: String, _ wanted: String, _ unwanted: String) {
        let told = told(text, .zhHans, path: text.hasPrefix("#") ? "r.writ.md" : "r.writ")
        #expect(told.contains(wanted) && !told.contains(unwanted), "\(told)")
    }

    /// Every fact that a file of the corpus causes, told to the author of a file in Chinese: no English keyword is quoted that
    /// does not stand in the file.
    @Test(arguments: Corpus.files(in: "syntax") + Corpus.files(in: "semantics"))
    func noFactAdvisesInAnotherLanguage(_ file: Corpus.File) {
        let source = file.source()
        let tree = Parser.parse(source)
        let text = String(decoding: file.bytes, as: UTF8.self)
        let english = Set(Keyword.allCases.map { KeywordTable.english.spelling(of: $0) })
        for diagnostic in tree.diagnostics + Checker.check(trees: [tree], forms: nil).diagnostics {
            for table in [KeywordTable.simplifiedChinese, .traditionalChinese] {
                let wording = diagnostic.fact.wording(in: table)
                let told = [wording.message, wording.label, wording.help].compactMap { $0 }.flatMap { [$0.en, $0.zh] }
                for quoted in told.flatMap(Self.quotations) where !text.contains(quoted) {
                    let words = quoted.split { !($0.isLetter || $0 == "-") }.map(String.init)
                    let foreign = words.filter { english.contains($0) && $0 != "d" && $0 != "a" }
                    #expect(foreign.isEmpty, "\(diagnostic.fact.id) quotes `\(quoted)`")
                }
            }
        }
    }

    /// What stands between backquotes.
    private static func quotations(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.isMultiple(of: 2) ? nil : String($1) }
    }

    @Test func aFileIsOfTheLanguageOfItsDeclarations() {
        func table(_ text: String, _ path: String = "r.writ") -> String {
            KeywordTable.used(in: SourceText(id: FileID(0), path: path, bytes: Array(text.utf8))).spelling(of: .rule)
        }
        #expect(table("rule a") == "rule" && table("") == "rule" && table("-- 规则\nx") == "rule")
        #expect(table("规则 a") == "规则" && table("規則 a") == "規則")
        #expect(table("案件 A\n規則 a") == "規則" && table("案件 A\n规则 a") == "规则" && table("案件 A") == "规则")
        #expect(table("\u{FEFF}规则 a") == "规则")
        #expect(table("規則\n\n```\nrule a\n```", "r.writ.md") == "rule")
    }
}
