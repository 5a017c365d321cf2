/// What every page of the site has around its content: head, skip link, navigation, language switch, footer.
struct PageFrame {
    /// A page of the site: its file and its title.
    struct Entry: Sendable {
        let file: String
        let title: String
    }

    let language: SentenceLanguage
    let siteTitle: String
    /// In the order of the navigation.
    let navigation: [Entry]
    let footer: String

    /// The folder of a language below the site's root: Chinese is at the root.
    static func folder(_ language: SentenceLanguage) -> String { language == .zh ? "" : "en/" }

    func page(_ entry: Entry, content: Markup) -> [UInt8] {
        var out = Markup()
        out.trusted("<!DOCTYPE html>\n")
        out.open("html", ["lang": language == .zh ? "zh-Hans" : "en"])
        out.open("head")
        out.trusted(
            "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        out.element("title", "\(entry.title) – \(siteTitle)")
        out.open("style")
        out.trusted(SiteStyle.sheet)
        out.close("style")
        out.close("head")
        out.open("body")
        out.element("a", ["class": "skip", "href": "#content"], language == .zh ? "跳到正文" : "skip to the content")
        out.open("header")
        out.element("p", ["class": "site"], siteTitle)
        out.open("nav", ["aria-label": language == .zh ? "页面" : "pages"])
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
        let other = language == .zh ? "en/\(entry.file)" : "../\(entry.file)"
        out.element(
            "a",
            [
                "href": other, "lang": language == .zh ? "en" : "zh-Hans",
                "hreflang": language == .zh ? "en" : "zh-Hans",
            ],
            language == .zh ? "English" : "中文")
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
