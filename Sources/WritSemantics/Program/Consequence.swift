package import WritLanguage

package struct ForEach: Sendable {
    package let local: Int
    package let name: String
    package let list: Expression
    package let condition: Expression?
}

package struct Consequence: Sendable {
    package enum Kind: Sendable {
        /// `arguments` follow the order of `FormSummary.arguments`.
        case issue(form: FormID, to: [RoleID], arguments: [Expression], due: Expression?, approval: ChainID?)
        case require(task: Message, by: RoleID, due: Expression?, until: Expression?)
        case refuse(Message)
        case hold(ActionID, until: Expression)
        case notify(RoleID, Message)
    }
    package let kind: Kind
    package let forEach: ForEach?
    /// What one of several documents of a form is about.
    package let about: Expression?
    package let rolling: DeadlineRolling
    /// The time of day by which it is due.
    package let time: TimeOfDay?
    /// The rule's clauses and its own.
    package let citations: [ClauseID]
    package let span: Span
}

/// Where a deadline goes that falls on a day off.
package enum DeadlineRolling: UInt8, Sendable {
    /// As the calendar says.
    case calendar
    /// To the working day before, where the calendar moves deadlines at all: a period that is counted back from a date
    /// never shrinks.
    case notice
    case forward, backward, not
}

/// What consequences are made of, whatever their kind: whoever asks for one part of all of them asks here.
extension Consequence {
    private struct Parts {
        var arguments: [Expression] = []
        var due: Expression?
        var until: Expression?
        var message: Message?
        var chain: ChainID?
    }

    private var parts: Parts {
        switch kind {
        case .issue(_, _, let arguments, let due, let chain): Parts(arguments: arguments, due: due, chain: chain)
        case .require(let task, _, let due, let until): Parts(due: due, until: until, message: task)
        case .refuse(let reason): Parts(message: reason)
        case .hold(_, let until): Parts(until: until)
        case .notify(_, let message): Parts(message: message)
        }
    }

    package func issues(_ wanted: FormID) -> Bool {
        if case .issue(wanted, _, _, _, _) = kind { true } else { false }
    }
    package var isIssue: Bool { if case .issue = kind { true } else { false } }
    package var isRefusal: Bool { if case .refuse = kind { true } else { false } }
    package var isHold: Bool { if case .hold = kind { true } else { false } }

    /// The values that a document is given, in the order of `FormSummary.arguments`.
    package var arguments: [Expression] { parts.arguments }
    /// Its deadline.
    package var due: Expression? { parts.due }
    /// What ends it once it is there.
    package var until: Expression? { parts.until }
    /// What it says to people.
    package var message: Message? { parts.message }
    /// The chain that approves it.
    package var chain: ChainID? { parts.chain }

    /// Every expression in it.
    package var expressions: [Expression] {
        let parts = parts
        var expressions = [forEach?.list, forEach?.condition, about].compactMap { $0 }
        expressions += parts.arguments + [parts.due, parts.until].compactMap { $0 }
        for case .value(let expression) in parts.message?.segments ?? [] { expressions.append(expression) }
        return expressions
    }

    /// What people call it: a form, a task, an action, or the words that it says.
    package func name(in program: Program) -> String {
        switch kind {
        case .issue(let form, _, _, _, _): program.forms[form.index].name
        case .hold(let action, _): program.actions[action.index].identity.name
        case .require, .refuse, .notify: message?.plain ?? ""
        }
    }
}
