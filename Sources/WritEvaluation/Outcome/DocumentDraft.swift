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
    /// The number of the first document whose content is equal; nil where a part of the content is not known.
    var content: Int?

    init(form: FormID, to: [RoleID], chain: ChainID?, draft: DraftConsequence) {
        self.form = form
        self.to = to
        self.chain = chain
        self.draft = draft
        causes = [Cause(rule: draft.rule, consequence: draft.consequence, isCertain: draft.isCertain)]
    }

    func isAsked(by cause: Cause) -> Bool {
        causes.contains { $0.rule == cause.rule && $0.consequence == cause.consequence }
    }

    /// Another rule asks for the same document.
    mutating func join(_ other: DocumentDraft) {
        causes += other.causes
        draft.grounds.join(other.draft.grounds)
    }
}
