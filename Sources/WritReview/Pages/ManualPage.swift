internal import WritLanguage
internal import WritSemantics

/// One rule file as a readable manual: its prose, and every declaration as a sentence or a table, with the clause beside it
/// and the code one click away.
struct ManualPage {
    let site: SiteMap
    let tree: SyntaxTree
    /// As it stands above the page.
    let title: String

    var program: Program { site.program }
    var style: SentenceStyle { site.style }

    func content() -> Markup {
        var pieces: [(start: Int32, markup: Markup)] = []
        for (index, token) in tree.tokens.enumerated() where token.kind == .prose {
            pieces.append((token.span.start, prose(token.span, number: index)))
        }
        for source in program.sources { add(&pieces, source.identity) { sourceCard(source, &$0) } }
        for type in program.enums { add(&pieces, type.identity) { enumCard(type, &$0) } }
        for record in program.records where record.isDeclared {
            add(&pieces, record.identity) { recordCard(record, &$0) }
        }
        for judgement in program.judgements { add(&pieces, judgement.identity) { judgementCard(judgement, &$0) } }
        for (number, parameter) in program.parameters.enumerated() {
            add(&pieces, parameter.identity) { parameterCard(parameter, number, &$0) }
        }
        for (number, organisation) in program.organisations.enumerated() {
            add(&pieces, organisation.identity) { organisationCard(organisation, number, &$0) }
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
        for obligation in program.obligations {
            add(&pieces, obligation.identity) { obligationCard(obligation, &$0) }
        }
        for set in program.stages { add(&pieces, set.identity) { stagesCard(set, &$0) } }
        for report in program.reports { add(&pieces, report.identity) { reportCard(report, &$0) } }
        for (number, example) in program.examples.enumerated() where example.span.file == tree.source.id {
            var markup = Markup(site.style.language)
            exampleCard(example, number, &markup)
            pieces.append((example.span.start, markup))
        }
        var out = Markup(site.style.language)
        // A file without prose has no headings of its own above its declarations.
        if !tree.tokens.contains(where: { $0.kind == .prose }) { out.element("h2", style.told(en: "rules", zh: "规则")) }
        contents(into: &out)
        for piece in pieces.sorted(by: { $0.start < $1.start }) { out.append(piece.markup) }
        return out
    }

    /// What the page holds, folded away.
    private func contents(into out: inout Markup) {
        var entries: [(start: Int32, anchor: String, title: String)] = []
        func add(_ identity: Identity, _ anchor: String) {
            guard identity.span.file == tree.source.id else { return }
            entries.append((identity.span.start, anchor, identity.title))
        }
        for definition in program.definitions {
            guard case .branches = definition.origin else { continue }
            let subject = program.records[definition.subject.index].identity.name
            add(definition.identity, Anchor.definition(definition.identity.name, of: subject))
        }
        for table in program.tables { add(table.identity, Anchor.table(table.identity.name)) }
        for chain in program.chains { add(chain.identity, Anchor.chain(chain.identity.name)) }
        for rule in program.rules { add(rule.identity, Anchor.rule(rule.identity.name)) }
        for duty in program.duties { add(duty.identity, Anchor.duty(duty.identity.name)) }
        for obligation in program.obligations {
            add(obligation.identity, Anchor.obligation(obligation.identity.name))
        }
        for report in program.reports { add(report.identity, Anchor.report(report.identity.name)) }
        for firm in program.organisations { add(firm.identity, Anchor.organisation(firm.identity.name)) }
        if entries.count < 3 { return }
        out.open("details", ["class": "contents"])
        out.element(
            "summary",
            style.told(
                en: "contents (\(entries.count) rules, definitions, tables, chains)",
                zh: "本册目录（规则、定义、表、程序共 \(entries.count) 项）"))
        out.open("ul")
        for entry in entries.sorted(by: { $0.start < $1.start }) {
            out.open("li")
            out.link("#" + entry.anchor, entry.title)
            out.close("li")
        }
        out.close("ul")
        out.close("details")
    }

    private func add(
        _ pieces: inout [(start: Int32, markup: Markup)], _ identity: Identity, _ write: (inout Markup) -> Void
    ) {
        guard identity.span.file == tree.source.id else { return }
        var markup = Markup(site.style.language)
        write(&markup)
        pieces.append((identity.span.start, markup))
    }

    private func prose(_ span: Span, number: Int) -> Markup {
        let bytes = tree.source.bytes
        guard span.range.upperBound <= bytes.count else { return Markup(site.style.language) }
        let text = String(decoding: bytes[span.range], as: UTF8.self)
        // The fences belong to the code, which has a frame of its own here.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> Substring? in
            let bare = line.drop { $0 == " " }
            if bare.hasPrefix("```") || bare.hasPrefix("~~~") { return nil }
            // The page has the manual's title above it already.
            guard line.hasPrefix("# ") else { return line }
            let (heading, id) = MarkdownProse.withoutID(line.dropFirst(2))
            guard heading == title else { return line }
            return (style.told(en: "# the text", zh: "# 正文") + (id.map { " {#\($0)}" } ?? ""))[...]
        }
        return MarkdownProse.html(
            lines.joined(separator: "\n"), headingShift: 1, anchorPrefix: "prose-\(number)-",
            links: site.links(in: tree.source.id))
    }
}
