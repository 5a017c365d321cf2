import WritLanguage

/// A value that can be found again: a variable or a document's date, and the members asked of it one after the other.
/// What is known of a path holds wherever the path is written again.
struct ValuePath: Hashable {
    enum Root: Hashable {
        case local(Int)
        case argument(FormID, Int)
        case document(DocumentDate, FormID)
    }
    enum Step: Hashable {
        case field(Int)
        case definition(DefinitionID)
        case element(Int64)
    }
    var root: Root
    var steps: [Step] = []

    /// `nil` for an expression that is not a path.
    init?(_ expression: Expression) {
        switch expression.kind {
        case .local(let local): root = .local(local)
        case .argument(let form, let index): root = .argument(form, index)
        case .documentDate(let date, let form): root = .document(date, form)
        case .field(let base, let index):
            guard var path = ValuePath(base) else { return nil }
            path.steps.append(.field(index))
            self = path
        case .definition(let base, let id):
            guard var path = ValuePath(base) else { return nil }
            path.steps.append(.definition(id))
            self = path
        case .element(let base, let position):
            guard var path = ValuePath(base), case .constant(.integer(let index)) = position.kind else { return nil }
            path.steps.append(.element(index))
            self = path
        case .widened(let inner):
            guard let path = ValuePath(inner) else { return nil }
            self = path
        default: return nil
        }
    }

    init(_ date: DocumentDate, of form: FormID) { root = .document(date, form) }

    /// The same path asked of another local.
    func moved(to local: Int) -> ValuePath {
        var path = self
        path.root = .local(local)
        return path
    }
}
