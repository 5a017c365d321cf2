internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// The declarations of a manual, each in a frame of its own.
extension ManualPage {
    /// One declaration. `clauses` is absent for vocabulary, which rests on none.
    func card(
        _ anchor: String, _ title: String, kind: Phrase, name: String,
        clauses: [ClauseID]?, span: Span,
        documentation: String?, key: String? = nil, into out: inout Markup, _ body: (inout Markup) -> Void
    ) {
        let isVocabulary = clauses == nil
        // What can be signed off carries its key and digest, so that a decision in the page is one on this very version.
        let digest = key.flatMap { site.material.digests.digest(key: $0) }
        let shape = isVocabulary ? "rule whole" : "rule"
        if let key, let digest {
            out.open(
                "section",
                ["class": shape, "id": anchor, "data-item": kind.en, "data-key": key, "data-digest": digest])
        } else {
            out.open("section", ["class": shape, "id": anchor, "data-item": kind.en])
        }
        out.open("h3")
        out.text(title)
        out.element("span", ["class": "kind"], style.told(kind))
        out.element("span", ["class": "name"]) { $0.quoted(name) }
        if let key { site.standing(of: key, into: &out) }
        out.close("h3")
        out.open("div")
        if let documentation { out.element("p", documentation) }
        body(&out)
        out.close("div")
        if let clauses {
            out.open("aside", ["role": "note", "aria-label": style.told(en: "basis: \(title)", zh: "依据：\(title)")])
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
        out.element("summary", style.told(en: "the rule as written (line \(line))", zh: "规则原文（第 \(line) 行）"))
        out.open("pre", ["tabindex": "0"])
        out.code(String(decoding: bytes[span.range], as: UTF8.self))
        out.close("pre")
        out.close("details")
    }

    func ruleCard(_ rule: Rule, _ out: inout Markup) {
        let clauses = rule.provision.citations + rule.consequences.flatMap(\.citations)
        card(
            Anchor.rule(rule.identity.name), style.word(rule.identity), kind: Phrase(en: "rule", zh: "规则"),
            name: rule.identity.name,
            clauses: clauses, span: rule.identity.span, documentation: rule.identity.documentation,
            key: "rule \(rule.identity.name)", into: &out
        ) { out in
            for sentence in style.sentences(rule) { out.element("p", ["class": "sentence"], sentence) }
            site.documentLinks(rule, into: &out)
            site.findingLinks(rule.identity.span, into: &out)
        }
    }

    func definitionCard(_ definition: Definition, _ out: inout Markup) {
        guard case .branches(let branches) = definition.origin else { return }
        let subject = program.records[definition.subject.index].identity.name
        card(
            Anchor.definition(definition.identity.name, of: subject), style.word(definition.identity),
            kind: Phrase(en: "definition", zh: "定义"), name: definition.identity.name,
            clauses: branches.flatMap(\.provision.citations), span: definition.identity.span,
            documentation: definition.identity.documentation, key: "define \(definition.identity.name) of \(subject)",
            into: &out
        ) { out in
            let whole = Anchor.definition(definition.identity.name, of: subject)
            for (number, sentence) in style.sentences(definition).enumerated() {
                let anchor = Anchor.branch(number, of: whole)
                out.element("p", ["class": "sentence", "id": anchor], sentence)
                if branches.count > 1 { site.sentenceLinks(anchor, definition.identity, into: &out) }
            }
            amendments(branches, of: definition, into: &out)
            if branches.count == 1 { site.sentenceLinks(whole, definition.identity, into: &out) }
            site.findingLinks(definition.identity.span, into: &out)
        }
    }

    /// What other places of the rulebook add by `amend`, as it is written there.
    private func amendments(_ branches: [Branch], of definition: Definition, into out: inout Markup) {
        for branch in branches {
            let isOwn =
                branch.span.file == definition.identity.span.file && branch.span.start >= definition.identity.span.start
                && branch.span.end <= definition.identity.span.end
            if isOwn { continue }
            guard let other = site.material.trees.first(where: { $0.source.id == branch.span.file }) else { continue }
            out.open("details")
            let name = other.source.path.split(separator: "/").last.map(String.init) ?? ""
            let line = other.source.line(at: Int(branch.span.start))
            out.element(
                "summary",
                style.told(en: "the amendment as written (\(name), line \(line))", zh: "修订原文（\(name) 第 \(line) 行）"))
            out.open("pre", ["tabindex": "0"])
            out.code(String(decoding: other.source.bytes[branch.span.range], as: UTF8.self))
            out.close("pre")
            out.close("details")
        }
    }

    func tableCard(_ table: DecisionTable, _ out: inout Markup) {
        card(
            Anchor.table(table.identity.name), style.word(table.identity), kind: Phrase(en: "table", zh: "决策表"),
            name: table.identity.name,
            clauses: table.provision.citations + table.rows.flatMap(\.citations), span: table.identity.span,
            documentation: table.identity.documentation, key: "table \(table.identity.name)", into: &out
        ) { out in
            TableView(site: site, table: table).write(into: &out)
            site.sentenceLinks(Anchor.table(table.identity.name), table.identity, into: &out)
            site.findingLinks(table.identity.span, into: &out)
        }
    }

    func chainCard(_ chain: Chain, _ out: inout Markup) {
        card(
            Anchor.chain(chain.identity.name), style.word(chain.identity), kind: Phrase(en: "chain", zh: "审批程序"),
            name: chain.identity.name,
            clauses: chain.provision.citations + chain.steps.flatMap(\.citations), span: chain.identity.span,
            documentation: chain.identity.documentation, key: "chain \(chain.identity.name)", into: &out
        ) { out in
            ChainView(site: site, chain: chain).write(into: &out)
            out.open("ul", ["class": "steps"])
            for sentence in style.sentences(chain) { out.element("li", sentence) }
            out.close("ul")
            site.sentenceLinks(Anchor.chain(chain.identity.name), chain.identity, into: &out)
            site.findingLinks(chain.identity.span, into: &out)
        }
    }

    func dutyCard(_ duty: Duty, _ out: inout Markup) {
        card(
            Anchor.duty(duty.identity.name), style.word(duty.identity), kind: Phrase(en: "duty", zh: "定期职责"),
            name: duty.identity.name,
            clauses: duty.provision.citations, span: duty.identity.span, documentation: duty.identity.documentation,
            key: "duty \(duty.identity.name)", into: &out
        ) { $0.element("p", ["class": "sentence"], style.sentence(duty)) }
    }

    func stagesCard(_ set: StageSet, _ out: inout Markup) {
        card(
            Anchor.stages(set.identity.name), style.word(set.identity), kind: Phrase(en: "stages", zh: "阶段"),
            name: set.identity.name, clauses: set.citations + set.stages.flatMap(\.citations), span: set.identity.span,
            documentation: set.identity.documentation, key: "stages \(set.identity.name)", into: &out
        ) { out in
            out.open("ol")
            for sentence in style.sentences(set) { out.element("li", sentence) }
            out.close("ol")
        }
    }

    func reportCard(_ report: Report, _ out: inout Markup) {
        card(
            Anchor.report(report.identity.name), style.word(report.identity), kind: Phrase(en: "report", zh: "报表"),
            name: report.identity.name,
            clauses: report.citations, span: report.identity.span, documentation: report.identity.documentation,
            key: "report \(report.identity.name)", into: &out
        ) { out in
            for sentence in style.sentences(report) { out.element("p", ["class": "sentence"], sentence) }
        }
    }

    func obligationCard(_ obligation: Obligation, _ out: inout Markup) {
        card(
            Anchor.obligation(obligation.identity.name), style.word(obligation.identity),
            kind: Phrase(en: "obligation", zh: "义务"), name: obligation.identity.name,
            clauses: obligation.provision.citations + obligation.demands.flatMap(\.citations),
            span: obligation.identity.span, documentation: obligation.identity.documentation,
            key: "obligation \(obligation.identity.name)", into: &out
        ) { out in
            for sentence in style.sentences(obligation) { out.element("p", ["class": "sentence"], sentence) }
            site.findingLinks(obligation.identity.span, into: &out)
        }
    }

    func sourceCard(_ source: Source, _ out: inout Markup) {
        card(
            "source-\(source.identity.name)", style.word(source.identity), kind: Phrase(en: "source", zh: "来源"),
            name: source.identity.name,
            clauses: nil, span: source.identity.span, documentation: source.identity.documentation, into: &out
        ) { out in
            out.open("p")
            out.link(
                SourcePage.file(source),
                style.told(en: "all \(source.clauses.count) clauses", zh: "全部 \(source.clauses.count) 条条款"))
            out.close("p")
        }
    }

    func enumCard(_ type: EnumType, _ out: inout Markup) {
        card(
            Anchor.type(type.identity.name), style.word(type.identity), kind: Phrase(en: "enumeration", zh: "枚举"),
            name: type.identity.name,
            clauses: nil, span: type.identity.span, documentation: type.identity.documentation, into: &out
        ) { out in
            if type.isOrdered {
                out.element("p", style.told(en: "from low to high:", zh: "由低到高："))
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

    func recordCard(_ record: RecordType, _ out: inout Markup) {
        card(
            Anchor.type(record.identity.name), style.word(record.identity),
            kind: record.isCase ? Phrase(en: "case type", zh: "案件类型") : Phrase(en: "record", zh: "记录"),
            name: record.identity.name, clauses: nil,
            span: record.identity.span, documentation: record.identity.documentation, into: &out
        ) { out in
            site.table(
                caption: nil,
                head: [
                    style.told(en: "field", zh: "事项"), style.told(en: "type", zh: "类型"),
                    style.told(en: "name", zh: "代号"),
                ],
                rows: record.fields.map { [$0.title, site.name(of: $0.type), $0.name] }, into: &out)
        }
    }

    func judgementCard(_ judgement: Judgement, _ out: inout Markup) {
        let name = program.records[judgement.record.index].identity.name
        card(
            Anchor.type(name), judgement.identity.title, kind: Phrase(en: "judgement", zh: "判断"), name: name,
            clauses: judgement.citations, span: judgement.identity.span,
            documentation: judgement.identity.documentation, into: &out
        ) { out in
            out.element("p", style.sentence(judgement))
        }
    }

    func parameterCard(_ parameter: Parameter, _ number: Int, _ out: inout Markup) {
        card(
            Anchor.parameter(parameter.identity.name), style.word(parameter.identity),
            kind: Phrase(en: "parameter", zh: "参数"),
            name: parameter.identity.name, clauses: parameter.citations, span: parameter.identity.span,
            documentation: parameter.identity.documentation, key: "parameter \(parameter.identity.name)", into: &out
        ) { out in
            ParameterView(site: site, number: number).write(into: &out)
            site.sentenceLinks(Anchor.parameter(parameter.identity.name), parameter.identity, into: &out)
        }
    }

    func organisationCard(_ organisation: Organisation, _ number: Int, _ out: inout Markup) {
        card(
            Anchor.organisation(organisation.identity.name), style.word(organisation.identity),
            kind: Phrase(en: "organisation", zh: "单位"),
            name: organisation.identity.name, clauses: nil, span: organisation.identity.span,
            documentation: organisation.identity.documentation, key: "organisation \(organisation.identity.name)",
            into: &out
        ) { OrganisationView(site: site, number: number).write(into: &$0) }
    }

    func calendarCard(_ calendar: WorkCalendar, _ out: inout Markup) {
        card(
            Anchor.calendar(calendar.identity.name), style.word(calendar.identity),
            kind: Phrase(en: "calendar", zh: "日历"),
            name: calendar.identity.name, clauses: nil, span: calendar.identity.span,
            documentation: calendar.identity.documentation, key: "calendar \(calendar.identity.name)", into: &out
        ) { CalendarView(site: site, calendar: calendar, declaration: declaration(of: calendar)).write(into: &$0) }
    }

    private func declaration(of calendar: WorkCalendar) -> CalendarDeclaration? {
        for case .calendar(let declaration) in tree.declarations
        where declaration.head.name.text == calendar.identity.name {
            return declaration
        }
        return nil
    }

    func exampleCard(_ example: Example, _ number: Int, _ out: inout Markup) {
        card(
            Anchor.example(number), example.title, kind: Phrase(en: "example", zh: "示例"),
            name: program.records[example.input.type.index].identity.name, clauses: nil, span: example.span,
            documentation: example.documentation, into: &out
        ) { out in
            CaseView(site: site, input: example.input).write(into: &out)
            guard site.material.examples.indices.contains(number) else { return }
            out.element("h4", style.told(en: "what comes of it", zh: "该案件的结果"))
            out.open("ul")
            let lines = site.material.examples[number].outcome
            for line in lines { out.element("li", site.plain(line)) }
            if lines.isEmpty { out.element("li", style.told(en: "nothing", zh: "无")) }
            out.close("ul")
            site.documents(ofExample: number, into: &out)
        }
    }
}
