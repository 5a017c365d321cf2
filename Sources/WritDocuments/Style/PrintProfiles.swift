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
    private var styles: [String: String]
    private var layouts: [String: PageLayout]
    private var profiles: [String: FirmProfile] = [:]

    package init() {
        styles = ["company": PrintStyle.company, "gbt9704": PrintStyle.gbt9704]
        layouts = ["company": .company, "gbt9704": .gbt9704]
    }

    package var names: [String] { styles.keys.sorted() }

    /// The style sheet of a profile.
    package func style(_ name: String) -> String { styles[name] ?? PrintStyle.company }

    /// The page of a profile, for files without a style sheet.
    package func layout(_ name: String) -> PageLayout { layouts[name] ?? .company }

    /// Who issues documents in a profile, where the form does not say it.
    package func issuer(_ name: String) -> String? { profiles[name]?.issuer }

    /// What a firm's own profile says of the firm.
    func firm(_ name: String) -> FirmProfile? { profiles[name] }

    /// The fonts that a profile asks for.
    package func fonts(_ name: String) -> [FontNeed] {
        let firm = profiles[name]
        // The first two are those that a firm may change.
        let own = [firm?.font, firm?.titleFont]
        return PrintStyle.fonts(firm?.base ?? name).enumerated().map { index, need in
            FontNeed(need.use, list: (own.indices.contains(index) ? own[index] : nil) ?? need.list)
        }
    }

    /// Adds a firm's own profile.
    package mutating func add(_ profile: FirmProfile) {
        styles[profile.name] = style(profile.base) + profile.style
        layouts[profile.name] = profile.layout
        profiles[profile.name] = profile
    }

    /// Whether a page has one of these styles.
    package func contains(_ style: [UInt8]) -> Bool { styles.values.contains { $0.utf8.elementsEqual(style) } }

    /// Whether a page's style is a built-in one, with what a firm's profile can add to it. Where the firm's own profile is not
    /// known, its sizes must be such that one can read them, its colour such that one can see it, and it may have no logo, which
    /// could say anything.
    package static func canMake(_ style: [UInt8]) -> Bool {
        [PrintStyle.company, PrintStyle.gbt9704].contains { base in
            style.starts(with: base.utf8) && FirmProfile.canMake(style.dropFirst(base.utf8.count))
        }
    }
}
