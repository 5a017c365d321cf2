/// Turns simplified Chinese messages into traditional ones. What stands in backquotes is code and stays as it is.
package enum TraditionalChinese {
    package static func text(_ simplified: String) -> String {
        let scalars = Array(simplified.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isCode = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "`" { isCode.toggle() }
            if isCode {
                result.append(scalar)
                index += 1
            } else if let phrase = phrase(scalars[index...]) {
                result.append(contentsOf: phrase.traditional.unicodeScalars)
                index += phrase.length
            } else {
                result.append(characters[scalar] ?? scalar)
                index += 1
            }
        }
        return String(result)
    }

    private static func phrase(_ rest: ArraySlice<Unicode.Scalar>) -> (traditional: String, length: Int)? {
        guard let first = rest.first, let candidates = phrases[first] else { return nil }
        for candidate in candidates where rest.starts(with: candidate.simplified) {
            return (candidate.traditional, candidate.simplified.count)
        }
        return nil
    }

    private static let characters: [Unicode.Scalar: Unicode.Scalar] = {
        var map: [Unicode.Scalar: Unicode.Scalar] = [:]
        var simplified: Unicode.Scalar?
        for scalar in TraditionalCharacters.pairs.unicodeScalars where scalar != "\n" && scalar != " " {
            if let from = simplified {
                map[from] = scalar
                simplified = nil
            } else {
                simplified = scalar
            }
        }
        return map
    }()

    private static let phrases: [Unicode.Scalar: [(simplified: [Unicode.Scalar], traditional: String)]] = {
        var map: [Unicode.Scalar: [(simplified: [Unicode.Scalar], traditional: String)]] = [:]
        for (simplified, traditional) in TraditionalCharacters.phrases {
            let scalars = Array(simplified.unicodeScalars)
            if let first = scalars.first { map[first, default: []].append((scalars, traditional)) }
            // What is traditional already stays so: wording within wording is told twice.
            let told = Array(traditional.unicodeScalars)
            if let first = told.first, told != scalars { map[first, default: []].append((told, traditional)) }
        }
        return map
    }()
}
