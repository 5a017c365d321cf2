/// What a firm changes of a print style: margins, fonts, a line above the title, a logo.
package struct FirmProfile: Sendable {
    package let name: String
    /// The style that it starts from.
    package let base: String
    /// Rules that follow those of the base.
    let style: String
}
