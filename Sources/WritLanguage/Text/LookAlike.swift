/// Letters of one script that look like those of another. The table holds what is the same to the eye in common fonts, not
/// what is merely similar: Cyrillic and Greek letters like Latin ones, full-width forms, and kana like Chinese characters.
package enum LookAlike {
    /// A text with each letter that looks like another written as that other: texts that look alike have one skeleton.
    package static func skeleton(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(twin(scalar) ?? scalar) }
        return String(result)
    }

    /// The letter that a letter looks like; nil where it looks like itself alone.
    package static func twin(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0..<0x80: nil
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
        default: twins[scalar]
        }
    }

    /// A letter that stands among Latin ones and is only like one of them; nil where there is none.
    package static func stranger(in text: String) -> Unicode.Scalar? {
        guard text.utf8.contains(where: { $0 >= 0x80 }), text.unicodeScalars.contains(where: isLatin) else {
            return nil
        }
        return text.unicodeScalars.first { twin($0).map(isLatin) ?? false }
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
    }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
        var map: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (letters, like) in [
            // Cyrillic.
            ("АВЕЅІЈКМНОРСТХҮԌԚԜаеѕіјорсухһԁԛԝѵ", "ABESIJKMHOPCTXYGQWaesijopcyxhdqwv"),
            // Greek.
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν", "ABEZHIKMNOPTYXoiv"),
            // Kana.
            ("ロニカハタトエー", "口二力八夕卜工一"), ("へ", "ヘ"),
        ] {
            for (letter, other) in zip(letters.unicodeScalars, like.unicodeScalars) { map[letter] = other }
        }
        return map
    }()
}
