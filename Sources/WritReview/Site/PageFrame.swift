internal import WritLanguage

/// What every page of the site has around its content: head, skip link, navigation, language switch, footer.
struct PageFrame: Teller {
    /// A page of the site: its file and its title.
    struct Entry: Sendable {
        let file: String
        let title: String
    }

    let language: MessageLanguage
    /// That of the same page in the other folder.
    let otherLanguage: MessageLanguage
    let siteTitle: String
    /// In the order of the navigation. Manuals, sources and documents are reached from these.
    let navigation: [Entry]
    /// The digest of the rulebook.
    let rulebook: String

    /// The folder of a language below the site's root: Chinese is at the root, in whichever characters.
    static func folder(_ language: MessageLanguage) -> String { language.isChinese ? "" : "en/" }

    /// - Parameter parent: the page of the navigation that leads to this one, where it is not there itself.
    func page(_ entry: Entry, below parent: String? = nil, content: Markup) -> [UInt8] {
        var out = Markup(language)
        out.openPage(
            "\(entry.title) – \(siteTitle)", style: SiteStyle.sheet + SiteStyle.paper(siteTitle, rulebook),
            script: SiteScript.hash)
        out.element("a", ["class": "skip", "href": "#content"], told(en: "skip to the content", zh: "跳到正文"))
        out.open("header")
        out.element("p", ["class": "site"], siteTitle)
        out.open("nav", ["aria-label": told(en: "pages", zh: "页面")])
        out.open("ul")
        for item in navigation {
            out.open("li")
            if item.file == entry.file {
                out.element("a", ["href": item.file, "aria-current": "page"], item.title)
            } else if item.file == parent {
                out.element("a", ["href": item.file, "aria-current": "true"], item.title)
            } else {
                out.link(item.file, item.title)
            }
            out.close("li")
        }
        out.open("li")
        let other = language.isChinese ? "en/\(entry.file)" : "../\(entry.file)"
        out.element(
            "a",
            [
                "href": other, "lang": otherLanguage.rawValue, "hreflang": otherLanguage.rawValue,
            ],
            language.isChinese ? "English" : "中文")
        out.close("li")
        out.close("ul")
        out.close("nav")
        out.close("header")
        out.open("main", ["id": "content"])
        out.element("h1", entry.title)
        out.append(content)
        decisions(into: &out)
        out.close("main")
        out.open("footer")
        out.element("p", told(en: "rulebook digest ", zh: "规则摘要 ") + rulebook)
        out.close("footer")
        out.open("script")
        out.trusted(SiteScript.text)
        out.close("script")
        out.closePage()
        return out.bytes
    }

    /// Where a reviewer says who decided, and saves the decisions as a file; shown by the script where there is something to
    /// decide on.
    private func decisions(into out: inout Markup) {
        out.open(
            "form",
            [
                "id": "decisions", "class": "decisions", "hidden": "", "data-site": rulebook,
                "data-decide": told(en: "decide", zh: "签核"), "data-none": told(en: "no decision", zh: "未作结论"),
                "data-accepted": told(en: "accepted", zh: "同意"), "data-rejected": told(en: "rejected", zh: "不同意"),
                "data-commented": told(en: "comment only", zh: "仅提意见"), "data-remarks": told(en: "remarks", zh: "意见"),
            ])
        out.open("p")
        out.element("label", ["for": "reviewer"], told(en: "reviewer", zh: "审阅人"))
        out.trusted("<input id=\"reviewer\" autocomplete=\"name\">\n")
        out.close("p")
        out.open("p")
        out.element("label", ["for": "decided"], told(en: "date", zh: "日期"))
        out.trusted("<input id=\"decided\" type=\"date\">\n")
        out.close("p")
        out.open("p")
        out.element(
            "button", ["type": "button", "id": "hand-back"], told(en: "save decisions as a file", zh: "将结论保存为文件"))
        out.element("output", ["id": "count", "for": "hand-back"], "")
        out.close("p")
        out.close("form")
    }
}
