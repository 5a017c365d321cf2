import Writ
import WritDocuments
import WritLanguage

/// `writ form FORM --fonts`: the fonts that its print profile asks for, and which of them this system has.
struct FormFonts: Teller {
    let language: MessageLanguage
    let needs: [FontNeed]
    let families: Set<String>

    /// Whether each use has a font of its own, and not just what the system puts in its place.
    var isComplete: Bool { needs.allSatisfy { font(of: $0) != nil } }

    func text(profile: String) -> String {
        var lines = [told(en: "print profile `\(profile)`", zh: "印刷样式 `\(profile)`")]
        for need in needs {
            let found = font(of: need)
            let missing = need.families.prefix { $0 != found }.joined(separator: told(en: ", ", zh: "、"))
            var line = "  " + need.use.text(in: language) + told(en: ": ", zh: "：")
            line += found ?? told(en: "none of its fonts is here", zh: "所列字体一种也没有")
            if !missing.isEmpty { line += told(en: " (not here: \(missing))", zh: "（没有：\(missing)）") }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func font(of need: FontNeed) -> String? { need.families.first { families.contains($0) } }
}
