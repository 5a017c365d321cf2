internal import WritLanguage
internal import WritSemantics

/// Sample documents, sentence by sentence, each with the rules and clauses that required it.
struct DocumentsPage {
    let site: SiteMap

    /// The file of the document itself, below the site's root.
    static func file(_ index: Int) -> String { "documents/\(index + 1).html" }

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        if site.material.documents.isEmpty {
            out.element("p", style.pick("没有样例文书。", "There are no sample documents."))
        }
        let root = style.language == .zh ? "" : "../"
        for (index, document) in site.material.documents.enumerated() {
            let title = "\(document.title)（\(document.caseID)）"
            out.open("section", ["id": "document-\(index + 1)", "data-item": "document"])
            out.element("h2", title)
            out.open("p")
            out.link(root + DocumentsPage.file(index), style.pick("打开文书", "open the document"))
            if let example = document.example, site.program.examples.indices.contains(example) {
                let place = ClauseIndex.Place(
                    file: site.program.examples[example].span.file, anchor: Anchor.example(example))
                out.text(style.pick("；出自示例 ", "; from the example "))
                out.link(site.link(place), site.program.examples[example].title)
            }
            out.close("p")
            out.open("div", ["class": "scroll", "tabindex": "0"])
            out.open("table")
            out.element("caption", style.pick("逐句依据", "sentence by sentence"))
            out.open("thead")
            out.open("tr")
            for head in [
                style.pick("文书语句", "sentence"), style.pick("所据事实", "facts"), style.pick("规则", "rules"),
                style.pick("条款", "clauses"),
            ] { out.element("th", ["scope": "col"], head) }
            out.close("tr")
            out.close("thead")
            out.open("tbody")
            for sentence in document.sentences {
                out.open("tr")
                out.element("td", sentence.text)
                out.element(
                    "td", sentence.facts.isEmpty ? "–" : sentence.facts.joined(separator: style.pick("、", ", ")))
                out.open("td")
                for (position, rule) in document.rules.enumerated() {
                    if position > 0 { out.text(style.pick("、", ", ")) }
                    let identity = site.program.rules[rule.index].identity
                    let place = ClauseIndex.Place(file: identity.span.file, anchor: Anchor.rule(identity.name))
                    out.link(site.link(place), identity.title)
                }
                out.close("td")
                out.open("td")
                for (position, clause) in document.clauses.enumerated() {
                    if position > 0 { out.text(style.pick("、", ", ")) }
                    out.link(site.link(clause: clause), style.citation([clause]))
                }
                out.close("td")
                out.close("tr")
            }
            out.close("tbody")
            out.close("table")
            out.close("div")
            out.close("section")
        }
        return out
    }
}
