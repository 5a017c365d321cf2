import WritLanguage
import WritSemantics

/// Joins the consequences of all rules into an outcome: equal ones become one with several causes, and documents of one
/// form that differ are an error that names both places.
struct OutcomeBuilder {
    private var documents: [DocumentDraft] = []
    /// Everything but documents.
    private var others: [(content: Outcome.Content, grounds: Outcome.Grounds)] = []
    /// Where each of them stands.
    private var places: [Outcome.Content: Int] = [:]
    /// Where the documents stand that others may join.
    private var documentPlaces: [DocumentContent: [Int]] = [:]
    /// The first document of each content, where one instant is equal to itself however it is written.
    private var contents: [DocumentContent: Int] = [:]

    private struct DocumentContent: Hashable {
        let form: FormID
        let to: [RoleID]
        let chain: ChainID?
        let about: String?
        let due: Value?
        let time: TimeOfDay?
        let arguments: [Value]
    }

    /// There is only one consequence, which none can join.
    private let isAlone: Bool

    init(isAlone: Bool) {
        self.isAlone = isAlone
    }

    mutating func add(_ draft: DraftConsequence, _ interpreter: inout Interpreter) {
        let declared = interpreter.plan.program.rules[draft.rule].consequences[draft.consequence]
        if case .issue(let form, let to, _, _, let chain) = declared.kind {
            return add(DocumentDraft(form: form, to: to, chain: chain, time: declared.time, draft: draft), &interpreter)
        }
        guard let content = Outcome.Content(declared, draft, &interpreter) else { return }
        if let known = places[content] {
            others[known].grounds.join(draft.grounds)
        } else {
            places[content] = others.count
            others.append((content, draft.grounds))
        }
    }

    // MARK: - Documents

    private mutating func add(_ document: DocumentDraft, _ interpreter: inout Interpreter) {
        if isAlone { return documents.append(document) }
        let values = document.draft.arguments.map { interpreter.facts.value($0) }
        let due = document.draft.due.map { interpreter.facts.value($0) }
        // What is not known in every part is never surely equal.
        guard document.draft.due?.isCertain ?? true, document.draft.about?.isCertain ?? true,
            !values.contains(where: \.holdsUnknown)
        else {
            documents.append(document)
            return
        }
        var document = document
        let about = document.about(&interpreter)
        func content(_ values: [Value]) -> DocumentContent {
            DocumentContent(
                form: document.form, to: document.to, chain: document.chain, about: about, due: due,
                time: document.time, arguments: values)
        }
        let key = content(values)
        let known = documentPlaces[key] ?? []
        let inUTC = content(values.map(\.inUTC))
        document.content = contents[inUTC] ?? documents.count
        contents[inUTC] = document.content
        for index in known {
            // One `for each` gives one document an element, however equal they are.
            if documents[index].isAsked(by: document.causes[0]) { continue }
            documents[index].join(document)
            return
        }
        if document.draft.element < 0 || known.isEmpty { documentPlaces[key, default: []].append(documents.count) }
        documents.append(document)
    }

    private func issues(_ interpreter: inout Interpreter) -> [Outcome.Issue] {
        var totals: [FormID: Int] = [:]
        if documents.count > 1 { for document in documents { totals[document.form, default: 0] += 1 } }
        var counts: [FormID: Int] = [:]
        return documents.map { document in
            var ordinal = 0
            if let total = totals[document.form], total > 1 {
                ordinal = counts[document.form, default: 0] + 1
                counts[document.form] = ordinal
            }
            return Outcome.Issue(
                form: document.form, ordinal: ordinal, to: document.to, about: document.about(&interpreter),
                due: document.draft.due.map { interpreter.facts.value($0) },
                time: document.draft.due == nil ? nil : document.time, chain: document.chain,
                arguments: document.draft.arguments.map { interpreter.facts.value($0) },
                grounds: document.draft.grounds)
        }
    }

    mutating func finish(_ interpreter: inout Interpreter, defined: [Outcome.Defined]) -> Outcome {
        let differences = DocumentDifferences(documents.count > 1 && !isAlone ? documents : [], &interpreter)
        let issues = issues(&interpreter)
        var consequences: [Outcome.Consequence] = []
        if !others.isEmpty {
            let others = others.map { Outcome.Consequence($0.content, on: $0.grounds) }
            for kind in Outcome.Consequence.Kind.all { consequences += others.lazy.filter { $0.kind == kind } }
        }
        var errors: [CaseError] = []
        for number in interpreter.reported { errors.append(interpreter.errors[number]) }
        errors += differences.errors(in: interpreter.plan.program)
        return Outcome(
            errors: errors.isEmpty ? [] : CaseError.diagnostics(errors, in: interpreter.plan.program),
            issues: issues, others: consequences, defined: defined)
    }
}
