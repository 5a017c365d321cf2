internal import WritLanguage
internal import WritSemantics

/// What changed in effect since another version: each change with its places, a smallest case and both outcomes.
struct ChangesPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup(site.style.language)
        guard let comparison = site.material.changes else { return out }
        out.open("p")
        out.text(style.told(en: "compared with: ", zh: "对照版本："))
        out.code(comparison.since)
        out.close("p")
        out.element("p", style.told(comparison.headline))
        for (index, change) in comparison.changes.enumerated() { entry(change, index, into: &out) }
        if !comparison.undecided.isEmpty {
            out.element("h2", style.told(en: "undecided", zh: "未能判定"))
            out.open("ul")
            for line in comparison.undecided { out.element("li", site.plain(line)) }
            out.close("ul")
        }
        if !comparison.textChanges.isEmpty {
            out.element("h2", style.told(en: "other changes", zh: "其他变化"))
            out.open("ul")
            for change in comparison.textChanges {
                out.open("li")
                let message = site.plain(change.message)
                if let place = change.span.flatMap({ site.place(of: $0) }) {
                    out.link(place.link, message)
                } else {
                    out.text(message)
                }
                out.close("li")
            }
            out.close("ul")
        }
        return out
    }

    private func entry(
        _ change: ReviewMaterial.Comparison.Change, _ index: Int, into out: inout Markup
    ) {
        let style = site.style
        out.open("section", ["class": "finding", "id": "change-\(index + 1)", "data-item": "change"])
        out.open("h2")
        out.text("\(index + 1). " + site.plain(change.message))
        out.element("span", ["class": "kind"], change.caseType)
        out.close("h2")
        var seen: Set<String> = []
        let places = change.spans.compactMap { site.place(of: $0) }.filter { seen.insert($0.link).inserted }
        if !places.isEmpty || !change.formerPlaces.isEmpty {
            out.open("ul")
            for place in places {
                out.open("li")
                out.text(style.told(en: "now: ", zh: "现规定："))
                out.link(place.link, place.title)
                out.close("li")
            }
            for place in change.formerPlaces {
                out.open("li")
                out.text(style.told(en: "before: ", zh: "原规定："))
                out.code(place)
                out.close("li")
            }
            out.close("ul")
        }
        out.element("h3", style.told(en: "the case that shows it", zh: "见证案件"))
        CaseView(site: site, input: change.witness).write(into: &out)
        list(style.told(en: "before", zh: "按原规定"), change.before, into: &out)
        list(style.told(en: "now", zh: "按现规定"), change.after, into: &out)
        out.close("section")
    }

    private func list(_ title: String, _ lines: [Phrase], into out: inout Markup) {
        let style = site.style
        out.element("h3", title)
        if lines.isEmpty {
            out.element("p", style.told(en: "nothing", zh: "无"))
            return
        }
        out.open("ul")
        for line in lines { out.element("li", site.plain(line)) }
        out.close("ul")
    }
}
