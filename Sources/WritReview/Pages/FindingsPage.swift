internal import WritLanguage
internal import WritSemantics

/// What the checks found, each with the case that shows it.
struct FindingsPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup(site.style.language)
        if site.material.findings.isEmpty {
            out.element("p", style.told(en: "The checks found nothing.", zh: "检查未发现问题。"))
            return out
        }
        site.searchBox(
            kinds: [
                ("error", style.told(en: "errors", zh: "错误")), ("warning", style.told(en: "warnings", zh: "警告")),
                ("note", style.told(en: "notes", zh: "提示")),
            ], into: &out)
        for (index, finding) in site.material.findings.enumerated() { entry(finding, index, into: &out) }
        return out
    }

    private func entry(_ finding: ReviewMaterial.Finding, _ index: Int, into out: inout Markup) {
        let style = site.style
        let severity =
            switch finding.severity {
            case .error: ("error", style.told(en: "error", zh: "错误"))
            case .warning: ("warning", style.told(en: "warning", zh: "警告"))
            case .note: ("note", style.told(en: "note", zh: "提示"))
            }
        out.open("section", ["class": "finding", "id": Anchor.finding(index), "data-item": severity.0])
        out.open("h2")
        out.text("\(index + 1). " + site.plain(finding.message))
        out.element("span", ["class": "kind"], severity.1)
        out.element("span", ["class": "name"], finding.id)
        out.close("h2")
        if let help = finding.help { out.element("p", site.plain(help)) }
        var seen: Set<String> = []
        let places = finding.spans.compactMap { site.place(of: $0) }.filter { seen.insert($0.link).inserted }
        if !places.isEmpty {
            out.open("ul")
            for place in places {
                out.open("li")
                out.link(place.link, place.title)
                out.close("li")
            }
            out.close("ul")
        } else if let place = finding.place {
            // Forms and lists have no page on the site.
            out.element("p", place)
        }
        if let witness = finding.witness {
            out.element("h3", style.told(en: "the case that shows it", zh: "见证案件"))
            CaseView(site: site, input: witness).write(into: &out)
            if !finding.witnessOutcome.isEmpty {
                out.element("h3", style.told(en: "what comes of it", zh: "该案件的结果"))
                out.open("ul")
                for line in finding.witnessOutcome { out.element("li", site.plain(line)) }
                out.close("ul")
            }
            documents(finding, index, into: &out)
        }
        out.close("section")
    }

    /// The file of a document of a witness, below the site's root.
    static func file(_ finding: Int, _ document: Int) -> String {
        "documents/finding-\(finding + 1)-\(document + 1).html"
    }

    private func documents(_ finding: ReviewMaterial.Finding, _ index: Int, into out: inout Markup) {
        let style = site.style
        if finding.witnessDocuments.isEmpty { return }
        out.element("h3", style.told(en: "its documents", zh: "该案件的文书"))
        out.open("ul")
        for (number, document) in finding.witnessDocuments.enumerated() {
            out.open("li")
            let root = style.language.isChinese ? "" : "../"
            out.link(
                root + FindingsPage.file(index, number),
                style.told(en: "“\(document.title)”", zh: "《\(document.title)》"))
            out.close("li")
        }
        out.close("ul")
    }
}
