internal import WritApprovals
internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// What follows from a rulebook for one case.
public struct Outcome: Sendable {
    /// The finished documents, in the order of the rules.
    public let issuances: [Issuance]

    /// The whole outcome as JSON: documents, tasks, refusals, holds, notices, defined values, what is missing, routing problems.
    public let json: String

    /// Whether the rules say that what the case asks for may not be granted.
    public let isRefused: Bool

    /// What made a value impossible, such as two branches that disagree or an overflow; empty in a sound case.
    public let errors: [Message]

    init(_ result: CaseProcessor.Result, _ processor: CaseProcessor) {
        var writer = JSONWriter()
        processor.writeOutcome(result, targets: [.xml, .html], to: &writer)
        json = String(decoding: writer.bytes, as: UTF8.self)
        isRefused = result.isRefused
        errors = result.errors.map { Message($0, files: processor.rulebook.sources.files) }
        let program = processor.rulebook.program
        issuances = result.documents.map { document in
            let issue = result.outcome.issues[document.issue]
            var due: String?
            if case .date(let date) = issue.due { due = date.description }
            if case .dateTime(let moment) = issue.due { due = moment.description }
            return Issuance(
                form: program.forms[document.form.index].name, title: program.forms[document.form.index].title,
                addressees: issue.to.map { program.roles[$0.index].identity.name }, due: due,
                approval: result.routing.status(ofIssue: document.issue)?.state.rawValue, xml: document.xml,
                html: document.html)
        }
    }
}
