/// Conflict-driven clause search over Boolean variables, some of which stand for bounds of a linear problem.
///
/// Literals are `2 × variable`, plus 1 where negated. Deciding goes by a fixed order of preferred literals where one is
/// given (which makes the first model found the smallest in that order), and by activity otherwise.
final class ClauseSearch {
    enum Verdict { case satisfiable, unsatisfiable, gaveUp }

    struct AtomBound {
        let column: Int
        let whenTrue: DeltaRational
        let whenFalse: DeltaRational
    }

    private var clauses: [[Int32]] = []
    private var watches: [[Int32]] = []
    /// 0 undecided, 1 true, -1 false.
    private(set) var assigned: [Int8] = []
    private var level: [Int32] = []
    private var reason: [Int32] = []
    private var isDecidable: [Bool] = []
    private var savedSign: [Bool] = []
    private var seen: [Bool] = []
    private var atoms: [AtomBound?] = []
    private var trail: [Int32] = []
    private var limits: [(trail: Int, theory: Int)] = []
    private var head = 0
    private var theoryHead = 0
    private var order: ActivityHeap
    private var isContradictory = false
    private var conflicts = 0
    private var branches = 0
    private var integerColumns: [Int] = []
    private var bindings: [BranchKey: Int32] = [:]
    private var preferred: [Int32] = []
    private let conflictLimit: Int
    private var steps = 0
    private let stepLimit: Int
    private let branchLimit = 400

    var simplex: Simplex

    private struct BranchKey: Hashable {
        let column: Int
        let bound: Rational
    }

    init(conflictLimit: Int, stepLimit: Int, pivotLimit: Int) {
        self.conflictLimit = conflictLimit
        self.stepLimit = stepLimit
        simplex = Simplex(pivotLimit: pivotLimit)
        order = ActivityHeap()
    }

    // MARK: set-up

    func addVariable(isDecidable: Bool) -> Int32 {
        let variable = Int32(assigned.count)
        assigned.append(0)
        level.append(0)
        reason.append(-1)
        self.isDecidable.append(isDecidable)
        savedSign.append(true)
        seen.append(false)
        atoms.append(nil)
        watches.append([])
        watches.append([])
        order.grow()
        if isDecidable { order.insert(Int(variable)) }
        return variable
    }

    func bind(_ variable: Int32, to atom: AtomBound) { atoms[Int(variable)] = atom }

    func markInteger(_ column: Int) { integerColumns.append(column) }

    func prefer(_ literals: [Int32]) { preferred = literals }

    func add(_ literals: [Int32]) {
        backtrack(to: 0)
        var kept: [Int32] = []
        for literal in literals.sorted() {
            let value = self.value(literal)
            if kept.last == literal { continue }
            if value > 0 || kept.last == literal ^ 1 { return }
            if value < 0 { continue }
            kept.append(literal)
        }
        if kept.isEmpty {
            isContradictory = true
        } else if kept.count == 1 {
            assign(kept[0], reason: -1)
        } else {
            attach(kept)
        }
    }

    private func attach(_ literals: [Int32]) {
        let index = Int32(clauses.count)
        clauses.append(literals)
        watches[Int(literals[0] ^ 1)].append(index)
        watches[Int(literals[1] ^ 1)].append(index)
    }

    func value(_ literal: Int32) -> Int8 {
        let value = assigned[Int(literal >> 1)]
        return literal & 1 == 0 ? value : -value
    }

    // MARK: search

    func solve() -> Verdict {
        backtrack(to: 0)
        if isContradictory { return .unsatisfiable }
        var restart = 100
        var sinceRestart = 0
        var nextPreferred = 0
        while true {
            if let conflict = propagate() {
                conflicts += 1
                sinceRestart += 1
                if limits.isEmpty {
                    isContradictory = true
                    return .unsatisfiable
                }
                if conflicts > conflictLimit || steps > stepLimit { return .gaveUp }
                guard learn(conflict) else { return .unsatisfiable }
                nextPreferred = 0
                continue
            }
            if overflowed { return .gaveUp }
            if sinceRestart >= restart {
                sinceRestart = 0
                restart += restart / 2
                backtrack(to: 0)
                nextPreferred = 0
                continue
            }
            if let literal = nextDecision(&nextPreferred) {
                limits.append((trail.count, simplex.mark))
                assign(literal, reason: -1)
                continue
            }
            guard let column = fractionalColumn() else { return overflowed ? .gaveUp : .satisfiable }
            branches += 1
            if branches > branchLimit { return .gaveUp }
            let variable = branchVariable(column)
            limits.append((trail.count, simplex.mark))
            assign(variable * 2, reason: -1)
        }
    }

    private var overflowed = false

    private func nextDecision(_ nextPreferred: inout Int) -> Int32? {
        while nextPreferred < preferred.count {
            let literal = preferred[nextPreferred]
            if value(literal) == 0 { return literal }
            nextPreferred += 1
        }
        while let variable = order.removeTop() {
            if assigned[variable] == 0, isDecidable[variable] {
                return Int32(variable * 2) + (savedSign[variable] ? 1 : 0)
            }
        }
        return nil
    }

    /// An integer column whose value has a fraction.
    private func fractionalColumn() -> Int? {
        for column in integerColumns {
            let value = simplex.value[column]
            if value.isInvalid {
                overflowed = true
                return nil
            }
            if !value.real.isInteger || !value.delta.isZero { return column }
        }
        return nil
    }

