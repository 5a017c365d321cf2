/// The print styles that a form can name: the two built in, and those of the firm.
package struct PrintProfiles: Sendable {
    private var styles: [String: String]
    private var layouts: [String: PageLayout]
    private var issuers: [String: String] = [:]

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
    package func issuer(_ name: String) -> String? { issuers[name] }

    /// Adds a firm's own profile.
    package mutating func add(_ profile: FirmProfile) {
        styles[profile.name] = style(profile.base) + profile.style
        layouts[profile.name] = profile.layout
        issuers[profile.name] = profile.issuer
    }
}
