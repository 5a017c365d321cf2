internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// Every clause of every source: what carries it, what is prose, what is rejected and why, what is not covered.
struct ClausesPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        site.searchBox(
            kinds: [
                ("covered", style.pick("已由规则执行", "carried out")), ("prose", style.pick("仅为说明", "prose")),
                ("rejected", style.pick("不予采纳", "rejected")), ("uncovered", style.pick("尚未覆盖", "not covered")),
            ], into: &out)
        for source in site.program.sources {
            out.open("section", ["id": "source-\(source.identity.name)"])
            out.element("h2", "\(source.identity.name) \(source.identity.title)")
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
        out.text(style.pick("样例文书：", "sample documents: "))
        for (position, (index, document)) in found.enumerated() {
            if position > 0 { out.text(style.pick("、", ", ")) }
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
            case .prose: ("prose", style.pick("仅为说明", "prose"))
            case .rejected: ("rejected", style.pick("不予采纳", "rejected"))
            case .operative:
                carriers.isEmpty
                    ? ("uncovered", style.pick("尚未覆盖", "not covered"))
                    : ("covered", style.pick("已由规则执行", "carried out"))
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
        if case .rejected(let reason) = clause.disposition {
            out.element("p", style.pick("不予采纳的理由：\(reason)", "rejected because: \(reason)"))
        }
        if !carriers.isEmpty {
            out.open("ul")
            for carrier in carriers {
                out.open("li")
                out.link(site.link(carrier.link), carrier.title)
                out.element("span", ["class": "kind"], style.pick(carrier.kind.zh, carrier.kind.en))
                out.close("li")
            }
            out.close("ul")
        }
        samples(id, into: &out)
        out.close("div")
        out.close("section")
    }
}
