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
    /// In the order of the navigation.
    let navigation: [Entry]
    let footer: String

    /// The folder of a language below the site's root: Chinese is at the root, in whichever characters.
    static func folder(_ language: MessageLanguage) -> String { language.isChinese ? "" : "en/" }

    func page(_ entry: Entry, content: Markup) -> [UInt8] {
        var out = Markup(language)
        out.trusted("<!DOCTYPE html>\n")
        out.open("html", ["lang": language.rawValue])
        out.open("head")
        out.pageHead(script: SiteScript.hash)
        out.element("title", "\(entry.title) – \(siteTitle)")
        out.open("style")
        out.trusted(SiteStyle.sheet)
        out.close("style")
        out.close("head")
        out.open("body")
        out.element("a", ["class": "skip", "href": "#content"], told(en: "skip to the content", zh: "跳到正文"))
        out.open("header")
        out.element("p", ["class": "site"], siteTitle)
        out.open("nav", ["aria-label": told(en: "pages", zh: "页面")])
        out.open("ul")
        for item in navigation {
            out.open("li")
            if item.file == entry.file {
                out.element("a", ["href": item.file, "aria-current": "page"], item.title)
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
        out.close("main")
        out.open("footer")
        out.element("p", footer)
        out.close("footer")
        out.open("script")
        out.trusted(SiteScript.text)
        out.close("script")
        out.close("body")
        out.close("html")
        return out.bytes
    }
}
