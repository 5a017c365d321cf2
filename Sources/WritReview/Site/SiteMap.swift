internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// What all pages of one language share: the program, where everything stands, and how it is linked.
struct SiteMap {
    let material: ReviewMaterial
    let style: SentenceStyle
    let clauses: ClauseIndex
    let origins: SentenceOrigins
    let needs: ParameterNeeds
    private let readings: [ClauseReading]
    private let pages: [FileID: String]
    private let paths: [FileID: String]
    let manualLinks: ManualLinks
    /// Findings by the file that they point into.
    private let findingsByFile: [FileID: [Int]]
    /// What a name that stands in a message is called.
    let names: [String: String]

    var program: Program { material.program }

    init(
        material: ReviewMaterial, language: MessageLanguage, clauses: ClauseIndex, origins: SentenceOrigins,
        readings: [ClauseReading]
    ) {
        self.material = material
        self.readings = readings
        style = SentenceStyle(program: material.program, language: language)
        self.clauses = clauses
        self.origins = origins
        names = SiteMap.titles(style)
        needs = ParameterNeeds(material.program)
        var pages: [FileID: String] = [:]
        var taken: [String: Int] = [:]
        for tree in material.trees {
            let stem = SiteMap.fileStem(of: tree.source.path)
            // Manuals of the same name, from several folders, are told apart by a number.
            let number = taken[stem.lowercased(), default: 0] + 1
            taken[stem.lowercased()] = number
            pages[tree.source.id] = "manual-" + stem + (number > 1 ? "~\(number)" : "") + ".html"
        }
        self.pages = pages
        paths = Dictionary(
            material.trees.map { ($0.source.id, $0.source.path) }, uniquingKeysWith: { first, _ in first })
        manualLinks = ManualLinks(material.trees) { pages[$0.source.id] ?? "" }
        var byFile: [FileID: [Int]] = [:]
        for (index, finding) in material.findings.enumerated() {
            for file in Set(finding.spans.map(\.file)) { byFile[file, default: []].append(index) }
        }
        findingsByFile = byFile
    }

    /// The page of a rule file: `Rules/decoration.writ.md` stands on `manual-decoration.html`.
    func page(of tree: SyntaxTree) -> String { pages[tree.source.id] ?? "" }

    /// Where the links of a rule file's prose lead.
    func links(in file: FileID) -> (String) -> String? {
        let path = paths[file] ?? ""
        return { manualLinks.target($0, from: path) }
    }

    private static func fileStem(of path: String) -> String {
        String(stem(of: path).map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" })
    }

    /// The name of a rule file without its endings.
    static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for suffix in [".writ.md", ".writ"] where name.hasSuffix(suffix) { return String(name.dropLast(suffix.count)) }
        return name
    }

    func link(_ place: ClauseIndex.Place) -> String { (pages[place.file] ?? "") + "#" + place.anchor }

    func link(clause id: ClauseID) -> String {
        let clause = program.clauses[id.index]
        return SourcePage.file(program.sources[clause.source.index]) + "#" + Anchor.clause(clause, in: program)
    }

    /// The page of a sample document, or of one of its sentences.
    func link(document index: Int) -> String { DocumentPage.file(index) }
    func link(sentence: SentenceOrigins.Sentence) -> String {
        DocumentPage.file(sentence.document) + "#" + Anchor.sentence(sentence.number, of: sentence.document)
    }

    func reading(of id: ClauseID) -> ClauseReading { readings[id.index] }

    /// How a signed item stands, as a mark beside its title.
    func standing(of key: String, into out: inout Markup) {
        let standing = material.signOffs.standing(of: key, digest: material.digests.digest(key: key) ?? "")
        if standing != .unsigned { out.element("span", ["class": "kind"], SignOffPage.word(for: standing, style)) }
    }

