/// Finds the word that was meant.
package enum Suggestion {
    /// The candidate nearest to a word by edits (a letter more, less, other, or two swapped), if it is near enough: one
    /// edit for each three letters, at least one, or no more than the limit given.
    package static func nearest(
        to word: String, among candidates: some Sequence<String>, within limit: Int? = nil
    ) -> String? {
        let target = Array(word.unicodeScalars.prefix(64))
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where candidate != word {
            let scalars = Array(candidate.unicodeScalars.prefix(64))
            let allowed = limit ?? max(1, max(target.count, scalars.count) / 3)
            let bound = min(best?.distance ?? Int.max, allowed + 1)
            guard abs(scalars.count - target.count) < bound else { continue }
            let distance = distance(target, scalars)
            // A word of one or two letters resembles every other one.
            if distance < bound, distance < max(target.count, scalars.count) { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// The Damerau–Levenshtein distance, in which a transposition is one edit.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var previous2: [Int] = []
        var previous = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var current = [i + 1]
            for (j, right) in b.enumerated() {
                var cost = min(previous[j + 1], current[j]) + 1
                cost = min(cost, previous[j] + (left == right ? 0 : 1))
                if i > 0, j > 0, left == b[j - 1], a[i - 1] == right { cost = min(cost, previous2[j - 1] + 1) }
                current.append(cost)
            }
            previous2 = previous
            previous = current
        }
        return previous[b.count]
    }
}
