import WritLanguage

/// What a condition tells about values that may be missing: the paths that are certainly there when it came out true,
/// and those when it came out false. Both are worked out in one walk, however `and` and `or` alternate.
struct Narrowing {
    private(set) var whenTrue: Set<ValuePath> = []
    private(set) var whenFalse: Set<ValuePath> = []

    private init(whenTrue: Set<ValuePath> = [], whenFalse: Set<ValuePath> = []) {
        self.whenTrue = whenTrue
        self.whenFalse = whenFalse
    }

    init(_ condition: Expression) {
        switch condition.kind {
        case .isKnown(let operand): whenTrue = Narrowing.path(operand)
        case .isMissing(let operand): whenFalse = Narrowing.path(operand)
        case .not(let operand): self = Narrowing(operand).swapped
        case .and(let left, let right):
            self = Narrowing.conjunction(Narrowing(left), Narrowing(right))
        case .or(let left, let right):
            self = Narrowing.conjunction(Narrowing(left).swapped, Narrowing(right).swapped).swapped
        case .conditional(let test, let then, let otherwise):
            let (test, then, otherwise) = (Narrowing(test), Narrowing(then), Narrowing(otherwise))
            whenTrue = test.whenTrue.union(then.whenTrue).intersection(test.whenFalse.union(otherwise.whenTrue))
            whenFalse = test.whenTrue.union(then.whenFalse).intersection(test.whenFalse.union(otherwise.whenFalse))
        case .some(let local, let list, let body):
            let facts = Narrowing(body).whenTrue.union(Narrowing.elements(of: list, as: local))
            whenTrue = facts.filter { $0.root != .local(local) }
        case .documentState(let form, let state): whenTrue = [Narrowing.date(of: form, in: state)]
        default: break
        }
    }

    /// What is known of each element of a list, asked of `local`, and of values outside of it.
    static func elements(of list: Expression, as local: Int) -> Set<ValuePath> {
        if case .sorted(_, let inner, _) = list.kind { return elements(of: inner, as: local) }
        guard case .filter(let element, let inner, let condition) = list.kind else { return [] }
        let facts = Narrowing(condition).whenTrue.union(elements(of: inner, as: element))
        return Set(facts.map { $0.root == .local(element) ? $0.moved(to: local) : $0 })
    }

    private var swapped: Narrowing { Narrowing(whenTrue: whenFalse, whenFalse: whenTrue) }

    private static func conjunction(_ a: Narrowing, _ b: Narrowing) -> Narrowing {
        Narrowing(
            whenTrue: a.whenTrue.union(b.whenTrue),
            whenFalse: a.whenFalse.intersection(a.whenTrue.union(b.whenFalse)))
    }

    private static func path(_ operand: Expression) -> Set<ValuePath> {
        ValuePath(operand).map { [$0] } ?? []
    }

    /// A document in a state has the date of that state.
    private static func date(of form: FormID, in state: DocumentState) -> ValuePath {
        switch state {
        case .issued: ValuePath(.issue, of: form)
        case .approved: ValuePath(.approval, of: form)
        case .delivered: ValuePath(.delivery, of: form)
        case .signed: ValuePath(.signing, of: form)
        case .overdue: ValuePath(.due, of: form)
        }
    }
}
