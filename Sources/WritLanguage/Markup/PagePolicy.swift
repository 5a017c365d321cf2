/// What a browser may do with the pages that the program writes. They are opened from disk and refer to nothing outside
/// themselves, so nothing is loaded, sent or embedded; should a value ever get past the escaper, it cannot act.
package enum PagePolicy {
    /// - Parameter script: the SHA-256 of the one script that may run, as `sha256-…`; nil for pages without one.
    package static func content(script: String? = nil) -> String {
        let scripts = script.map { "script-src '\($0)'; " } ?? ""
        return
            "default-src 'none'; \(scripts)style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    }
}

extension Markup {
    /// What the head of every page begins with.
    package mutating func pageHead(script: String? = nil) {
        trusted("<meta charset=\"utf-8\">\n")
        open("meta", ["http-equiv": "Content-Security-Policy", "content": PagePolicy.content(script: script)])
        trusted("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    }

    /// Begins a page up to what its body holds.
    /// - Parameter script: the hash of the one script that may run in it.
    package mutating func openPage(_ title: String, style: String, script: String? = nil) {
        trusted("<!DOCTYPE html>\n")
        open("html", ["lang": language.rawValue])
        open("head")
        pageHead(script: script)
        element("title", title)
        open("style")
        trusted(style)
        close("style")
        close("head")
        open("body")
    }

    package mutating func closePage() {
        close("body")
        close("html")
    }
}
