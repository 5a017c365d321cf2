/// The number of a document as it is compared: two that a clerk reads as one are one, whatever the width of their characters, the
/// shape of their brackets and the spaces between.
package enum NumberText {
    package static func key(_ number: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in number.unicodeScalars {
            if scalar.properties.isWhitespace || PersonName.isHidden(scalar) || scalar.properties.isVariationSelector {
                continue
            }
            switch scalar {
            case "[", "［", "〔", "﹝", "【", "〖", "(", "（", "﹙", "<", "＜", "〈", "《": result.append("[")
            case "]", "］", "〕", "﹞", "】", "〗", ")", "）", "﹚", ">", "＞", "〉", "》": result.append("]")
            default:
                for letter in LookAlikes.plain(scalar).properties.lowercaseMapping.unicodeScalars {
                    result.append(letter)
                }
            }
        }
        return String(result)
    }
}
