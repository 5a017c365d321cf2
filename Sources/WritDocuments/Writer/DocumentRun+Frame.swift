import WritApprovals
import WritEvaluation
import WritSemantics

/// What a document says about itself: whose it is, its number, dates and state.
extension DocumentRun {
    /// Attributes of the record's root.
    mutating func identity(_ part: Operation.IdentityPart) {
        guard isRecord, let held = input.held else { return }
        switch part {
        case .matter:
            filled(" about=\"", input.issue?.about)
            bytes.append(" as-of=\"")
            bytes.appendCode(of: held.data.asOf)
            bytes.append("\"")
            filled(" case=\"", held.data.id)
            filled(" case-type=\"", program.records[held.data.type.index].identity.name)
            bytes.append(" digest=\"")
            content.reserve(in: &bytes)
            bytes.append("\"")
        case .place:
            let ordinal = input.issue?.ordinal ?? 0
            filled(" ordinal=\"", ordinal > 0 ? String(ordinal) : nil)
            filled(" organisation=\"", held.data.organisation.map { program.organisations[$0.index].identity.name })
        case .sheet: if let digest = input.sheetOf { attribute(" sheet-of=\"", digest) }
        }
    }

    /// An attribute whose value is part of the record's filling, or nothing in its place.
    private mutating func filled(_ start: StaticString, _ value: String?) {
        guard let value else { return content.addNothing() }
        bytes.append(start)
        let from = bytes.count
        bytes.appendAttribute(value)
        content.add(bytes, from: from, to: bytes.count)
        bytes.append("\"")
    }

    mutating func attribute(_ start: StaticString, _ value: String) {
        bytes.append(start)
        bytes.appendAttribute(value)
        bytes.append("\"")
    }

    mutating func state(_ part: Operation.StatePart) {
        switch part {
        case .attribute: if isRecord { attribute(" state=\"", stage.rawValue) }
        case .bodyClass: if !isRecord { bytes.put(stage.rawValue) }
        case .banner:
            let text: String? =
                switch stage {
                case .draft: plan.words.draft
                case .awaitingApproval: plan.words.awaiting
                case .blank, .approved, .issued: nil
                }
            guard let text else { return }
            element(text, xml: ("<state>", "</state>\n"), html: ("<p class=\"state\">", "</p>\n"))
        }
    }

    /// What people typed, isolated in the view.
    mutating func typed(_ text: String) {
        if !isRecord { bytes.append("<bdi>") }
        bytes.appendText(text)
        if !isRecord { bytes.append("</bdi>") }
    }

    /// Text between tags of the record or of the view.
    mutating func element(
        _ text: String, xml: (StaticString, StaticString), html: (StaticString, StaticString)
    ) {
        bytes.append(isRecord ? xml.0 : html.0)
        bytes.appendText(text)
        bytes.append(isRecord ? xml.1 : html.1)
    }

    /// The firm that the case belongs to, as the issuer.
    mutating func organisation(isHead: Bool) {
        guard let organisation = input.issuer else { return }
        let title = program.organisations[organisation.index].identity.title
        if isRecord { content.add(part: title) }
        element(
            title, xml: ("<issuer>", "</issuer>\n"),
            html: (isHead ? "<p class=\"issuer\">" : "<p class=\"by\">", "</p>\n"))
    }

    // MARK: - Dates

    /// The rest of a start tag in the record, and the date in both; the view has none in its head.
    mutating func documentDate(isHead: Bool, _ interpreter: inout Interpreter) {
        if isHead, !isRecord { return }
        // What goes out bears the day on which it was signed: that of the last approval that it needed.
        if plan.genre.leavesTheHouse, !isBlank, input.approval != nil || input.issue?.chain != nil {
            guard let day = input.approval?.approvedOn else { return blankDate() }
            return datedText(day, plan.date.format)
        }
        if let date = date(plan.date.source, &interpreter) {
            datedText(date, plan.date.format)
        } else {
            isMissing(plan.date.source, plan.date.path, &interpreter)
            blankDate()
        }
    }

    mutating func date(_ source: ValueSource, _ interpreter: inout Interpreter) -> CalendarDate? {
        let slot = read(source, &interpreter)
        return slot.tag == .date ? CalendarDate(day: slot.int) : nil
    }

    mutating func datedText(_ date: CalendarDate, _ format: ValueFormat) {
        if isRecord {
            bytes.append(" value=\"")
            bytes.appendCode(of: date)
            bytes.append("\">")
        }
        plan.printer.printDate(date, as: format, into: &bytes)
    }

