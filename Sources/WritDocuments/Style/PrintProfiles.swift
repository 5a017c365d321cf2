/// The print styles that a form can name: the two built in, and those of the firm.
package struct PrintProfiles: Sendable {
    private var styles: [String: String]
    private var issuers: [String: String] = [:]

    package init() {
        styles = ["company": PrintStyle.company, "gbt9704": PrintStyle.gbt9704]
    }

    package var names: [String] { styles.keys.sorted() }

    /// The style sheet of a profile.
    package func style(_ name: String) -> String { styles[name] ?? PrintStyle.company }

    /// Who issues documents in a profile, where the form does not say it.
    package func issuer(_ name: String) -> String? { issuers[name] }

    /// Adds a firm's own profile.
    package mutating func add(_ profile: FirmProfile) {
        styles[profile.name] = style(profile.base) + profile.style
        issuers[profile.name] = profile.issuer
    }
}
