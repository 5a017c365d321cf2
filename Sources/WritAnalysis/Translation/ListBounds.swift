/// The elements that each list of a space of cases has, so that every question put to the space comes out as it does for
/// lists of any length, or is told apart as undecided.
struct ListBounds {
    /// By path. Lists that are not here have `ListBound.unknown`.
    private var bounds: [String: ListBound] = [:]
    /// Elements looked at for a case to show, of a list of which more could matter than the limit.
    private static let sample = 8
    /// Sums are looked for among so many elements.
    private static let terms = 2

    init() {}

    /// `questions` are the demands of all that one question may speak of, for each question.
    init(_ questions: [ListNeeds.Demands], summed: Set<String>, isUntracked: Bool) {
        for list in Set(questions.flatMap(\.keys)).union(summed) {
            var count = summed.contains(list) ? ListBounds.terms : 1
            var standForMany = false
            var hidden = summed.contains(list) ? ListBound.Hidden.forSums : .none
            if isUntracked { hidden = .forAll }
            for demands in questions.compactMap({ $0[list] }) {
                guard let elements = demands.elements(isSummed: summed.contains(list)) else {
                    (hidden, standForMany) = (.forAll, true)
                    count = max(count, ListBounds.sample)
                    continue
                }
                count = max(count, elements.count)
                standForMany = standForMany || elements.areMany
            }
            bounds[list] = ListBound(elements: count, standForMany: standForMany, hidden: hidden)
        }
    }

    subscript(_ list: String) -> ListBound { bounds[list] ?? .unknown }

    /// The same with lists of so many elements at most: what is impossible there may be possible elsewhere.
    func cut(to most: Int) -> ListBounds {
        var result = self
        result.bounds = bounds.mapValues {
            ListBound(elements: min(most, $0.elements), standForMany: $0.standForMany, hidden: .forAll)
        }
        return result
    }
}

extension ListBounds {
    /// Rules that ask something of one list, beyond which not every pair is looked at.
    private static let pairLimit = 30

    /// For the checks of one rulebook: they look at one definition, at two rules with what overrides them, or at the
    /// rules of one of the `groups` together.
    init(_ needs: ListNeeds, groups: [[Int]], others: [ListNeeds.Demands] = []) {
        var questions = needs.definitions + others
        for list in Set(needs.rules.flatMap(\.keys)) {
            let asking = needs.rules.compactMap { $0[list] }
            var one = ListDemands()
            if asking.count > ListBounds.pairLimit {
                for demands in asking { one.add(demands) }
                questions.append([list: one])
                continue
            }
            for (position, first) in asking.enumerated() {
                for second in asking[position...] {
                    one = first
                    one.add(second)
                    questions.append([list: one])
                }
            }
        }
        for group in groups { questions.append(ListNeeds.joined(group.map { needs.rules[$0] })) }
        self.init(questions, summed: needs.summed, isUntracked: needs.isUntracked)
    }
}
