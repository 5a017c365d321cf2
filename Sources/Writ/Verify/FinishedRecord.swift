internal import WritDocuments
internal import WritLanguage

/// What a finished record says of itself, read from its bytes alone.
struct FinishedRecord {
    struct Decision {
        let step: String
        var person = ""
        /// Of the text that was decided on; absent where the approval does not say.
        let digest: String?
    }

    /// Of the root.
    private(set) var attributes: [String: String] = [:]
    private(set) var number: String?
    /// On a routing sheet: the digest of its document as the sheet prints it, which the sheet's own digest covers.
    private(set) var printedDigest: String?
    private(set) var decisions: [Decision] = []
    private(set) var title: [UInt8] = []
    /// It goes through a chain of approvals.
    private(set) var hasApprovals = false
    /// All that its view shows, from the first character to the last, without line ends.
    private(set) var shown: [UInt8] = []

    /// Nil where it cannot be read or is no record.
    init?(_ bytes: [UInt8]) {
        var reading = RecordReading()
        guard bytes.withBytes({ reading.read($0) }) else { return nil }
        attributes = reading.attributes
        decisions = reading.steps.flatMap { step in
            step.decisions.map { Decision(step: step.id, person: Self.text($0.person), digest: $0.digest) }
        }
        let given = Self.text(reading.head.number)
        if !given.isEmpty { number = given }
        title = reading.head.title
        if !reading.printedDigest.isEmpty { printedDigest = Self.text(reading.printedDigest) }
        hasApprovals = reading.hasApproval
        shown = reading.shown
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A text without white space, by which numbers are compared.
    static func squeezed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}

/// A record taken apart.
private struct RecordReading {
    struct Head {
        var state: [UInt8] = []
        var issuer: [UInt8] = []
        var title: [UInt8] = []
        var subtitle: [UInt8] = []
        var number: [UInt8] = []
    }

    struct Decision {
        let digest: String?
        var person: [UInt8] = []
        var text: [UInt8] = []
        var time: [UInt8] = []
        var remarks: [UInt8] = []
    }

    struct Step {
        let id: String
        let state: [UInt8]
        var title: [UInt8] = []
        var signer: [UInt8] = []
        var due: [UInt8] = []
        var reason: [UInt8] = []
        var decisions: [Decision] = []
    }

    /// A place of the body in which the view shows the approvals or the basis.
    private struct Mark {
        let offset: Int
        let isBasis: Bool
        let title: [UInt8]
    }

    private enum Section { case other, head, body, basis, approval }

    private(set) var attributes: [String: String] = [:]
    private(set) var head = Head()
    private(set) var steps: [Step] = []
    private var body: [UInt8] = []
    private var marks: [Mark] = []
    private var clauses: [UInt8] = []
    private var seenClauses: Set<[UInt8]> = []
    private var hasBasis = false
    private(set) var hasApproval = false
    /// Of the document that a routing sheet is about, as it prints it.
    private(set) var printedDigest: [UInt8] = []

    private var section = Section.other
    private var depth = 0
    /// Where the text of the element goes that was begun last.
    private enum Target {
        case nowhere, state, issuer, title, subtitle, number, clause
        case printedDigest, stepTitle, signer, due, reason, person, decision, time, remarks
    }
    private var target = Target.nowhere

    /// False where the bytes are no record.
    mutating func read(_ bytes: ByteView) -> Bool {
        var scan = TagScan(bytes)
        while let token = scan.next() {
            switch token {
            case .start:
                depth += 1
                guard start(scan) else { return false }
            case .end:
                depth -= 1
                if depth < 1 { section = .other }
                // A subtitle holds values; it goes on behind them.
                if section != .head || depth == 2 { target = .nowhere }
            case .text: text(scan)
            }
        }
        return depth == 0 && !scan.isBroken && !attributes.isEmpty
    }

    private mutating func start(_ scan: TagScan) -> Bool {
        if depth == 1 {
            guard scan.isNamed("document"), attributes.isEmpty else { return false }
            for attribute in scan.attributes {
                var value: [UInt8] = []
                scan.append(attribute.value, to: &value)
                attributes[scan.string(attribute.name)] = String(decoding: value, as: UTF8.self)
            }
            return true
        }
        if depth == 2 {
            section =
                scan.isNamed("head")
                ? .head
                : scan.isNamed("body")
                    ? .body
                    : scan.isNamed("basis")
                        ? .basis
                        : scan.isNamed("approval")
                            ? .approval : .other
            if section == .basis { hasBasis = true }
            if section == .approval { hasApproval = true }
            return true
        }
        switch section {
        case .other: break
        case .head: if depth == 3 { target = headTarget(scan) }
        case .body:
            if scan.isNamed("value"), printedDigest.isEmpty, scan.value("of")?.elementsEqual("digest".utf8) ?? false {
                target = .printedDigest
            }
            if scan.isNamed("approvals") || scan.isNamed("basis") {
                marks.append(
                    Mark(offset: body.count, isBasis: scan.isNamed("basis"), title: scan.value("title") ?? []))
            }
        case .basis:
            guard scan.isNamed("clause") else { break }
            let key = (scan.value("source") ?? []) + [0] + (scan.value("number") ?? [])
            target = seenClauses.insert(key).inserted ? .clause : .nowhere
        case .approval: startOfApproval(scan)
        }
        return true
    }

