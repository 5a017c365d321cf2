import Foundation
import Testing
import Writ
import WritApprovals
import WritDocuments
import WritEvaluation
import WritLanguage
import WritReview
import WritSemantics
import WritTestSupport

/// A part of a rulebook says of its cases what the whole says: the whole is the oracle.
@Suite struct RulebookPartTests {
    private static let root = ProjectFiles.root

    /// The index after it has been written down and read again.
    private static func kept(_ rulebook: CompiledRulebook) throws -> RulebookIndex {
        let index = try #require(rulebook.index())
        let text = try #require(KeptIndex(index, key: "1:k", stamps: nil).text)
        return try #require(KeptIndex(text)).index
    }

    /// The part for cases of some types; nil where there is none.
    private static func part(_ whole: CompiledRulebook, _ index: RulebookIndex, _ types: [String]) -> CompiledRulebook?
    {
        index.part(ofCaseTypes: types)
            .flatMap { RulebookOutline(whole.sources, part: $0, index: index)?.layingOut(nil, PrintProfiles()) }
    }

    /// All that the commands tell of a case, as text.
    private static func told(_ rulebook: CompiledRulebook, _ data: CaseData) -> [String] {
        let processor = CaseProcessor(rulebook, language: .zhHans)
        let result = processor.process(data, number: 7)
        var writer = JSONWriter(isIndented: true)
        processor.writeOutcome(result, targets: [.xml, .html], to: &writer)
        var texts = [String(decoding: writer.bytes, as: UTF8.self)]
        for document in result.documents {
            texts += [document.name, String(decoding: document.xml, as: UTF8.self)]
            texts.append(String(decoding: document.html, as: UTF8.self))
        }
        func place(_ span: Span?) -> String {
            guard let span, let file = rulebook.sources.files.first(where: { $0.id == span.file }) else { return "" }
            return "\(file.path) \(file.position(at: Int(span.start)))"
        }
        texts.append(RoutingText(rulebook.program, language: .zhHans, columns: 80).text(processor.route(data)))
        let (_, evaluation) = CaseRouter(Evaluator(rulebook.plan)).evaluate(data)
        var explainer = Explainer(evaluation, endOf: SentenceStyle.end(of:in:))
        texts += explainer.explainAll().lines.map { "\($0.depth) \($0.text.en) \($0.text.zh) \(place($0.span))" }
        texts += Questions(Evaluator(rulebook.plan)).ask(data).map { "\($0.path) \($0.title) \($0.neededFor)" }
        return texts
    }

