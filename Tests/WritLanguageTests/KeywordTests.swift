import Testing
import WritLanguage
import WritTestSupport

/// Keywords are data: three languages, one tree.
@Suite struct KeywordTests {
    private func parse(_ bytes: [UInt8], _ path: String) -> SyntaxTree {
        Parser.parse(SourceText(id: FileID(0), path: path, bytes: bytes))
    }

    @Test(arguments: MessageLanguage.allCases) func everyKeywordHasASpellingOfItsOwn(_ language: MessageLanguage) {
        let table = KeywordTable.table(language)
        #expect(table.spellings.count == Keyword.allCases.count)
        #expect(Set(table.spellings).count == table.spellings.count)
    }

    @Test func noWordMeansTwoThingsInTwoLanguages() {
        var meanings: [String: Keyword] = [:]
        for table in KeywordTable.all {
            for keyword in Keyword.allCases {
                let spelling = table.spelling(of: keyword)
                #expect(meanings[spelling] == nil || meanings[spelling] == keyword, "\(spelling)")
                meanings[spelling] = keyword
            }
        }
    }

    @Test(arguments: [
        "syntax/valid/everything.writ.md", "syntax/valid/fees.writ.md", "syntax/valid/compensation.writ.md",
    ])
    func thereAndBackToTheSameBytes(_ path: String) throws {
        let file = try #require(Corpus.file(path))
        let tree = parse(file.bytes, path)
        for language in [MessageLanguage.zhHans, .zhHant] {
            let chinese = Respeller.respell(tree, in: language)
            #expect(chinese != file.bytes)
            let back = Respeller.respell(parse(chinese, path), in: .en)
            #expect(back == file.bytes)
        }
    }

    @Test func aRuleInChineseIsTheSameRule() {
        let english =
            "rule r \"登记\"\n  for 投诉\n  when 照片 >= 1 and 结案日 is missing\n  issue 登记表 due 3 working days after as-of\n"
        let chinese = "规则 r \"登记\"\n  对 投诉\n  当 照片 >= 1 且 结案日 为 缺失\n  出具 登记表 限期 3 工作 天 之后 基准日\n"
        let tree = parse(Array(chinese.utf8), "r.writ")
        #expect(tree.diagnostics.isEmpty)
        #expect(SyntaxDump.text(tree) == SyntaxDump.text(parse(Array(english.utf8), "r.writ")))
    }

    @Test func thereAndBackFromRandomFiles() {
        for seed in UInt64(0)..<60 {
            var source = RandomSource(seed: seed)
            let tree = parse(Array(source.file(declarations: 6).utf8), "random.writ")
            for language in [MessageLanguage.zhHans, .zhHant] {
                let chinese = parse(Respeller.respell(tree, in: language), "random.writ")
                #expect(SyntaxDump.text(chinese) == SyntaxDump.text(tree), "seed \(seed)")
                #expect(Respeller.respell(chinese, in: .en) == tree.source.bytes, "seed \(seed)")
            }
        }
    }

    @Test func aFileWithMistakesStaysAsItIs() {
        let tree = parse(Array("rule r\n  for\n".utf8), "r.writ")
        #expect(Respeller.respell(tree, in: .zhHans) == tree.source.bytes)
    }
}
