internal import WritDocuments
internal import WritLanguage
internal import WritSemantics

/// What a finished record says of itself, read from its bytes alone.
struct FinishedRecord {
    struct Decision: Equatable {
        let step: String
        var person = ""
        /// Of the text that was decided on; absent where the approval does not say.
        let digest: String?
        /// The moment and what was decided, as machines read them.
        var at = ""
        var value = ""
        /// As whom the person decided.
        var role = ""
        /// As they are printed.
        var text = ""
        var time = ""
        var remarks = ""
    }

    /// A day that the document's digest leaves out: its own, or that of its delivery.
    struct Day {
        enum Place { case head, body, delivery }
        let place: Place
        /// As machines read it; nil for a blank.
        let value: String?
        var text: [UInt8] = []
    }

    struct Picture {
        /// Of its file.
        var name = ""
        let digest: String
        let alt: [UInt8]
    }

    /// Of the root.
    private(set) var attributes: [String: String] = [:]
    private(set) var number: String?
    /// On a routing sheet: the digest of its document as the sheet prints it, which the sheet's own digest covers.
    private(set) var printedDigest: String?
    private(set) var decisions: [Decision] = []
    private(set) var days: [Day] = []
    /// The document's own number, wherever the body has it.
    private(set) var numbers: [[UInt8]] = []
    private(set) var title: [UInt8] = []
    /// What the firm's profile said at its foot when it was made.
    private(set) var contact: [UInt8] = []
    private(set) var account: [UInt8] = []
    /// It goes through a chain of approvals.
    private(set) var hasApprovals = false
    /// How far these have come, as the record says.
    private(set) var approvalState: String?
    /// Those that its view shows, in order.
    private(set) var pictures: [Picture] = []
    /// All that its view shows, from the first character to the last, without line ends.
    private(set) var shown: [UInt8] = []

    /// Nil where it cannot be read or is no record.
    init?(_ bytes: [UInt8]) {
        var reading = RecordReading()
        guard bytes.withBytes({ reading.read($0) }) else { return nil }
        attributes = reading.attributes
        decisions = reading.steps.flatMap { step in
            step.decisions.map {
                Decision(
                    step: step.id, person: Self.text($0.person), digest: $0.digest, at: $0.at, value: $0.value,
                    role: $0.role,
                    text: Self.text($0.text), time: Self.text($0.time), remarks: Self.text($0.remarks))
            }
        }
        days = reading.days
        numbers = reading.numbers
        let given = Self.text(reading.head.number)
        if !given.isEmpty { number = given }
        title = reading.head.title
        contact = reading.head.contact
        account = reading.head.account
        if !reading.printedDigest.isEmpty { printedDigest = Self.text(reading.printedDigest) }
        hasApprovals = reading.hasApproval
        approvalState = reading.approvalState
        pictures = reading.pictures
        shown = reading.shown
    }

