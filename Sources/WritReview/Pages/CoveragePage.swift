internal import WritLanguage
internal import WritSemantics

/// The matrix clause × rule × example × form.
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
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table")
        out.element("caption", style.told(en: "clauses, rules, examples, forms", zh: "条款、规则、示例、文书对照"))
        out.open("thead")
        out.open("tr")
        for head in [
            style.told(en: "clause", zh: "条款"), style.told(en: "carried by", zh: "承载"),
            style.told(en: "examples", zh: "示例"),
            style.told(en: "forms", zh: "文书"),
        ] { out.element("th", ["scope": "col"], head) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for (index, clause) in site.program.clauses.enumerated() where clause.disposition == .operative {
            out.open("tr")
            out.open("th", ["scope": "row"])
            out.link(site.link(clause: ClauseID(index)), style.citation([ClauseID(index)]))
            out.text(" \(clause.title)")
            out.close("th")
            links(site.clauses.carriers[index].map { (site.link($0.link), $0.title) }, into: &out)
            links(examples(of: index), into: &out)
            links(forms(of: index), into: &out)
            out.close("tr")
        }
        out.close("tbody")
        out.close("table")
        out.close("div")
        return out
    }

    private func examples(of clause: Int) -> [(String, String)] {
        let parts = site.clauses.parts[clause]
        return site.program.examples.enumerated().compactMap { number, example in
            guard site.material.examples.indices.contains(number),
                !site.material.examples[number].parts.isDisjoint(with: parts)
            else { return nil }
            let place = ClauseIndex.Place(file: example.span.file, anchor: Anchor.example(number))
            return (site.link(place), example.title)
        }
    }

    /// The forms that the clause leads to, each linked to its sample document where there is one.
    private func forms(of clause: Int) -> [(String, String)] {
        site.clauses.forms[clause].sorted().map { form in
            let sample = site.material.documents.firstIndex { $0.form.index == form }
            return (
                sample.map { "documents.html#" + Anchor.document($0) } ?? "",
                site.style.word(site.program.forms[form].name, site.program.forms[form].title)
            )
        }
    }

    private func links(_ links: [(String, String)], into out: inout Markup) {
        out.open("td")
        if links.isEmpty { out.text("–") }
        for (index, link) in links.enumerated() {
            if index > 0 { out.text(site.style.told(en: ", ", zh: "、")) }
            if link.0.isEmpty { out.text(link.1) } else { out.link(link.0, link.1) }
        }
        out.close("td")
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
