internal import WritLanguage
internal import WritSemantics

/// The site for legal review: opens from disk, reads without a script, refers to nothing outside itself.
package enum ReviewSite {
    /// The files of the site by their paths below its root, in a fixed order.
    package static func files(_ material: ReviewMaterial) -> [(path: String, bytes: [UInt8])] {
        let clauses = ClauseIndex(material.program)
        let origins = SentenceOrigins(material)
        var files: [(path: String, bytes: [UInt8])] = []
        for language in SentenceLanguage.allCases {
            let site = SiteMap(material: material, language: language, clauses: clauses, origins: origins)
            files += pages(site)
        }
        for (index, document) in material.documents.enumerated() {
            files.append((DocumentsPage.file(index), document.html))
        }
        for (index, finding) in material.findings.enumerated() {
            for (number, document) in finding.witnessDocuments.enumerated() {
                files.append((FindingsPage.file(index, number), document.html))
            }
        }
        return files
    }

    private static func pages(_ site: SiteMap) -> [(path: String, bytes: [UInt8])] {
        let style = site.style
        let manuals = site.material.trees.map { tree in
            PageFrame.Entry(file: site.page(of: tree), title: title(of: tree))
        }
        var special: [(entry: PageFrame.Entry, content: () -> Markup)] = [
            (
                PageFrame.Entry(file: "index.html", title: style.pick("总览", "overview")),
                { OverviewPage(site: site, manuals: manuals).content() }
            ),
            (
                PageFrame.Entry(file: "clauses.html", title: style.pick("条款", "clauses")),
                { ClausesPage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "coverage.html", title: style.pick("覆盖", "coverage")),
                { CoveragePage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "findings.html", title: style.pick("检查结论", "findings")),
                { FindingsPage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "documents.html", title: style.pick("样例文书", "sample documents")),
                { DocumentsPage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "signoff.html", title: style.pick("签核", "sign-off")),
                { SignOffPage(site: site).content() }
            ),
        ]
        if site.material.changes != nil {
            special.append(
                (
                    PageFrame.Entry(file: "changes.html", title: style.pick("变更", "changes")),
                    { ChangesPage(site: site).content() }
                ))
        }
        let frame = PageFrame(
            language: style.language, siteTitle: style.pick("法律审阅：", "legal review: ") + site.material.title,
            navigation: special.map(\.entry) + manuals,
            footer: style.pick("规则摘要 ", "rulebook digest ") + site.program.digest)
        let folder = PageFrame.folder(style.language)
        var files = special.map { (path: folder + $0.entry.file, bytes: frame.page($0.entry, content: $0.content())) }
        for (tree, entry) in zip(site.material.trees, manuals) {
            var content = Markup()
            site.searchBox(kinds: manualKinds(style), into: &content)
            content.append(ManualPage(site: site, tree: tree, title: entry.title).content())
            files.append((folder + entry.file, frame.page(entry, content: content)))
        }
        return files
    }

    private static func manualKinds(_ style: SentenceStyle) -> [(value: String, title: String)] {
        [
            ("rule", style.pick("规则", "rules")), ("definition", style.pick("定义", "definitions")),
            ("table", style.pick("决策表", "tables")), ("chain", style.pick("审批程序", "chains")),
            ("parameter", style.pick("参数", "parameters")), ("duty", style.pick("定期职责", "duties")),
            ("example", style.pick("示例", "examples")),
        ]
    }

    /// The title that the file gives itself by `rulebook`, else its first heading, else its name.
    private static func title(of tree: SyntaxTree) -> String {
        for case .rulebook(let head) in tree.declarations {
            if let title = head.title?.plain, !title.isEmpty { return title }
        }
        for line in tree.source.bytes.split(separator: 0x0A).prefix(20) where line.first == 0x23 {
            return String(decoding: line.drop { $0 == 0x23 || $0 == 0x20 }, as: UTF8.self)
        }
        return SiteMap.stem(of: tree.source.path)
    }
}
