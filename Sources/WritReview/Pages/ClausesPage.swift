internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// Every clause of every source: what carries it, what is prose, what is rejected and why, what is not covered.
struct ClausesPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup(site.style.language)
        site.searchBox(
            kinds: [
                ("covered", style.told(en: "carried out", zh: "已由规则执行")),
                ("prose", style.told(en: "prose", zh: "仅为说明")),
                ("rejected", style.told(en: "rejected", zh: "不予采纳")),
                ("uncovered", style.told(en: "not covered", zh: "尚未覆盖")),
            ], into: &out)
        for source in site.program.sources {
            out.open("section", ["id": "source-\(source.identity.name)"])
            out.element("h2", "\(source.identity.name) \(source.identity.title)")
            if let edition = source.edition {
                out.element("p", style.told(en: "edition: \(edition)", zh: "版本：\(edition)"))
            }
            for id in source.clauses { entry(id, into: &out) }
            out.close("section")
        }
        return out
    }

    /// From a clause to the sample documents that rest on it.
    private func samples(_ id: ClauseID, into out: inout Markup) {
        let style = site.style
        let found = Array(site.material.documents.enumerated()).filter { $0.element.clauses.contains(id) }
        if found.isEmpty { return }
        out.open("p")
        out.text(style.told(en: "sample documents: ", zh: "样例文书："))
        for (position, (index, document)) in found.enumerated() {
            if position > 0 { out.text(style.told(en: ", ", zh: "、")) }
            out.link("documents.html#" + Anchor.document(index), style.title(of: document.form))
        }
        out.close("p")
    }

    private func entry(_ id: ClauseID, into out: inout Markup) {
        let style = site.style
        let clause = site.program.clauses[id.index]
        let carriers = site.clauses.carriers[id.index]
        let state =
            switch clause.disposition {
            case .prose: ("prose", style.told(en: "prose", zh: "仅为说明"))
            case .rejected: ("rejected", style.told(en: "rejected", zh: "不予采纳"))
            case .operative:
                carriers.isEmpty
                    ? ("uncovered", style.told(en: "not covered", zh: "尚未覆盖"))
                    : ("covered", style.told(en: "carried out", zh: "已由规则执行"))
            }
        out.open("section", ["class": "rule", "id": Anchor.clause(clause, in: site.program), "data-item": state.0])
        out.open("h3")
        out.text("\(clause.number) \(clause.title)")
        out.element("span", ["class": "kind"], state.1)
        let key = "clause \(site.program.sources[clause.source.index].identity.name) \(clause.number)"
        let standing = site.material.signOffs.standing(
            of: key, digest: site.material.digests.digest(key: key) ?? "")
        if standing != .unsigned {
            out.element("span", ["class": "kind"], SignOffPage.word(for: standing, style))
        }
        out.close("h3")
        out.open("div")
        if let documentation = clause.documentation { out.element("p", documentation) }
        site.clauseText(id, into: &out)
        if case .rejected(let reason) = clause.disposition {
            out.element("p", style.told(en: "rejected because: \(reason)", zh: "不予采纳的理由：\(reason)"))
        }
        if !carriers.isEmpty {
            out.open("ul")
            for carrier in carriers {
                out.open("li")
                out.link(site.link(carrier.link), carrier.title)
                out.element("span", ["class": "kind"], style.told(carrier.kind))
                out.close("li")
            }
            out.close("ul")
        }
        samples(id, into: &out)
        out.close("div")
        out.close("section")
    }
}
