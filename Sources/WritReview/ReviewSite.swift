internal import WritAnalysis
package import WritLanguage
internal import WritSemantics

/// The site for legal review: opens from disk, reads without a script, refers to nothing outside itself.
package enum ReviewSite {
    /// The files of the site by their paths below its root, in a fixed order.
    ///
    /// - Parameter chinese: the characters of the Chinese pages, `.zhHans` or `.zhHant`.
    package static func files(
        _ material: ReviewMaterial, chinese: MessageLanguage
    ) -> [(path: String, bytes: [UInt8])] {
        let clauses = ClauseIndex(material.program)
        let origins = SentenceOrigins(material)
        let readings = ClauseReading.all(of: material.program, clauses)
        var files: [(path: String, bytes: [UInt8])] = []
        for (language, other) in [(chinese, MessageLanguage.en), (.en, chinese)] {
            let site = SiteMap(
                material: material, language: language, clauses: clauses, origins: origins, readings: readings)
            files += pages(site, other: other)
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

    private static func pages(_ site: SiteMap, other: MessageLanguage) -> [(path: String, bytes: [UInt8])] {
        let style = site.style
        let manuals = site.material.trees.map { tree in
            PageFrame.Entry(file: site.page(of: tree), title: title(of: tree))
        }
        var special: [(entry: PageFrame.Entry, content: () -> Markup)] = [
            (
                PageFrame.Entry(file: "index.html", title: style.told(en: "overview", zh: "总览")),
                { OverviewPage(site: site, manuals: manuals).content() }
            ),
            (
                PageFrame.Entry(file: "clauses.html", title: style.told(en: "clauses", zh: "条款")),
                { ClausesPage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "coverage.html", title: style.told(en: "coverage", zh: "覆盖")),
                { CoveragePage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "findings.html", title: style.told(en: "findings", zh: "检查结论")),
                { FindingsPage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "documents.html", title: style.told(en: "sample documents", zh: "样例文书")),
                { DocumentsPage(site: site).content() }
            ),
            (
                PageFrame.Entry(file: "signoff.html", title: style.told(en: "sign-off", zh: "签核")),
                { SignOffPage(site: site).content() }
            ),
        ]
        if site.material.changes != nil {
            special.append(
                (
                    PageFrame.Entry(file: "changes.html", title: style.told(en: "changes", zh: "变更")),
                    { ChangesPage(site: site).content() }
                ))
        }
        let frame = PageFrame(
            language: style.language, otherLanguage: other,
            siteTitle: style.told(en: "legal review: ", zh: "法律审阅：") + site.material.title,
            navigation: special.map(\.entry), rulebook: site.program.digest)
        let folder = PageFrame.folder(style.language)
        var files = special.map { (path: folder + $0.entry.file, bytes: frame.page($0.entry, content: $0.content())) }
        func add(_ file: String, _ title: String, below parent: String, _ content: Markup) {
            let entry = PageFrame.Entry(file: file, title: title)
            files.append((folder + file, frame.page(entry, below: parent, content: content)))
        }
        for source in site.program.sources {
            add(
                SourcePage.file(source), "\(source.identity.name) \(source.identity.title)", below: "clauses.html",
                SourcePage(site: site, source: source).content())
        }
        for (index, document) in site.material.documents.enumerated() {
            add(
                DocumentPage.file(index), site.heading(of: document), below: "documents.html",
                DocumentPage(site: site, index: index).content())
        }
        for kind in SignOffPage.kinds
        where site.material.digests.entries.contains(where: { $0.key.hasPrefix(kind.word + " ") }) {
            add(
                SignOffPage.file(kind.word), style.told(en: "sign-off: ", zh: "签核：") + style.told(kind.title),
                below: "signoff.html", SignOffPage(site: site).content(kind: kind.word))
        }
        for (tree, entry) in zip(site.material.trees, manuals) {
            var content = Markup(site.style.language)
            site.searchBox(kinds: manualKinds(style), into: &content)
            content.append(ManualPage(site: site, tree: tree, title: entry.title).content())
            add(entry.file, entry.title, below: "index.html", content)
        }
        return files
    }

    private static func manualKinds(_ style: SentenceStyle) -> [(value: String, title: String)] {
        [
            ("rule", style.told(en: "rules", zh: "规则")), ("definition", style.told(en: "definitions", zh: "定义")),
            ("table", style.told(en: "tables", zh: "决策表")), ("chain", style.told(en: "chains", zh: "审批程序")),
            ("parameter", style.told(en: "parameters", zh: "参数")), ("duty", style.told(en: "duties", zh: "定期职责")),
            ("obligation", style.told(en: "obligations", zh: "义务")),
            ("example", style.told(en: "examples", zh: "示例")),
        ]
    }

    /// The title that the file gives itself by `rulebook`, else its first heading, else its name.
    private static func title(of tree: SyntaxTree) -> String {
        for case .rulebook(let declaration) in tree.declarations {
            if let title = declaration.head.title?.plain, !title.isEmpty { return title }
        }
        for line in tree.source.bytes.split(separator: UInt8(ascii: "\n")).prefix(20)
        where line.first == UInt8(ascii: "#") {
            let heading = line.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: " ") }
            return MarkdownProse.withoutID(String(decoding: heading, as: UTF8.self)[...]).title
        }
        return SiteMap.stem(of: tree.source.path)
    }
}
