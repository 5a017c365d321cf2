package import WritLanguage
package import WritSemantics

extension Outcome {
    /// Something that follows from the rules, once however many of them ask for it.
    package enum Consequence: Sendable {
        /// The kinds, by the names and in the order in which outcomes list them.
        package enum Kind: String, Sendable {
            case issue, require, refuse, hold, notify

            static let all: [Kind] = [.issue, .require, .refuse, .hold, .notify]

            /// Those that a document may list.
            package static let listed: [Kind] = [.refuse, .require, .hold, .notify]
        }

        case issue(Issue)
        case require(Requirement)
        case refuse(Refusal)
        case hold(Hold)
        case notify(Notification)

        package var kind: Kind {
            switch self {
            case .issue: .issue
            case .require: .require
            case .refuse: .refuse
            case .hold: .hold
            case .notify: .notify
            }
        }

        package var grounds: Grounds {
            switch self {
            case .issue(let issue): issue.grounds
            case .require(let requirement): requirement.grounds
            case .refuse(let refusal): refusal.grounds
            case .hold(let hold): hold.grounds
            case .notify(let notification): notification.grounds
            }
        }
    }

    /// What a consequence asks for, which two must share to be one. Documents are joined in ways of their own.
    enum Content: Hashable {
        case require(String, by: RoleID, due: Value?, TimeOfDay?)
        case refuse(String)
        case hold(ActionID)
        case notify(RoleID, String)

        /// Nothing for a document.
        init?(_ declared: WritSemantics.Consequence, _ draft: DraftConsequence, _ interpreter: inout Interpreter) {
            switch declared.kind {
            case .issue: return nil
            case .require(_, let role, _, _):
                self = .require(
                    draft.text, by: role, due: draft.due.map { interpreter.facts.value($0) },
                    draft.due == nil ? nil : declared.time)
            case .refuse: self = .refuse(draft.text)
            case .hold(let action, _): self = .hold(action)
            case .notify(let role, _): self = .notify(role, draft.text)
            }
        }
    }

    /// Whether and why something follows: what consequences of all kinds have.
    package struct Grounds: Sendable {
        package internal(set) var status: Status
        /// More than one where several rules ask for the same.
        package internal(set) var because: [Cause]
        /// What would settle it, where open; what it would say and does not know is not part of it.
        package internal(set) var needs: [Need]
        /// What its deadline, its values and its words wait for, where it follows all the same.
        package internal(set) var lacks: [Need]

        /// Another rule asks for the same: it is certain, and waits for nothing, once one of them is certain.
        mutating func join(_ other: Grounds) {
            let isCertain = status == .certain || other.status == .certain
            status = isCertain ? .certain : .open
            because += other.because.filter { cause in
                !because.contains { $0.rule == cause.rule && $0.consequence == cause.consequence }
            }
            needs = isCertain ? [] : needs + other.needs.filter { !needs.contains($0) }
            lacks += other.lacks.filter { !lacks.contains($0) }
        }
    }

    /// A document that is required, as one object: it is what documents are made from.
    package final class Issue: Grounded, Sendable {
        package let form: FormID
        /// From 1 among the documents of this form in this outcome, where there is more than one; otherwise 0.
        package let ordinal: Int
        package let to: [RoleID]
        /// Which of several documents of the form it is, as its rule says it.
        package let about: String?
        package let due: Value?
        /// The time of day by which it is due.
        package let time: TimeOfDay?
        package let chain: ChainID?
        /// In the order of `FormSummary.arguments`.
        package let arguments: [Value]
        package let grounds: Grounds

        init(
            form: FormID, ordinal: Int, to: [RoleID], about: String?, due: Value?, time: TimeOfDay?,
            chain: ChainID?, arguments: [Value], grounds: Grounds
        ) {
            self.form = form
            self.ordinal = ordinal
            self.to = to
            self.about = about
            self.due = due
            self.time = time
            self.chain = chain
            self.arguments = arguments
            self.grounds = grounds
        }
    }

    package struct Requirement: Grounded, Sendable {
        package let task: String
        package let by: RoleID
        package let due: Value?
        /// The time of day by which it is due.
        package let time: TimeOfDay?
        package let grounds: Grounds
    }

    package struct Refusal: Grounded, Sendable {
        package let reason: String
        package let grounds: Grounds
    }

    package struct Hold: Grounded, Sendable {
        package let action: ActionID
        package let grounds: Grounds
    }

    package struct Notification: Grounded, Sendable {
        package let to: RoleID
        package let message: String
        package let grounds: Grounds
    }

    /// The consequences of an outcome as one list.
    package struct Consequences: RandomAccessCollection, Sendable {
        fileprivate let issues: [Issue]
        fileprivate let others: [Consequence]

        init(issues: [Issue], others: [Consequence]) {
            self.issues = issues
            self.others = others
        }

        package var startIndex: Int { 0 }
        package var endIndex: Int { issues.count + others.count }

        package subscript(position: Int) -> Consequence {
            position < issues.count ? .issue(issues[position]) : others[position - issues.count]
        }
    }

    // For those who ask for one kind, a list of it.
    package var requirements: [Requirement] {
        consequences.compactMap { if case .require(let requirement) = $0 { requirement } else { nil } }
    }
    package var refusals: [Refusal] {
        consequences.compactMap { if case .refuse(let refusal) = $0 { refusal } else { nil } }
    }
    package var holds: [Hold] { consequences.compactMap { if case .hold(let hold) = $0 { hold } else { nil } } }
    package var notifications: [Notification] {
        consequences.compactMap { if case .notify(let notification) = $0 { notification } else { nil } }
    }

    /// Whether the rules surely say that what the case asks for may not be granted.
    package var isRefused: Bool { consequences.contains { $0.kind == .refuse && $0.status == .certain } }
}

extension Outcome.Consequence {
    init(_ content: Outcome.Content, on grounds: Outcome.Grounds) {
        switch content {
        case .require(let task, let role, let due, let time):
            self = .require(Outcome.Requirement(task: task, by: role, due: due, time: time, grounds: grounds))
        case .refuse(let reason): self = .refuse(Outcome.Refusal(reason: reason, grounds: grounds))
        case .hold(let action): self = .hold(Outcome.Hold(action: action, grounds: grounds))
        case .notify(let role, let message):
            self = .notify(Outcome.Notification(to: role, message: message, grounds: grounds))
        }
    }
}

/// What follows on grounds.
package protocol Grounded {
    var grounds: Outcome.Grounds { get }
}

extension Grounded {
    package var status: Outcome.Status { grounds.status }
    package var because: [Outcome.Cause] { grounds.because }
    package var needs: [Outcome.Need] { grounds.needs }
    package var lacks: [Outcome.Need] { grounds.lacks }
}

extension Outcome.Consequence: Grounded {
    /// What waits for something that the consequence needs: a document's form, or else the rules that ask for it.
    package func waiting(in program: Program) -> [String] {
        if case .issue(let issue) = self { return [program.forms[issue.form.index].name] }
        return because.map { program.rules[$0.rule.index].identity.name }
    }
}
