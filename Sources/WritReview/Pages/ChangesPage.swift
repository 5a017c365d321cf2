internal import WritLanguage
internal import WritSemantics

/// What changed in effect since another version.
struct ChangesPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        let changes = site.material.changes ?? []
        if changes.isEmpty {
            out.element("p", style.pick("与对照版本相比，效果没有变化。", "Nothing changed in effect since the other version."))
        }
        for (index, change) in changes.enumerated() {
            out.open("section", ["class": "finding", "data-item": "change"])
            out.element("h2", "\(index + 1). " + style.pick(change.message.zh, change.message.en))
            for line in change.detail { out.element("p", style.pick(line.zh, line.en)) }
            if let witness = change.witness { CaseView(site: site, input: witness).write(into: &out) }
            out.close("section")
        }
        return out
    }
}
