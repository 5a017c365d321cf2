internal import WritLanguage
internal import WritSemantics

/// The sources, each with how far its clauses are carried and a page of its own.
struct ClausesPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup(style.language)
        out.element(
            "p",
            style.told(
                en:
                    "Each source has a page with every clause, its text, and what carries it. “Carried in part” and “room for judgement” are what a machine finds in the words of a text; that a clause is carried whole is said by whoever signs it off.",
                zh: "每一来源各有一页，逐条列明条文、承载的规则。“部分执行”“留有判断余地”是机器按条文用语找出的线索；条款是否已全部执行，由签核人认定。"))
        let states = ClauseState.allCases
        let figures = site.program.sources.map { source in
            Dictionary(source.clauses.map { (ClauseState($0, site), 1) }, uniquingKeysWith: +)
        }
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table")
        out.open("thead")
        out.open("tr")
        out.element("th", ["scope": "col"], style.told(en: "source", zh: "来源"))
        for state in states { out.element("th", ["scope": "col"], state.word(style)) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for (source, count) in zip(site.program.sources, figures) {
            out.open("tr")
            out.open("th", ["scope": "row", "id": "source-\(source.identity.name)"])
            out.link(SourcePage.file(source), "\(source.identity.name) \(source.identity.title)")
            out.close("th")
            for state in states { out.element("td", count[state].map { "\($0)" } ?? "–") }
            out.close("tr")
        }
        out.close("tbody")
        out.close("table")
        out.close("div")
        return out
    }
}