    @Test func everySampleIsToldTheSame() throws {
        let sources = RulebookSources(
            rules: try ProjectFiles.files("Rules", ".writ.md"), forms: try ProjectFiles.files("Forms", ".xml"))
        let whole = try #require(CompiledRulebook.compile(sources).rulebook)
        let index = try Self.kept(whole)
        var parts: [String: CompiledRulebook] = [:]
        var documents = 0
        let cases = try FileManager.default.subpathsOfDirectory(
            atPath: Self.root.appending(path: "Rules/cases").path()
        ).filter { $0.hasSuffix(".json") }.sorted()
        var readerOfWhole = CaseReader(whole.program)
        for path in cases {
            let bytes = [UInt8](try Data(contentsOf: Self.root.appending(path: "Rules/cases/\(path)")))
            let name = try #require(NamedCaseType.find(in: bytes), "\(path)")
            let part = try #require(parts[name] ?? Self.part(whole, index, [name]), "\(name): \(path)")
            parts[name] = part
            let data = try #require(readerOfWhole.read(bytes, file: path).0, "\(path)")
            var reader = CaseReader(part.program)
            let (own, problems) = reader.read(bytes, file: path)
            #expect(problems.isEmpty, "\(path)")
            let (expected, found) = (Self.told(whole, data), Self.told(part, try #require(own, "\(path)")))
            #expect(expected == found, "\(path)")
            documents += expected.count
        }
        #expect(documents > 1000)
        let types = whole.program.records.filter(\.isCase).map(\.identity)
        #expect(parts.count == types.count, "every case type has a sample")
        for (name, part) in parts {
            #expect(part.program.digest == whole.program.digest)
            #expect(part.program.rules.count < whole.program.rules.count / 4, "\(name)")
        }
        // Several types together, by name and by title.
        let several = try #require(Self.part(whole, index, [types[0].name, types[1].title, types[2].name]))
        #expect(several.program.records.filter(\.isCase).count >= 3)
    }

    @Test func everyFormIsTheSameByItself() throws {
        let sources = RulebookSources(
            rules: try ProjectFiles.files("Rules", ".writ.md"), forms: try ProjectFiles.files("Forms", ".xml"))
        let whole = try #require(CompiledRulebook.compile(sources).rulebook)
        let index = try Self.kept(whole)
        func pages(_ rulebook: CompiledRulebook, _ number: Int) throws -> [String] {
            let subjects = rulebook.program.forms[number].subjects
            return try (subjects.isEmpty ? [nil] : subjects.map(Optional.some)).flatMap { type in
                let plan = try #require(rulebook.forms.plan(of: FormID(number), for: type))
                var page = type.map {
                    IntakePage(
                        type: $0, title: rulebook.program.forms[number].title, language: plan.language,
                        program: rulebook.program)
                }
                let blank = DocumentWriter(plan: plan, program: rulebook.program).document(.blank, as: .html).0
                return [blank, page?.bytes() ?? []].map { String(decoding: $0, as: UTF8.self) }
            }
        }
        for (number, form) in whole.program.forms.enumerated() {
            let chosen = try #require(index.part(ofForm: form.name), "\(form.name)")
            let part = try #require(
                RulebookOutline(sources, part: chosen, index: index)?.layingOut(nil, PrintProfiles()), "\(form.name)")
            #expect(try pages(whole, number) == pages(part, number), "\(form.name)")
        }
    }

    /// A procedure beside the random one, which has its own words and some of the other's. What it leaves open has the names of
    /// the other's definitions, and comes first.
    private static let neighbour = (
        before: """
        define total of Other : Money
          is sum of line.amount for line in lines
        define d0-0 of Other : Money
          is not stated
        define d1-0 of Other : Money
          is not stated
        define d2-0 of Other : Money
          is not stated
        rule other-notice for Other
          when total > ceiling or sort = other-sort
          issue other to owner
        """,
        after: """
        enum Sort "类别" ordinary | urgent | other-sort
        parameter ceiling "上限" : Money
          is ¥500
        record Line "行"
          amount : Money
        case Other "他案"
          sort : Sort
          lines : list of Line
        """
    )

    @Test(arguments: [UInt64](1...60))
    func randomRulebooksAreToldTheSame(seed: UInt64) throws {
        let random = RandomRulebook(seed: seed)
        let forms = (random.forms.map { ($0, random.caseName) } + [("other", "Other")]).map { form in
            (
                path: "Forms/\(form.0).xml",
                bytes: Array(
                    """
                    <form xmlns="urn:writ:form:1" id="\(form.0)" title="\(form.0) 文书" for="\(form.1)" lang="zh-Hans">
                    <body><p>正文</p></body>
                    </form>
                    """.utf8)
            )
        }
        let texts = [Self.neighbour.before] + random.files + [Self.neighbour.after]
        let rules = texts.enumerated().map { (path: "Rules/\($0.offset).writ", bytes: Array($0.element.utf8)) }
        let compilation = CompiledRulebook.compile(RulebookSources(rules: rules, forms: forms))
        guard let whole = compilation.rulebook else {
            let errors = compilation.diagnostics.filter { $0.severity == .error }.map(\.fact.wording.message.en)
            Issue.record("seed \(seed): \(errors)\n\(random.listing())")
            return
        }
        let index = try Self.kept(whole)
        let part = try #require(Self.part(whole, index, [random.caseName]), "seed \(seed): \(random.listing())")
        #expect(part.program.records.filter(\.isCase).map(\.identity.name) == [random.caseName])
        var cases = (
            RandomCase(program: whole.program, seed: seed &* 31), RandomCase(program: part.program, seed: seed &* 31)
        )
        for number in 0..<20 {
            let drawn = (cases.0.draw(number, unknown: number % 3 * 20), cases.1.draw(number, unknown: number % 3 * 20))
            let expected = Self.told(whole, try #require(drawn.0))
            let found = Self.told(part, try #require(drawn.1))
            #expect(expected == found, "seed \(seed), case \(number)")
        }
    }

    @Test func aNameThatIsNotClearHasNoPart() throws {
        let rules = "case A \"同名\"\n  x : Integer\ncase B \"同名\"\n  x : Integer\n"
        let rulebook = try #require(
            CompiledRulebook.compile(RulebookSources(rules: [("r.writ", Array(rules.utf8))], forms: [])).rulebook)
        let index = try Self.kept(rulebook)
        #expect(Self.part(rulebook, index, ["A"]) != nil)
        for names in [["同名"], ["C"], [], ["A", "C"]] {
            #expect(Self.part(rulebook, index, names) == nil, "\(names)")
        }
    }

    /// Forms that several types share: what is handed over is settled by the rules of all of them.
    @Test func whatIsHandedOverIsSettledTogether() throws {
        let rules = """
            party owner "业主"
            case A "甲"
              x : Integer
            case B "乙"
              y : Decimal
            rule a for A
              issue f to owner
                with handed = x
            rule b for B
              issue f to owner
                with handed = y
            """
        let form = """
            <form xmlns="urn:writ:form:1" id="f" title="文书" for="A B" lang="zh-Hans">
            <body><p><value of="handed"/></p></body>
            </form>
            """
        let sources = RulebookSources(
            rules: [("r.writ", Array(rules.utf8))], forms: [("Forms/f.xml", Array(form.utf8))])
        let compilation = CompiledRulebook.compile(sources)
        #expect(compilation.diagnostics.map(\.fact.wording.message.en) == [])
        let whole = try #require(compilation.rulebook)
        let part = try #require(Self.part(whole, try Self.kept(whole), ["A"]))
        #expect(part.program.forms[0].arguments.map(\.type) == whole.program.forms[0].arguments.map(\.type))
    }

    /// A firm's settings bring nothing with them that the cases do not ask about.
    @Test func settingsOfOthersAreLeftOut() throws {
        let rules = """
            role clerk "管理员"
            parameter own "本限" : Integer
              is 1
            parameter other "他限" : Integer
              is 1
            organisation firm "公司"
              clerk
              with own = 2
              with other = 3
            case A "甲"
              x : Integer
            case B "乙"
              x : Integer
            rule a for A
              when x > own
              require "办理" by clerk
            rule b for B
              when x > other
              require "办理" by clerk
            """
        let whole = try #require(
            CompiledRulebook.compile(RulebookSources(rules: [("r.writ", Array(rules.utf8))], forms: [])).rulebook)
        let part = try #require(Self.part(whole, try Self.kept(whole), ["A"]))
        #expect(part.program.parameters.map(\.identity.name) == ["own"])
        #expect(part.program.organisations[0].settings.map(\.value) == [.integer(2)])
    }
}