    private func branchVariable(_ column: Int) -> Int32 {
        let bound = simplex.value[column].real.floor
        let key = BranchKey(column: column, bound: bound)
        if let known = bindings[key] { return known }
        let variable = addVariable(isDecidable: true)
        bind(
            variable,
            to: AtomBound(
                column: column, whenTrue: DeltaRational(bound), whenFalse: DeltaRational(bound + .one)))
        bindings[key] = variable
        return variable
    }

    private func assign(_ literal: Int32, reason clause: Int32) {
        let variable = Int(literal >> 1)
        assigned[variable] = literal & 1 == 0 ? 1 : -1
        level[variable] = Int32(limits.count)
        reason[variable] = clause
        savedSign[variable] = literal & 1 == 1
        trail.append(literal)
    }

    /// Follows clauses and bounds until nothing new comes of it; the clause that fails otherwise.
    private func propagate() -> [Int32]? {
        while true {
            while head < trail.count {
                let literal = trail[head]
                head += 1
                if let conflict = propagateClauses(literal) { return conflict }
            }
            var changed = false
            while theoryHead < trail.count {
                let literal = trail[theoryHead]
                theoryHead += 1
                guard let atom = atoms[Int(literal >> 1)] else { continue }
                changed = true
                let verdict =
                    literal & 1 == 0
                    ? simplex.assertUpper(atom.column, atom.whenTrue, literal)
                    : simplex.assertLower(atom.column, atom.whenFalse, literal)
                if case .infeasible(let reasons) = verdict { return reasons.map { $0 ^ 1 } }
            }
            guard changed else { return nil }
            switch simplex.check() {
            case .feasible: break
            case .infeasible(let reasons): return reasons.map { $0 ^ 1 }
            case .gaveUp:
                overflowed = true
                return nil
            }
            if head == trail.count { return nil }
        }
    }

    private func propagateClauses(_ literal: Int32) -> [Int32]? {
        let list = watches[Int(literal)]
        steps += list.count
        var kept: [Int32] = []
        kept.reserveCapacity(list.count)
        let falsified = literal ^ 1
        for (position, index) in list.enumerated() {
            let clause = Int(index)
            if clauses[clause][0] == falsified { clauses[clause].swapAt(0, 1) }
            let first = clauses[clause][0]
            if value(first) > 0 {
                kept.append(index)
                continue
            }
            var found = false
            for k in 2..<max(2, clauses[clause].count) where value(clauses[clause][k]) >= 0 {
                clauses[clause].swapAt(1, k)
                watches[Int(clauses[clause][1] ^ 1)].append(index)
                found = true
                break
            }
            if found { continue }
            kept.append(index)
            if value(first) < 0 {
                kept.append(contentsOf: list[(position + 1)...])
                watches[Int(literal)] = kept
                return clauses[clause]
            }
            assign(first, reason: index)
        }
        watches[Int(literal)] = kept
        return nil
    }

    /// Learns the first clause that would have avoided the conflict and goes back to where it says something new.
    /// False where the conflict does not depend on any decision.
    private func learn(_ conflict: [Int32]) -> Bool {
        // A conflict of bounds may lie wholly below the current level.
        let top = conflict.map { level[Int($0 >> 1)] }.max() ?? 0
        if top == 0 {
            isContradictory = true
            return false
        }
        backtrack(to: Int(top))
        var learned: [Int32] = []
        var open = 0
        var clause = conflict
        var position = trail.count - 1
        var marked: [Int] = []
        var pivot: Int32 = -1
        while true {
            for literal in clause where literal != pivot {
                let variable = Int(literal >> 1)
                if seen[variable] || level[variable] == 0 { continue }
                seen[variable] = true
                marked.append(variable)
                order.bump(variable, isQueued: isDecidable[variable])
                if level[variable] == top { open += 1 } else { learned.append(literal) }
            }
            while position >= 0, !seen[Int(trail[position] >> 1)] { position -= 1 }
            guard position >= 0 else { break }
            pivot = trail[position]
            position -= 1
            open -= 1
            if open == 0 { break }
            let cause = reason[Int(pivot >> 1)]
            clause = cause >= 0 ? clauses[Int(cause)] : []
        }
        for variable in marked { seen[variable] = false }
        order.decay()
        let asserting = pivot ^ 1
        var back: Int32 = 0
        var second = -1
        for (index, literal) in learned.enumerated() where level[Int(literal >> 1)] > back {
            back = level[Int(literal >> 1)]
            second = index
        }
        backtrack(to: Int(back))
        if learned.isEmpty {
            assign(asserting, reason: -1)
        } else {
            learned.swapAt(0, second)
            attach([asserting] + learned)
            assign(asserting, reason: Int32(clauses.count - 1))
        }
        return true
    }

    private func backtrack(to target: Int) {
        guard limits.count > target else { return }
        let limit = limits[target]
        for literal in trail[limit.trail...] {
            let variable = Int(literal >> 1)
            assigned[variable] = 0
            if isDecidable[variable] { order.insert(variable) }
        }
        trail.removeLast(trail.count - limit.trail)
        limits.removeLast(limits.count - target)
        head = min(head, trail.count)
        theoryHead = min(theoryHead, trail.count)
        simplex.undo(to: limit.theory)
    }
}