    /// Of all that its view shows: the digest of the root leaves out who approved.
    var shownDigest: String { BLAKE2b.hex(shown) }

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
        var contact: [UInt8] = []
        var account: [UInt8] = []
    }

    struct Decision {
        let digest: String?
        let at, value, role: String
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

        var isSkipped: Bool { state.elementsEqual("skipped".utf8) }
    }

    /// A place of the body in which the view shows the approvals or the basis.
    private struct Mark {
        let offset: Int
        let isBasis: Bool
        let title: [UInt8]
    }

    private(set) var pictures: [FinishedRecord.Picture] = []
    private enum Section { case other, head, body, basis, approval }

    private(set) var attributes: [String: String] = [:]
    private(set) var head = Head()
    private(set) var steps: [Step] = []
    private(set) var days: [FinishedRecord.Day] = []
    private(set) var numbers: [[UInt8]] = []
    private var isInDelivery = false
    private var body: [UInt8] = []
    private var marks: [Mark] = []
    private var clauses: [UInt8] = []
    private var seenClauses: Set<[UInt8]> = []
    private var hasBasis = false
    private(set) var hasApproval = false
    private(set) var approvalState: String?
    /// Of the document that a routing sheet is about, as it prints it.
    private(set) var printedDigest: [UInt8] = []

    private var section = Section.other
    private var depth = 0
    /// Where the text of the element goes that was begun last.
    private enum Target {
        case nowhere, state, issuer, title, subtitle, number, contact, account, clause
        case printedDigest, picture, day, ownNumber, stepTitle, signer, due, reason, person, decision, time, remarks
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
                if scan.isNamed("delivery") { isInDelivery = false }
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
            if section == .approval {
                hasApproval = true
                approvalState = scan.value("state").map { String(decoding: $0, as: UTF8.self) }
            }
            return true
        }
        switch section {
        case .other: break
        case .head: if depth == 3 { target = headTarget(scan) }
        case .body:
            if scan.isNamed("value"), printedDigest.isEmpty, scan.value("of")?.elementsEqual("digest".utf8) ?? false {
                target = .printedDigest
            }
            startOfOwn(scan)
            if scan.isNamed("image"), let digest = scan.value("value") {
                pictures.append(
                    FinishedRecord.Picture(
                        digest: String(decoding: digest, as: UTF8.self), alt: scan.value("alt") ?? []))
                target = .picture
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

    private mutating func headTarget(_ scan: TagScan) -> Target {
        if scan.isNamed("state") { return .state }
        if scan.isNamed("issuer") { return .issuer }
        if scan.isNamed("title") { return .title }
        if scan.isNamed("subtitle") { return .subtitle }
        if scan.isNamed("date") {
            add(day: scan, at: .head)
            return .day
        }
        if scan.isNamed("contact") { return .contact }
        if scan.isNamed("account") { return .account }
        return scan.isNamed("number") ? .number : .nowhere
    }

    private mutating func add(day scan: TagScan, at place: FinishedRecord.Day.Place) {
        let value = scan.value("value").map { String(decoding: $0, as: UTF8.self) }
        days.append(FinishedRecord.Day(place: place, value: value))
    }

    /// The document's own number and days in the body; those of others say whose they are.
    private mutating func startOfOwn(_ scan: TagScan) {
        if scan.isNamed("delivery") {
            isInDelivery = true
        } else if scan.isNamed("date"), scan.value("of") == nil {
            add(day: scan, at: isInDelivery ? .delivery : .body)
            target = .day
        } else if scan.isNamed("number"), scan.value("of") == nil {
            numbers.append([])
            target = .ownNumber
        }
    }

    private mutating func startOfApproval(_ scan: TagScan) {
        func text(_ name: StaticString) -> String? { scan.value(name).map { String(decoding: $0, as: UTF8.self) } }
        if scan.isNamed("step") {
            steps.append(Step(id: text("id") ?? "", state: scan.value("state") ?? []))
        } else if scan.isNamed("decision") {
            if !steps.isEmpty {
                steps[steps.count - 1].decisions.append(
                    Decision(
                        digest: text("digest"), at: text("at") ?? "", value: text("value") ?? "",
                        role: text("role") ?? ""))
            }
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
            switch target {
            // The view shows the picture and not the name of its file.
            case .picture: return pictures[pictures.count - 1].name += scan.string(scan.text)
            case .printedDigest: scan.append(scan.text, to: &printedDigest)
            case .day: scan.append(scan.text, to: &days[days.count - 1].text)
            case .ownNumber: scan.append(scan.text, to: &numbers[numbers.count - 1])
            default: break
            }
            return scan.append(scan.text, to: &body)
        }
        let step = steps.count - 1
        let decision = step < 0 ? -1 : steps[step].decisions.count - 1
        switch target {
        case .nowhere, .printedDigest, .picture, .ownNumber: break
        case .day: scan.append(scan.text, to: &days[days.count - 1].text)
        case .state: scan.append(scan.text, to: &head.state)
        case .issuer: scan.append(scan.text, to: &head.issuer)
        case .title: scan.append(scan.text, to: &head.title)
        case .subtitle: scan.append(scan.text, to: &head.subtitle)
        case .number: scan.append(scan.text, to: &head.number)
        case .contact: scan.append(scan.text, to: &head.contact)
        case .account: scan.append(scan.text, to: &head.account)
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

    /// The head, then the body with the approvals and the basis in their places, at the foot the lines of the firm.
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
        shown += head.contact + head.account
        return shown
    }

    private func approvals(into shown: inout [UInt8]) {
        let words = FormWords.of(attributes["lang"] ?? "")
        shown += words.approvalHeads.utf8
        // Steps that the case never needed are not printed, unless there are no others.
        let needed = steps.filter { !$0.isSkipped || !$0.decisions.isEmpty }
        for step in needed.isEmpty ? steps : needed {
            shown += step.title
            if step.signer != step.title { shown += step.signer }
            if step.isSkipped {
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