    private func headTarget(_ scan: TagScan) -> Target {
        if scan.isNamed("state") { return .state }
        if scan.isNamed("issuer") { return .issuer }
        if scan.isNamed("title") { return .title }
        if scan.isNamed("subtitle") { return .subtitle }
        return scan.isNamed("number") ? .number : .nowhere
    }

    private mutating func startOfApproval(_ scan: TagScan) {
        func text(_ name: StaticString) -> String? { scan.value(name).map { String(decoding: $0, as: UTF8.self) } }
        if scan.isNamed("step") {
            steps.append(Step(id: text("id") ?? "", state: scan.value("state") ?? []))
        } else if scan.isNamed("decision") {
            if !steps.isEmpty { steps[steps.count - 1].decisions.append(Decision(digest: text("digest"))) }
        } else {
            target =
                if scan.isNamed("title") {
                    .stepTitle
                } else if scan.isNamed("signer") {
                    .signer
                } else if scan.isNamed("due") {
                    .due
                } else if scan.isNamed("reason") {
                    .reason
                } else if scan.isNamed("person") {
                    .person
                } else if scan.isNamed("text") {
                    .decision
                } else if scan.isNamed("time") {
                    .time
                } else {
                    scan.isNamed("remarks") ? .remarks : .nowhere
                }
        }
    }

    private mutating func text(_ scan: TagScan) {
        if section == .body {
            if target == .printedDigest { scan.append(scan.text, to: &printedDigest) }
            return scan.append(scan.text, to: &body)
        }
        let step = steps.count - 1
        let decision = step < 0 ? -1 : steps[step].decisions.count - 1
        switch target {
        case .nowhere, .printedDigest: break
        case .state: scan.append(scan.text, to: &head.state)
        case .issuer: scan.append(scan.text, to: &head.issuer)
        case .title: scan.append(scan.text, to: &head.title)
        case .subtitle: scan.append(scan.text, to: &head.subtitle)
        case .number: scan.append(scan.text, to: &head.number)
        case .clause: scan.append(scan.text, to: &clauses)
        case .stepTitle: if step >= 0 { scan.append(scan.text, to: &steps[step].title) }
        case .signer: if step >= 0 { scan.append(scan.text, to: &steps[step].signer) }
        case .due: if step >= 0 { scan.append(scan.text, to: &steps[step].due) }
        case .reason: if step >= 0 { scan.append(scan.text, to: &steps[step].reason) }
        case .person: if decision >= 0 { scan.append(scan.text, to: &steps[step].decisions[decision].person) }
        case .decision: if decision >= 0 { scan.append(scan.text, to: &steps[step].decisions[decision].text) }
        case .time: if decision >= 0 { scan.append(scan.text, to: &steps[step].decisions[decision].time) }
        case .remarks: if decision >= 0 { scan.append(scan.text, to: &steps[step].decisions[decision].remarks) }
        }
    }

    // MARK: - What the view shows

    /// The head, then the body with the approvals and the basis in their places.
    var shown: [UInt8] {
        var shown = head.state + head.issuer + head.title + head.subtitle + head.number
        shown.reserveCapacity(shown.count + body.count + clauses.count + 1024)
        var from = 0
        for mark in marks {
            shown += body[from..<mark.offset]
            from = mark.offset
            if mark.isBasis {
                if hasBasis { shown += mark.title + clauses }
            } else if hasApproval {
                shown += mark.title
                approvals(into: &shown)
            }
        }
        shown += body[from...]
        return shown
    }

    private func approvals(into shown: inout [UInt8]) {
        let words = FormWords.of(attributes["lang"] ?? "")
        shown += words.approvalHeads.utf8
        for step in steps {
            shown += step.title
            if step.signer != step.title { shown += step.signer }
            if step.state.elementsEqual("skipped".utf8) {
                shown += words.skipped.utf8
            } else {
                for decision in step.decisions { shown += decision.text }
                if step.state.elementsEqual("invalid".utf8) {
                    shown += words.invalid.utf8
                } else if step.decisions.isEmpty {
                    shown += words.openDecision.utf8
                }
            }
            for decision in step.decisions { shown += decision.person }
            for decision in step.decisions { shown += decision.time }
            if step.decisions.isEmpty { shown += step.due }
            for decision in step.decisions { shown += decision.remarks }
            shown += step.reason
        }
    }
}
