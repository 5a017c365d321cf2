internal import WritLanguage
internal import WritSemantics

/// Which clauses are not carried, not wholly, or leave something to a person, across all sources.
struct CoveragePage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup(site.style.language)
        let covered = ClauseFigures(site.program, site.clauses)
        out.element(
            "p",
            style.told(
                en:
                    "\(covered.operative) operative clauses, \(covered.covered) carried out (\(covered.percent)); \(covered.prose) prose; \(covered.rejected) rejected.",
                zh:
                    "须执行的条款 \(covered.operative) 条，已由规则执行 \(covered.covered) 条（\(covered.percent)）；仅为说明 \(covered.prose) 条；不予采纳 \(covered.rejected) 条。"
            ))
        for state in [ClauseState.uncovered, .partial, .judgement] {
            let clauses = site.program.clauses.indices.map { ClauseID($0) }.filter { ClauseState($0, site) == state }
            out.open("section", ["id": state.rawValue])
            out.element(
                "h2",
                style.told(en: "\(state.word(style)) (\(clauses.count))", zh: "\(state.word(style))（\(clauses.count)）"))
            if clauses.isEmpty { out.element("p", style.told(en: "none", zh: "无")) }
            out.open("ul")
            for id in clauses { line(id, into: &out) }
            out.close("ul")
            out.close("section")
        }
        return out
    }

    private func line(_ id: ClauseID, into out: inout Markup) {
        let reading = site.reading(of: id)
        out.open("li")
        out.link(site.link(clause: id), site.style.citation([id]))
        out.text(" \(site.program.clauses[id.index].title)")
        let words = reading.missing + reading.openTerms + reading.openLists
        if !words.isEmpty {
            out.text(site.style.told(en: ": ", zh: "："))
            out.quoted(words.prefix(6).joined(separator: site.style.told(en: ", ", zh: "、")))
        }
        out.close("li")
    }
}

/// How many clauses stand where.
struct ClauseFigures {
    private(set) var operative = 0
    private(set) var covered = 0
    private(set) var prose = 0
    private(set) var rejected = 0

    init(_ program: Program, _ index: ClauseIndex) {
        for (number, clause) in program.clauses.enumerated() {
            switch clause.disposition {
            case .prose: prose += 1
            case .rejected: rejected += 1
            case .operative:
                operative += 1
                if !index.carriers[number].isEmpty { covered += 1 }
            }
        }
    }

    /// Of the operative clauses, in whole percent rounded down: 100 % means all.
    var percent: String { operative == 0 ? "–" : "\(covered * 100 / operative) %" }
}