    private mutating func blankDate() {
        bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
        bytes.appendText(plan.words.blankDate)
        if !isRecord { bytes.append("</span>") }
    }

    mutating func optionalDate(_ date: CalendarDate?) {
        if let date { datedText(date, .longDate) } else { blankDate() }
    }

    mutating func due(_ format: ValueFormat) {
        switch input.issue?.due {
        case .date(let date):
            datedText(date, format)
            if let time = input.issue?.time { bytes.appendText(" \(time)") }
        case .dateTime(let moment):
            if isRecord {
                bytes.append(" value=\"")
                bytes.appendCode(of: moment)
                bytes.append("\">")
            }
            plan.printer.print(.dateTime(moment), as: .dateTime, into: &bytes)
        case .unknown:
            isIncomplete = true
            for need in input.issue?.needs ?? [] { note(need) }
            blankDate()
        default: blankDate()
        }
    }

    /// The rest of a start tag in the record, and the digest of the document that this routing sheet belongs to.
    mutating func documentDigest() {
        guard let digest = input.sheetOf else {
            bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
            bytes.appendText(plan.words.line(16))
            if !isRecord { bytes.append("</span>") }
            return
        }
        if isRecord { bytes.append(">") }
        bytes.put(digest)
    }

    // MARK: - Numbers

    mutating func documentNumber(_ interpreter: inout Interpreter) {
        switch input.number {
        case .full(let number): typed(number)
        case .sequence(let sequence): patternNumber(sequence, &interpreter)
        case .unknown: patternNumber(nil, &interpreter)
        }
    }

    private mutating func patternNumber(_ sequence: Int?, _ interpreter: inout Interpreter) {
        guard let pattern = plan.number else {
            if let sequence { bytes.appendNumber(sequence) } else { bytes.appendText(plan.words.line(8)) }
            return
        }
        var date: (year: Int, month: Int, day: Int)?
        if let day = self.date(plan.date.source, &interpreter) { date = day.components }
        for part in pattern.parts {
            switch part {
            case .text(let text): bytes.appendText(text)
            case .year: numberPart(date?.year, width: 4)
            case .month: numberPart(date?.month, width: 2)
            case .day: numberPart(date?.day, width: 2)
            case .sequence(let digits): sequenceNumber(sequence, digits: digits)
            }
        }
    }

    private mutating func numberPart(_ number: Int?, width: Int) {
        if let number { bytes.appendNumber(number) } else { bytes.appendText(plan.words.line(width)) }
    }

    private mutating func sequenceNumber(_ sequence: Int?, digits: Int) {
        guard let sequence else { return bytes.appendText(plan.words.line(max(2, digits))) }
        let text = String(sequence)
        for _ in 0..<max(0, digits - text.utf8.count) { bytes.append("0") }
        bytes.put(text)
    }

    /// The number of the latest document of a form in the case's history.
    func earlierNumber(_ form: FormID) -> String? {
        input.held?.data.history.last { $0.form == form && $0.number != nil }?.number
    }

    // MARK: - Messages

    mutating func messages(_ slot: MessagesSlot) {
        let lines = slot.lines(of: input.outcome, plan, program)
        var start = 0
        if isRecord {
            attribute("<messages of=\"", slot.kind.rawValue)
            start = bytes.count
            bytes.append(">\n")
        } else {
            bytes.append("<div class=\"messages\">\n")
        }
        if !slot.title.isEmpty {
            element(slot.title, xml: ("<title>", "</title>\n"), html: ("<p class=\"caption\">", "</p>\n"))
        }
        if lines.isEmpty {
            let text = isBlank ? plan.words.line(12) : slot.empty
            if !text.isEmpty { element(text, xml: ("<p>", "</p>\n"), html: ("<p>", "</p>\n")) }
        } else {
            if !isRecord { bytes.append("<div class=\"items\" role=\"list\">\n") }
            for (index, line) in lines.enumerated() {
                bytes.append(isRecord ? "<item><label>" : "<div role=\"listitem\"><span class=\"n\">")
                bytes.appendText(plan.words.ordinal(index + 1, style: .arabic))
                bytes.append(isRecord ? "</label>" : "</span>")
                sentence(line)
                bytes.append(isRecord ? "</item>\n" : "</div>\n")
            }
            if !isRecord { bytes.append("</div>\n") }
        }
        if isRecord { content.add(bytes, from: start, to: bytes.count) }
        bytes.append(isRecord ? "</messages>\n" : "</div>\n")
    }
}
