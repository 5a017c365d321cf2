internal import WritLanguage
internal import WritSemantics

/// One rule file as a readable manual: its prose, and every declaration as a sentence or a table, with the clause beside it
/// and the code one click away.
struct ManualPage {
    let site: SiteMap
    let tree: SyntaxTree

    private var program: Program { site.program }
    private var style: SentenceStyle { site.style }

    func content() -> Markup {
        var pieces: [(start: Int32, markup: Markup)] = []
        for (index, token) in tree.tokens.enumerated() where token.kind == .prose {
            pieces.append((token.span.start, prose(token.span, number: index)))
        }
        for source in program.sources { add(&pieces, source.identity) { sourceCard(source, &$0) } }
        for type in program.enums { add(&pieces, type.identity) { enumCard(type, &$0) } }
        for record in program.records { add(&pieces, record.identity) { recordCard(record, &$0) } }
        for parameter in program.parameters { add(&pieces, parameter.identity) { parameterCard(parameter, &$0) } }
        for organisation in program.organisations {
            add(&pieces, organisation.identity) { organisationCard(organisation, &$0) }
        }
        for calendar in program.calendars { add(&pieces, calendar.identity) { calendarCard(calendar, &$0) } }
        for definition in program.definitions {
            if case .branches = definition.origin {
                add(&pieces, definition.identity) { definitionCard(definition, &$0) }
            }
        }
        for table in program.tables { add(&pieces, table.identity) { tableCard(table, &$0) } }
        for chain in program.chains { add(&pieces, chain.identity) { chainCard(chain, &$0) } }
        for rule in program.rules { add(&pieces, rule.identity) { ruleCard(rule, &$0) } }
        for duty in program.duties { add(&pieces, duty.identity) { dutyCard(duty, &$0) } }
        for (number, example) in program.examples.enumerated() where example.span.file == tree.source.id {
            var markup = Markup()
            exampleCard(example, number, &markup)
            pieces.append((example.span.start, markup))
        }
        var out = Markup()
        // A file without prose has no headings of its own above its declarations.
        if !tree.tokens.contains(where: { $0.kind == .prose }) { out.element("h2", style.pick("规则", "rules")) }
        for piece in pieces.sorted(by: { $0.start < $1.start }) { out.append(piece.markup) }
        return out
    }

    private func add(
        _ pieces: inout [(start: Int32, markup: Markup)], _ identity: Identity, _ write: (inout Markup) -> Void
    ) {
        guard identity.span.file == tree.source.id else { return }
        var markup = Markup()
        write(&markup)
        pieces.append((identity.span.start, markup))
    }