    /// Clauses with their titles, each once, linked to the page of clauses.
    func clauseList(_ ids: [ClauseID], into out: inout Markup) {
        var seen: Set<ClauseID> = []
        let unique = ids.filter { seen.insert($0).inserted }
        guard !unique.isEmpty else {
            out.element("p", style.told(en: "cites no clause", zh: "不引用条款"))
            return
        }
        out.open("ul")
        for id in unique {
            out.open("li")
            out.link(link(clause: id), style.citation([id]))
            out.text(" " + program.clauses[id.index].title)
            clauseText(id, into: &out)
            out.close("li")
        }
        out.close("ul")
    }

    /// What a clause states, where the rulebook has it.
    func clauseText(_ id: ClauseID, into out: inout Markup) {
        let clause = program.clauses[id.index]
        guard let text = clause.text else { return }
        out.open("blockquote")
        out.append(
            MarkdownProse.html(text, headingShift: 5, anchorPrefix: "clause-text-", links: links(in: clause.span.file)))
        out.close("blockquote")
    }

    /// From a rule to the sample documents that it required.
    func documentLinks(_ rule: Rule, into out: inout Markup) {
        let found = Array(material.documents.enumerated()).filter { _, document in
            document.rules.contains { program.rules[$0.index].identity.name == rule.identity.name }
        }
        guard !found.isEmpty else { return }
        out.open("p")
        out.text(style.told(en: "sample documents: ", zh: "样例文书："))
        for (position, (index, document)) in found.prefix(6).enumerated() {
            if position > 0 { out.text(style.told(en: ", ", zh: "、")) }
            out.link(link(document: index), heading(of: document))
        }
        out.close("p")
    }

    /// A sample document by its form and its example.
    func heading(of document: ReviewMaterial.Document) -> String {
        style.title(of: document.form) + style.told(en: " (\(document.caseID))", zh: "（\(document.caseID)）")
    }

    /// From a value, a parameter or a chain to the sentences of sample documents that it has put there.
    func sentenceLinks(_ anchor: String, _ identity: Identity, into out: inout Markup) {
        let place = ClauseIndex.Place(file: identity.span.file, anchor: anchor)
        guard let sentences = origins.sentences[place] else { return }
        out.open("p")
        out.text(style.told(en: "sentences of sample documents: ", zh: "样例文书语句："))
        for (position, sentence) in sentences.prefix(4).enumerated() {
            if position > 0 { out.text(style.told(en: "; ", zh: "；")) }
            let document = material.documents[sentence.document]
            let text = document.sentences[sentence.number].text
            let words = text.count > 24 ? text.prefix(23) + "…" : text[...]
            out.link(
                link(sentence: sentence),
                style.told(
                    en: "“\(style.word(program.forms[document.form.index].name, document.title))”",
                    zh: "《\(document.title)》")
                    + words)
        }
        if sentences.count > 4 {
            out.text(style.told(en: " and \(sentences.count - 4) more", zh: "等 \(sentences.count) 句"))
        }
        out.close("p")
    }

    /// From an example to its documents, where they are shown.
    func documents(ofExample number: Int, into out: inout Markup) {
        let found = Array(material.documents.enumerated()).filter { $0.element.example == number }
        if found.isEmpty { return }
        out.open("p")
        out.text(style.told(en: "documents: ", zh: "文书："))
        for (position, (index, document)) in found.enumerated() {
            if position > 0 { out.text(style.told(en: ", ", zh: "、")) }
            out.link(link(document: index), style.title(of: document.form))
        }
        out.close("p")
    }

    func findingLinks(_ span: Span, into out: inout Markup) {
        for index in findingsByFile[span.file] ?? [] {
            let finding = material.findings[index]
            guard
                finding.spans.contains(where: { $0.file == span.file && $0.start >= span.start && $0.end <= span.end })
            else { continue }
            out.open("p")
            out.text(style.told(en: "finding: ", zh: "检查结论："))
            out.link("findings.html#" + Anchor.finding(index), plain(finding.message))
            out.close("p")
        }
    }

