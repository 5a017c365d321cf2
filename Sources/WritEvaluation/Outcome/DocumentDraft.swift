import WritLanguage
import WritSemantics

/// A document that rules ask for, while others may still join it.
struct DocumentDraft {
    struct Cause {
        let rule: Int
        let consequence: Int
        /// Whether this one surely asks for the document.
        let isCertain: Bool
    }

    let form: FormID
    let to: [RoleID]
    let chain: ChainID?
    var draft: DraftConsequence
    private(set) var causes: [Cause]
    private(set) var because: [Outcome.Cause]
    /// The number of the first document whose content is equal; nil where a part of the content is not known.
    var content: Int?

    init(form: FormID, to: [RoleID], chain: ChainID?, draft: DraftConsequence, because: Outcome.Cause) {
        self.form = form
        self.to = to
        self.chain = chain
        self.draft = draft
        self.because = [because]
        causes = [Cause(rule: draft.rule, consequence: draft.consequence, isCertain: draft.isCertain)]
    }

    func isAsked(by cause: Cause) -> Bool {
        causes.contains { $0.rule == cause.rule && $0.consequence == cause.consequence }
    }

    /// Another rule asks for the same document.
    mutating func join(_ other: DocumentDraft) {
        causes += other.causes
        because += other.because
        draft.needs =
            draft.isCertain || other.draft.isCertain
            ? [] : draft.needs + other.draft.needs.filter { !draft.needs.contains($0) }
        draft.lacks += other.draft.lacks.filter { !draft.lacks.contains($0) }
        draft.isCertain = draft.isCertain || other.draft.isCertain
    }
}
