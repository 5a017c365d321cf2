import WritLanguage

/// How Chinese messages are written.
enum ChineseStyle {
    /// A message of a diagnostic that has half-width punctuation beside Chinese characters, outside of code.
    static func fault(in diagnostics: [Diagnostic]) -> String? {
        for diagnostic in diagnostics {
            let wording = diagnostic.fact.wording
            for text in [wording.message.zh, wording.label?.zh, wording.help?.zh] {
                if let text, hasHalfWidth(text) { return "half-width punctuation in: \(text)" }
            }
        }
        return nil
    }

    private static func hasHalfWidth(_ text: String) -> Bool {
        var previous: Unicode.Scalar = " "
        var isCode = false
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "`" {
                isCode.toggle()
                continue
            }
            if isCode { continue }
            if ",;:?!".unicodeScalars.contains(scalar), isChinese(previous) || previous == "`" { return true }
            if isChinese(scalar), ",;:?!".unicodeScalars.contains(previous) { return true }
        }
        return false
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool { (0x3400..<0xA000).contains(scalar.value) }
}
