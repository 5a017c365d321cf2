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
    /// The time of day by which it is due.
    let time: TimeOfDay?
    var draft: DraftConsequence
    private(set) var causes: [Cause]
    /// The number of the first document whose content is equal; nil where a part of the content is not known.
    var content: Int?

    init(form: FormID, to: [RoleID], chain: ChainID?, time: TimeOfDay?, draft: DraftConsequence) {
        self.form = form
        self.to = to
        self.chain = chain
        self.time = time
        self.draft = draft
        causes = [Cause(rule: draft.rule, consequence: draft.consequence, isCertain: draft.isCertain)]
    }

    func isAsked(by cause: Cause) -> Bool {
        causes.contains { $0.rule == cause.rule && $0.consequence == cause.consequence }
    }

    /// Which of several documents of its form it is; nothing while that is not known.
    func about(_ interpreter: inout Interpreter) -> String? {
        guard let about = draft.about else { return nil }
        switch interpreter.facts.value(about) {
        case .text(let text): return text
        case .integer(let number): return String(number)
        default: return nil
        }
    }

    /// Another rule asks for the same document.
    mutating func join(_ other: DocumentDraft) {
        causes += other.causes
        draft.grounds.join(other.draft.grounds)
    }
}