    private func prose(_ span: Span, number: Int) -> Markup {
        let bytes = tree.source.bytes
        guard span.range.upperBound <= bytes.count else { return Markup() }
        let text = String(decoding: bytes[span.range], as: UTF8.self)
        // The fences belong to the code, which has a frame of its own here.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            let line = line.drop { $0 == " " }
            return !line.hasPrefix("```") && !line.hasPrefix("~~~")
        }
        return MarkdownProse.html(lines.joined(separator: "\n"), headingShift: 1, anchorPrefix: "prose-\(number)-")
    }

    // MARK: Cards

    /// One declaration. `clauses` is absent for vocabulary, which rests on none.
    private func card(
        _ anchor: String, _ title: String, kind: (zh: String, en: String), name: String,
        clauses: [ClauseID]?, span: Span,
        documentation: String?, into out: inout Markup, _ body: (inout Markup) -> Void
    ) {
        let isVocabulary = clauses == nil
        out.open("section", ["class": isVocabulary ? "rule whole" : "rule", "id": anchor, "data-item": kind.en])
        out.open("h3")
        out.text(title)
        out.element("span", ["class": "kind"], style.pick(kind.zh, kind.en))
        out.element("span", ["class": "name"], name)
        out.close("h3")
        out.open("div")
        if let documentation { out.element("p", documentation) }
        body(&out)
        out.close("div")
        if let clauses {
            out.open("aside", ["role": "note", "aria-label": style.pick("依据：\(title)", "basis: \(title)")])
            site.clauseList(clauses, into: &out)
            out.close("aside")
        }
        code(span, into: &out)
        out.close("section")
    }

    private func code(_ span: Span, into out: inout Markup) {
        let bytes = tree.source.bytes
        guard span.range.upperBound <= bytes.count else { return }
        let line = tree.source.line(at: Int(span.start))
        out.open("details")
        out.element("summary", style.pick("规则原文（第 \(line) 行）", "the rule as written (line \(line))"))
        out.open("pre", ["tabindex": "0"])
        out.element("code", String(decoding: bytes[span.range], as: UTF8.self))
        out.close("pre")
        out.close("details")
    }

    private func ruleCard(_ rule: Rule, _ out: inout Markup) {
        let clauses = rule.provision.citations + rule.consequences.flatMap(\.citations)
        card(
            Anchor.rule(rule.identity.name), rule.identity.title, kind: ("规则", "rule"), name: rule.identity.name,
            clauses: clauses, span: rule.identity.span, documentation: rule.identity.documentation, into: &out
        ) { out in
            for sentence in style.sentences(rule) { out.element("p", ["class": "sentence"], sentence) }
            site.documentLinks(rule, into: &out)
            site.findingLinks(rule.identity.span, into: &out)
        }
    }

    private func definitionCard(_ definition: Definition, _ out: inout Markup) {
        guard case .branches(let branches) = definition.origin else { return }
        let subject = program.records[definition.subject.index].identity.name
        card(
            Anchor.definition(definition.identity.name, of: subject), definition.identity.title,
            kind: ("定义", "definition"), name: definition.identity.name,
            clauses: branches.flatMap(\.provision.citations), span: definition.identity.span,
            documentation: definition.identity.documentation, into: &out
        ) { out in
            for sentence in style.sentences(definition) { out.element("p", ["class": "sentence"], sentence) }
            site.findingLinks(definition.identity.span, into: &out)
        }
    }

    private func tableCard(_ table: DecisionTable, _ out: inout Markup) {
        card(
            Anchor.table(table.identity.name), table.identity.title, kind: ("决策表", "table"), name: table.identity.name,
            clauses: table.provision.citations + table.rows.flatMap(\.citations), span: table.identity.span,
            documentation: table.identity.documentation, into: &out
        ) { out in
            TableView(site: site, table: table).write(into: &out)
            site.findingLinks(table.identity.span, into: &out)
        }
    }

    private func chainCard(_ chain: Chain, _ out: inout Markup) {
        card(
            Anchor.chain(chain.identity.name), chain.identity.title, kind: ("审批程序", "chain"), name: chain.identity.name,
            clauses: chain.provision.citations + chain.steps.flatMap(\.citations), span: chain.identity.span,
            documentation: chain.identity.documentation, into: &out
        ) { out in
            ChainView(site: site, chain: chain).write(into: &out)
            out.open("ol")
            for sentence in style.sentences(chain) { out.element("li", sentence) }
            out.close("ol")
            site.findingLinks(chain.identity.span, into: &out)
        }
    }

    private func dutyCard(_ duty: Duty, _ out: inout Markup) {
        card(
            Anchor.duty(duty.identity.name), duty.identity.title, kind: ("定期职责", "duty"), name: duty.identity.name,
            clauses: duty.provision.citations, span: duty.identity.span, documentation: duty.identity.documentation,
            into: &out
        ) { $0.element("p", ["class": "sentence"], style.sentence(duty)) }
    }

    private func sourceCard(_ source: Source, _ out: inout Markup) {
        card(
            "source-\(source.identity.name)", source.identity.title, kind: ("来源", "source"), name: source.identity.name,
            clauses: nil, span: source.identity.span, documentation: source.identity.documentation, into: &out
        ) { out in
            out.open("p")
            out.link(
                "clauses.html#source-\(source.identity.name)",
                style.pick("全部 \(source.clauses.count) 条条款", "all \(source.clauses.count) clauses"))
            out.close("p")
        }
    }

    private func enumCard(_ type: EnumType, _ out: inout Markup) {
        card(
            Anchor.type(type.identity.name), type.identity.title, kind: ("枚举", "enumeration"), name: type.identity.name,
            clauses: nil, span: type.identity.span, documentation: type.identity.documentation, into: &out
        ) { out in
            if type.isOrdered {
                out.element("p", style.pick("由低到高：", "from low to high:"))
            }
            let tag: StaticString = type.isOrdered ? "ol" : "ul"
            out.open(tag)
            for value in type.values {
                out.open("li")
                out.text(value.title)
                out.element("span", ["class": "name"], value.name)
                out.close("li")
            }
            out.close(tag)
        }
    }

    private func recordCard(_ record: RecordType, _ out: inout Markup) {
        card(
            Anchor.type(record.identity.name), record.identity.title,
            kind: record.isCase ? ("案件类型", "case type") : ("记录", "record"), name: record.identity.name, clauses: nil,
            span: record.identity.span, documentation: record.identity.documentation, into: &out
        ) { out in
            site.table(
                caption: nil, head: [style.pick("事项", "field"), style.pick("类型", "type"), style.pick("代号", "name")],
                rows: record.fields.map { [$0.title, site.name(of: $0.type), $0.name] }, into: &out)
        }
    }

    private func parameterCard(_ parameter: Parameter, _ out: inout Markup) {
        card(
            Anchor.parameter(parameter.identity.name), parameter.identity.title, kind: ("参数", "parameter"),
            name: parameter.identity.name, clauses: parameter.citations, span: parameter.identity.span,
            documentation: parameter.identity.documentation, into: &out
        ) { ParameterView(site: site, parameter: parameter).write(into: &$0) }
    }

    private func organisationCard(_ organisation: Organisation, _ out: inout Markup) {
        card(
            Anchor.organisation(organisation.identity.name), organisation.identity.title, kind: ("单位", "organisation"),
            name: organisation.identity.name, clauses: nil, span: organisation.identity.span,
            documentation: organisation.identity.documentation, into: &out
        ) { OrganisationView(site: site, organisation: organisation).write(into: &$0) }
    }

    private func calendarCard(_ calendar: WorkCalendar, _ out: inout Markup) {
        card(
            Anchor.calendar(calendar.identity.name), calendar.identity.title, kind: ("日历", "calendar"),
            name: calendar.identity.name, clauses: nil, span: calendar.identity.span,
            documentation: calendar.identity.documentation, into: &out
        ) { out in
            let roll =
                switch calendar.roll {
                case .none: style.pick("期限届满日遇休息日的，不顺延。", "A deadline on a day off stays where it is.")
                case .forward:
                    style.pick("期限届满日遇休息日的，顺延至下一个工作日。", "A deadline on a day off moves to the next working day.")
                case .backward:
                    style.pick("期限届满日遇休息日的，提前至上一个工作日。", "A deadline on a day off moves to the working day before.")
                }
            out.element("p", ["class": "sentence"], roll)
        }
    }

    private func exampleCard(_ example: Example, _ number: Int, _ out: inout Markup) {
        card(
            Anchor.example(number), example.title, kind: ("示例", "example"),
            name: program.records[example.input.type.index].identity.name, clauses: nil, span: example.span,
            documentation: example.documentation, into: &out
        ) { CaseView(site: site, input: example.input).write(into: &$0) }
    }
}
