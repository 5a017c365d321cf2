internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// One source: every clause with its text, what carries it, what the text leaves to a person, and what is not carried.
struct SourcePage {
    let site: SiteMap
    let source: Source

    /// The file of a source's page.
    static func file(_ source: Source) -> String { "source-\(Anchor.escaped(source.identity.name)).html" }

    func content() -> Markup {
        let style = site.style
        var out = Markup(style.language)
        if let edition = source.edition {
            out.element("p", style.told(en: "edition: \(edition)", zh: "版本：\(edition)"))
        }
        site.searchBox(
            kinds: ClauseState.allCases.map { ($0.rawValue, $0.word(style)) }, into: &out)
        for id in source.clauses { entry(id, into: &out) }
        return out
    }

    private func entry(_ id: ClauseID, into out: inout Markup) {
        let style = site.style
        let clause = site.program.clauses[id.index]
        let state = ClauseState(id, site)
        let key = "clause \(source.identity.name) \(clause.number)"
        let digest = site.material.digests.digest(key: key) ?? ""
        out.open(
            "section",
            [
                "class": "rule", "id": Anchor.clause(clause, in: site.program), "data-item": state.rawValue,
                "data-key": key, "data-digest": digest,
            ])
        out.open("h3")
        out.text("\(clause.number) \(clause.title)")
        out.element("span", ["class": "kind"], state.word(style))
        site.standing(of: key, into: &out)
        out.close("h3")
        out.open("div")
        if let documentation = clause.documentation { out.element("p", documentation) }
        site.clauseText(id, into: &out)
        if case .rejected(let reason) = clause.disposition {
            out.element("p", style.told(en: "rejected because: \(reason)", zh: "不予采纳的理由：\(reason)"))
        }
        reading(id, into: &out)
        carriers(id, into: &out)
        examples(id, into: &out)
        samples(id, into: &out)
        out.close("div")
        out.close("section")
    }

    /// What the text says that a machine can look for: figures that no carrier has, open terms and open lists.
    private func reading(_ id: ClauseID, into out: inout Markup) {
        let style = site.style
        let reading = site.reading(of: id)
        func line(_ label: Phrase, _ items: [String]) {
            if items.isEmpty { return }
            out.open("p")
            out.text(style.told(label))
            for (number, item) in items.enumerated() {
                if number > 0 { out.text(style.told(en: ", ", zh: "、")) }
                out.element("q") { $0.quoted(item) }
            }
            out.close("p")
        }
        line(Phrase(en: "figures of the text that no rule has: ", zh: "条文中规则未载的数字："), reading.missing)
        line(Phrase(en: "left to a person's judgement: ", zh: "留待人判断的用语："), reading.openTerms)
        line(Phrase(en: "open lists: ", zh: "未穷尽的列举："), reading.openLists)
    }

    private func carriers(_ id: ClauseID, into out: inout Markup) {
        let style = site.style
        let carriers = site.clauses.carriers[id.index]
        if carriers.isEmpty { return }
        out.open("ul")
        for carrier in carriers {
            out.open("li")
            out.link(site.link(carrier.link), style.word(carrier.identity))
            out.element("span", ["class": "kind"], style.told(carrier.kind))
            out.close("li")
        }
        out.close("ul")
    }

    /// The examples in which something of the clause is at work.
    private func examples(_ id: ClauseID, into out: inout Markup) {
        let parts = site.clauses.parts[id.index]
        if parts.isEmpty { return }
        let found = site.program.examples.enumerated().filter { number, _ in
            site.material.examples.indices.contains(number)
                && !site.material.examples[number].parts.isDisjoint(with: parts)
        }
        list(
            site.style.told(en: "examples: ", zh: "示例："),
            found.map { number, example in
                (site.link(ClauseIndex.Place(file: example.span.file, anchor: Anchor.example(number))), example.title)
            }, into: &out)
    }

    /// The forms that it leads to, each with its sample document where there is one, and other documents that rest on it.
    private func samples(_ id: ClauseID, into out: inout Markup) {
        let forms = site.clauses.forms[id.index]
        let shown = site.material.documents.enumerated().filter { _, document in
            document.clauses.contains(id) || forms.contains(document.form.index)
        }
        list(
            site.style.told(en: "sample documents: ", zh: "样例文书："),
            shown.map { index, document in
                (site.link(document: index), site.style.title(of: document.form))
            }, into: &out)
    }

    private func list(_ label: String, _ links: [(String, String)], into out: inout Markup) {
        if links.isEmpty { return }
        out.open("p")
        out.text(label)
        for (number, link) in links.prefix(12).enumerated() {
            if number > 0 { out.text(site.style.told(en: ", ", zh: "、")) }
            out.link(link.0, link.1)
        }
        if links.count > 12 {
            out.text(site.style.told(en: " and \(links.count - 12) more", zh: "等 \(links.count) 件"))
        }
        out.close("p")
    }
}

/// How far a clause is carried, as far as a machine can tell. That it is carried *whole* only a person can say: who signs the
/// clause off says it.
enum ClauseState: String, CaseIterable {
    /// Nothing carries it.
    case uncovered
    /// Its text has figures that nothing that carries it has.
    case partial
    /// It is carried, and its text leaves something to a person or to an open list.
    case judgement
    case covered
    /// Carried, and a person has signed that it is.
    case whole
    case prose, rejected

    init(_ id: ClauseID, _ site: SiteMap) {
        let clause = site.program.clauses[id.index]
        switch clause.disposition {
        case .prose: self = .prose
        case .rejected: self = .rejected
        case .operative:
            let reading = site.reading(of: id)
            let key = "clause \(site.program.sources[clause.source.index].identity.name) \(clause.number)"
            let standing = site.material.signOffs.standing(
                of: key, digest: site.material.digests.digest(key: key) ?? "")
            if site.clauses.carriers[id.index].isEmpty {
                self = .uncovered
            } else if standing == .signed {
                self = .whole
            } else if !reading.missing.isEmpty {
                self = .partial
            } else if !reading.openTerms.isEmpty || !reading.openLists.isEmpty {
                self = .judgement
            } else {
                self = .covered
            }
        }
    }

    func word(_ style: SentenceStyle) -> String {
        switch self {
        case .uncovered: style.told(en: "not covered", zh: "尚未覆盖")
        case .partial: style.told(en: "carried in part", zh: "部分执行")
        case .judgement: style.told(en: "carried, with room for judgement", zh: "已执行，留有判断余地")
        case .covered: style.told(en: "carried out", zh: "已由规则执行")
        case .whole: style.told(en: "carried whole (signed)", zh: "全部执行（已签核）")
        case .prose: style.told(en: "prose", zh: "仅为说明")
        case .rejected: style.told(en: "rejected", zh: "不予采纳")
        }
    }
}
