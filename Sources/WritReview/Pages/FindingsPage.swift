internal import WritLanguage
internal import WritSemantics

/// What the checks found, each with the case that shows it.
struct FindingsPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        if site.material.findings.isEmpty {
            out.element("p", style.pick("检查未发现问题。", "The checks found nothing."))
            return out
        }
        site.searchBox(
            kinds: [
                ("error", style.pick("错误", "errors")), ("warning", style.pick("警告", "warnings")),
                ("note", style.pick("提示", "notes")),
            ], into: &out)
        for (index, finding) in site.material.findings.enumerated() { entry(finding, index, into: &out) }
        return out
    }

    private func entry(_ finding: ReviewMaterial.Finding, _ index: Int, into out: inout Markup) {
        let style = site.style
        let severity =
            switch finding.severity {
            case .error: ("error", style.pick("错误", "error"))
            case .warning: ("warning", style.pick("警告", "warning"))
            case .note: ("note", style.pick("提示", "note"))
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
        }
        if let witness = finding.witness {
            out.element("h3", style.pick("见证案件", "the case that shows it"))
            CaseView(site: site, input: witness).write(into: &out)
            if !finding.witnessOutcome.isEmpty {
                out.element("h3", style.pick("该案件的结果", "what comes of it"))
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
        out.element("h3", style.pick("该案件的文书", "its documents"))
        out.open("ul")
        for (number, document) in finding.witnessDocuments.enumerated() {
            out.open("li")
            let root = style.language == .zh ? "" : "../"
            out.link(root + FindingsPage.file(index, number), style.pick("《\(document.title)》", "“\(document.title)”"))
            out.close("li")
        }
        out.close("ul")
    }
}
