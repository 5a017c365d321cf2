/// What is asked of one list: how many of its elements must stand for themselves, and which counts must come out right.
///
/// Of a list of any length, keep the elements that show what is asked (one for a quantifier, the least for `min`) and
/// replace the others by few that are there many times, so that every count stays as it was. For k counts as many as
/// `kinds(of: k)` different ones are enough: a whole-number combination of 0/1 vectors of length k that uses more of them
/// can be written with fewer (Eisenbrand and Shmonin). What is asked of the list is then answered as before.
struct ListDemands {
    /// Elements that must be kept, by what is asked.
    private var witnesses: [String: Int] = [:]
    /// Counts, by what is counted, with the largest number that they are compared with; nothing where the number itself
    /// matters.
    private var counts: [String: Int?] = [:]
    /// More is asked than the limit, and it does not matter what.
    private(set) var areMany = false

    /// Elements of one list that a question looks at.
    static let limit = 20

    var isEmpty: Bool { witnesses.isEmpty && counts.isEmpty && !areMany }

    mutating func keep(_ count: Int, for key: String) {
        if areMany { return }
        witnesses[key] = max(witnesses[key] ?? 0, count)
        giveUpBeyondLimit()
    }

    mutating func count(_ key: String, comparedWith most: Int?) {
        if areMany { return }
        if let known = counts[key] {
            counts[key] = .some(known.flatMap { known in most.map { max(known, $0) } })
        } else {
            counts[key] = .some(most)
        }
        giveUpBeyondLimit()
    }

    mutating func add(_ other: ListDemands, as prefix: String = "") {
        if other.areMany { giveUp() }
        for (key, count) in other.witnesses { keep(count, for: prefix + key) }
        for (key, most) in other.counts { self.count(prefix + key, comparedWith: most) }
    }

    /// The elements that a list needs, and whether they are to stand for many equal ones; nothing beyond the limit. Of a list
    /// that is summed they stand for themselves where that is possible: so many times an unknown number is no linear sum.
    func elements(isSummed: Bool = false) -> (count: Int, areMany: Bool)? {
        if areMany { return nil }
        let kept = witnesses.values.reduce(0) { min($0 + $1, ListDemands.limit + 1) }
        // A count that is compared with a small number is as well served by one element more than the number.
        let bounds = counts.values.map { $0.map { max($0, 0) } ?? Int.max }.sorted()
        var best: (count: Int, areMany: Bool)?
        var single = kept
        for (position, bound) in (bounds + [Int.max]).enumerated() {
            let exact = bounds.count - position
            let total = single + ListDemands.kinds(of: exact)
            if total <= ListDemands.limit, isSummed && exact == 0 || best.map({ total <= $0.count }) ?? true {
                best = (total, exact > 0)
            }
            if bound >= ListDemands.limit { break }
            single += bound + 1
        }
        return best
    }

    /// Different elements that are enough to give k counts any values that a list gives them.
    private static func kinds(of k: Int) -> Int {
        let enough = [0, 1, 3, 7, 15]
        return k < enough.count ? enough[k] : limit + 1
    }

    private mutating func giveUpBeyondLimit() {
        if elements() == nil { giveUp() }
    }

    private mutating func giveUp() { (witnesses, counts, areMany) = ([:], [:], true) }
}

/// Which elements of a list a space of cases tells apart.
struct ListBound {
    let elements: Int
    /// Whether each stands for any number of equal ones.
    let standForMany: Bool
    /// Whether a list may have elements beyond these, and whether they matter to more than sums.
    let hidden: Hidden

    enum Hidden { case none, forSums, forAll }

    /// Of a list that nobody has looked at it is not known what matters.
    static let unknown = ListBound(elements: 1, standForMany: true, hidden: .forAll)
}
