internal import WritLanguage
internal import WritSemantics

/// The sample documents, each with a page of its own.
struct DocumentsPage {
    let site: SiteMap

    /// The file of the document itself, below the site's root.
    static func file(_ index: Int) -> String { "documents/\(index + 1).html" }

    func content() -> Markup {
        let style = site.style
        var out = Markup(site.style.language)
        if site.material.documents.isEmpty {
            out.element("p", style.told(en: "There are no sample documents.", zh: "没有样例文书。"))
            return out
        }
        out.element(
            "p",
            style.told(
                en:
                    "Documents of the example cases, sentence by sentence, with facts, rules and clauses. Rules and clauses lead back to the manuals, where each rule lists the sentences that it wrote.",
                zh: "以下是示例案件的文书，逐句列明所据的事实、规则和条款。点规则或者条款可以回到手册；手册中每条规则之下列有它所写出的语句。"))
        site.searchBox(kinds: [], into: &out)
        out.open("ul")
        for (index, document) in site.material.documents.enumerated() {
            out.open("li", ["id": Anchor.document(index), "data-item": "document"])
            out.link(site.link(document: index), site.heading(of: document))
            out.close("li")
        }
        out.close("ul")
        return out
    }

}
