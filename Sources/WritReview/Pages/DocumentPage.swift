internal import WritLanguage
internal import WritSemantics

/// A sample document sentence by sentence, each with what put it there: facts, rules, clauses.
struct DocumentPage {
    let site: SiteMap
    let index: Int

    private var document: ReviewMaterial.Document { site.material.documents[index] }

    static func file(_ index: Int) -> String { "document-\(index + 1).html" }

    func content() -> Markup {
        let style = site.style
        var out = Markup(style.language)
        out.open("p")
        let root = style.language.isChinese ? "" : "../"
        out.link(root + DocumentsPage.file(index), style.told(en: "open the document", zh: "打开文书"))
        if let example = document.example, site.program.examples.indices.contains(example) {
            let place = ClauseIndex.Place(
                file: site.program.examples[example].span.file, anchor: Anchor.example(example))
            out.text(style.told(en: "; from the example ", zh: "；出自示例 "))
            out.link(site.link(place), site.program.examples[example].title)
        }
        out.text(style.told(en: "; ", zh: "；"))
        out.link("documents.html#" + Anchor.document(index), style.told(en: "all sample documents", zh: "全部样例文书"))
        out.close("p")
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table", ["class": "origins"])
        out.element("caption", style.told(en: "sentence by sentence", zh: "逐句依据"))
        out.open("thead")
        out.open("tr")
        for head in [
            style.told(en: "sentence", zh: "文书语句"), style.told(en: "facts", zh: "所据事实"),
            style.told(
                en: "rules, branches, rows, parameters, chains", zh: "规则、定义分项、决策表行、参数、程序"),
            style.told(en: "clauses", zh: "条款"),
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
        return out
    }

    private func row(
        _ sentence: DocumentSentence, _ origin: SentenceOrigins.Origin, _ anchor: String, into out: inout Markup
    ) {
        let separator = site.style.told(en: ", ", zh: "、")
        out.open("tr", ["id": anchor])
        out.element("td") { $0.quoted(sentence.text) }
        out.element("td", origin.facts.isEmpty ? "–" : origin.facts.map(site.style.told).joined(separator: separator))
        out.open("td")
        for (position, carrier) in origin.carriers.enumerated() {
            if position > 0 { out.text(separator) }
            let part = carrier.part.map { site.style.told(en: ", ", zh: "") + site.style.told($0) } ?? ""
            out.link(site.link(carrier.place), site.style.word(carrier.identity) + part)
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
