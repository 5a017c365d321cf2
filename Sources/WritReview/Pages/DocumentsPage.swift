internal import WritLanguage
internal import WritSemantics

/// Sample documents, sentence by sentence, each with what put it there: facts, rules, clauses.
struct DocumentsPage {
    let site: SiteMap

    /// The file of the document itself, below the site's root.
    static func file(_ index: Int) -> String { "documents/\(index + 1).html" }

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        if site.material.documents.isEmpty {
            out.element("p", style.pick("没有样例文书。", "There are no sample documents."))
            return out
        }
        out.element(
            "p",
            style.pick(
                "以下是示例案件的文书，逐句列明所据的事实、规则和条款。点规则或者条款可以回到手册；手册中每条规则之下列有它所写出的语句。",
                "Documents of the example cases, sentence by sentence, with facts, rules and clauses. Rules and clauses lead back to the manuals, where each rule lists the sentences that it wrote."
            ))
        site.searchBox(kinds: [], into: &out)
        for (index, document) in site.material.documents.enumerated() { section(document, index, into: &out) }
        return out
    }

    private func section(_ document: ReviewMaterial.Document, _ index: Int, into out: inout Markup) {
        let style = site.style
        out.open("section", ["id": Anchor.document(index), "data-item": "document"])
        out.element("h2", site.heading(of: document))
        out.open("p")
        let root = style.language == .zh ? "" : "../"
        out.link(root + DocumentsPage.file(index), style.pick("打开文书", "open the document"))
        if let example = document.example, site.program.examples.indices.contains(example) {
            let place = ClauseIndex.Place(
                file: site.program.examples[example].span.file, anchor: Anchor.example(example))
            out.text(style.pick("；出自示例 ", "; from the example "))
            out.link(site.link(place), site.program.examples[example].title)
        }
        out.close("p")
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table", ["class": "origins"])
        out.element("caption", style.pick("逐句依据", "sentence by sentence"))
        out.open("thead")
        out.open("tr")
        for head in [
            style.pick("文书语句", "sentence"), style.pick("所据事实", "facts"),
            style.pick("规则、定义、参数、程序", "rules, definitions, parameters, chains"), style.pick("条款", "clauses"),
        ] { out.element("th", ["scope": "col"], head) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for (number, sentence) in document.sentences.enumerated() {
            row(sentence, site.origins.origins[index][number], Anchor.sentence(number, of: index), into: &out)
        }
        out.close("tbody")
        out.close("table")
        out.close("div")
        out.close("section")
    }

    private func row(
        _ sentence: DocumentSentence, _ origin: SentenceOrigins.Origin, _ anchor: String, into out: inout Markup
    ) {
        let separator = site.style.pick("、", ", ")
        out.open("tr", ["id": anchor])
        out.element("td", sentence.text)
        out.element("td", origin.facts.isEmpty ? "–" : origin.facts.joined(separator: separator))
        out.open("td")
        for (position, carrier) in origin.carriers.enumerated() {
            if position > 0 { out.text(separator) }
            out.link(site.link(carrier.place), carrier.title)
        }
        out.close("td")
        out.open("td")
        for (position, clause) in origin.clauses.enumerated() {
            if position > 0 { out.text(separator) }
            out.link(site.link(clause: clause), site.style.citation([clause]))
        }
        out.close("td")
        out.close("tr")
    }
}