    /// `anchors` name the rows, where something leads to them.
    func table(
        caption: String?, head: [String], rows: [[String]], anchors: [String] = [], into out: inout Markup
    ) {
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table")
        if let caption { out.element("caption", caption) }
        out.open("thead")
        out.open("tr")
        for cell in head { out.element("th", ["scope": "col"], cell) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for (number, row) in rows.enumerated() {
            if anchors.indices.contains(number) { out.open("tr", ["id": anchors[number]]) } else { out.open("tr") }
            for cell in row { out.element("td", cell) }
            out.close("tr")
        }
        out.close("tbody")
        out.close("table")
        out.close("div")
    }

    func name(of type: ValueType) -> String {
        switch type {
        case .boolean: style.told(en: "yes or no", zh: "是/否")
        case .integer: style.told(en: "whole number", zh: "整数")
        case .decimal: style.told(en: "number", zh: "小数")
        case .money: style.told(en: "money", zh: "金额")
        case .percent: style.told(en: "percent", zh: "百分比")
        case .text: style.told(en: "text", zh: "文字")
        case .date: style.told(en: "date", zh: "日期")
        case .dateTime: style.told(en: "time", zh: "时间")
        case .duration: style.told(en: "duration", zh: "期间")
        case .timeOfDay: style.told(en: "time of day", zh: "时刻")
        case .weekday: style.told(en: "day of the week", zh: "星期几")
        case .enumeration(let id): program.enums[id.index].identity.title
        case .record(let id): program.records[id.index].identity.title
        case .list(let element): style.told(en: "list of \(name(of: element))", zh: "\(name(of: element))（多项）")
        case .optional(let inner): style.told(en: "\(name(of: inner)), optional", zh: "\(name(of: inner))（可无）")
        case .group(_, let element): style.told(en: "groups of \(name(of: element))", zh: "分组的\(name(of: element))")
        case .error: ""
        }
    }

    /// The search box and the filter, which the script brings to life.
    func searchBox(kinds: [(value: String, title: String)], into out: inout Markup) {
        out.open("form", ["class": "search", "role": "search"])
        out.open("p")
        out.element("label", ["for": "search"], style.told(en: "search", zh: "查找"))
        out.trusted("<input id=\"search\" type=\"search\" autocomplete=\"off\">\n")
        out.close("p")
        if !kinds.isEmpty {
            out.open("p")
            out.element("label", ["for": "filter"], style.told(en: "kind", zh: "类别"))
            out.open("select", ["id": "filter"])
            out.element("option", ["value": ""], style.told(en: "all", zh: "全部"))
            for kind in kinds { out.element("option", ["value": kind.value], kind.title) }
            out.close("select")
            out.close("p")
        }
        out.element("p", ["id": "found", "aria-live": "polite"], "")
        out.close("form")
    }
}

extension SiteMap {
    /// The declaration that holds a place, as something to link to.
    func place(of span: Span) -> (link: String, title: String)? {
        func holds(_ identity: Identity) -> Bool {
            identity.span.file == span.file && identity.span.start <= span.start && span.end <= identity.span.end
        }
        func found(_ anchor: String, _ identity: Identity) -> (link: String, title: String) {
            (link(ClauseIndex.Place(file: identity.span.file, anchor: anchor)), style.word(identity))
        }
        for rule in program.rules where holds(rule.identity) {
            return found(Anchor.rule(rule.identity.name), rule.identity)
        }
        for definition in program.definitions where holds(definition.identity) {
            if case .table(let id, _) = definition.origin {
                let table = program.tables[id.index].identity
                return found(Anchor.table(table.name), table)
            }
            let subject = program.records[definition.subject.index].identity.name
            return found(Anchor.definition(definition.identity.name, of: subject), definition.identity)
        }
        for table in program.tables where holds(table.identity) {
            return found(Anchor.table(table.identity.name), table.identity)
        }
        for chain in program.chains where holds(chain.identity) {
            return found(Anchor.chain(chain.identity.name), chain.identity)
        }
        for (number, example) in program.examples.enumerated()
        where example.span.file == span.file && example.span.start <= span.start && span.end <= example.span.end {
            return (link(ClauseIndex.Place(file: span.file, anchor: Anchor.example(number))), example.title)
        }
        for organisation in program.organisations where holds(organisation.identity) {
            return found(Anchor.organisation(organisation.identity.name), organisation.identity)
        }
        return nil
    }
}
