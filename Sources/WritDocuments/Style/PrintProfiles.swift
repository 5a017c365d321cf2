package import WritLanguage

/// The fonts that a print style asks for in one use, the first that is there goes before the others.
package struct FontNeed: Sendable {
    package let use: Phrase
    package let families: [String]

    /// - Parameter list: as a style sheet has it; what names only a kind of fonts is left out.
    init(_ use: Phrase, list: String) {
        self.use = use
        families = list.split(separator: ",").map { $0.filter { $0 != "\"" } }
            .filter { !["serif", "sans-serif", "monospace"].contains($0) }
    }
}

/// The print styles that a form can name: the two built in, and those of the firm.
package struct PrintProfiles: Sendable {
    private static let builtIn = ["company", "gbt9704"]
    private static let languages: [MessageLanguage] = [.zhHans, .zhHant, .en]

    private var profiles: [String: FirmProfile] = [:]

    package init() {}

    package var names: [String] { (Self.builtIn + profiles.keys).sorted() }

    /// The style sheet of a profile, for documents in a language.
    package func style(_ name: String, _ language: MessageLanguage) -> String {
        let firm = profiles[name]
        return PrintStyle.sheet(firm?.base ?? name, language) + (firm?.style ?? "")
    }

    /// The page of a profile, for files without a style sheet.
    package func layout(_ name: String, _ language: MessageLanguage) -> PageLayout {
        let firm = profiles[name]
        let layout: PageLayout = (firm?.base ?? name) == "gbt9704" ? .gbt9704(language) : .company(language)
        return firm?.changes.applied(to: layout) ?? layout
    }

    /// Who issues documents in a profile, where the form does not say it.
    package func issuer(_ name: String) -> String? { profiles[name]?.issuer }

    /// What a firm's own profile says of the firm.
    func firm(_ name: String) -> FirmProfile? { profiles[name] }

    /// The fonts that a profile asks for in a language.
    package func fonts(_ name: String, _ language: MessageLanguage) -> [FontNeed] {
        let layout = layout(name, language)
        return [
            FontNeed(Phrase(en: "text", zh: "正文"), list: layout.font.css),
            FontNeed(Phrase(en: "title", zh: "标题"), list: layout.titleFont.css),
        ] + PrintFonts.others(isOfficial: layout.isOfficial, language)
    }

    /// Adds a firm's own profile.
    package mutating func add(_ profile: FirmProfile) { profiles[profile.name] = profile }

    /// Whether a page has one of these styles.
    package func contains(_ style: [UInt8]) -> Bool {
        names.contains { name in
            let own = (profiles[name]?.style ?? "").utf8
            return Self.languages.contains { language in
                let base = PrintStyle.sheet(profiles[name]?.base ?? name, language).utf8
                return style.count == base.count + own.count && style.starts(with: base)
                    && style.dropFirst(base.count).elementsEqual(own)
            }
        }
    }

    /// Whether a page's style is a built-in one, with what a firm's profile can add to it. Where the firm's own profile is not
    /// known, its sizes must be such that one can read them, its colour such that one can see it, and it may have no logo, which
    /// could say anything.
    package static func canMake(_ style: [UInt8]) -> Bool {
        builtIn.contains { name in
            languages.contains { language in
                let base = PrintStyle.sheet(name, language).utf8
                return style.starts(with: base) && FirmProfile.canMake(style.dropFirst(base.count))
            }
        }
    }
}
