import WritEvaluation
import WritLanguage
import WritSemantics

/// What stands at the end of a document: deadline, signatures, seal, approvals, basis, copies, colophon.
extension FormCompiler {
    /// - Parameter isTitled: a heading stands right above.
    mutating func compileClosing(_ element: MarkupElement, isTitled: Bool) {
        switch element.name {
        case "deadline": compileDeadline(element)
        case "delivery": compileDelivery(element)
        case "signature": compileSignature(element)
        case "signatures":
            let isTwo = element.attribute("columns")?.value.string == "2"
            emitter.markup(xml: "<signatures>\n", html: "<div class=\"signatures\(isTwo ? " two" : "")\">\n")
            for signature in element.elements(named: "signature") {
                under(signature, .block) { $0.compileSignature(signature) }
            }
            emitter.markup(xml: "</signatures>\n", html: "</div>\n")
        case "seal":
            emitter.add(.revocation)
            compileSeal(element)
        case "approvals": compileApprovals(element)
        case "basis": compileBasis(title: element.attribute("title")?.value.string ?? words.basis)
        case "remarks": compileRemarks(element)
        case "copies-note":
            guard let copiesRoot, hasCopiesNote(copiesRoot) else { return }
            emitter.markup(xml: "<copies-note>", html: "<p class=\"copies\">")
            compileCopiesNote(copiesRoot)
            emitter.markup(xml: "</copies-note>\n", html: "</p>\n")
        case "party": compileParty(element)
        case "messages": compileMessages(element, isTitled: isTitled)
        case "colophon":
            emitter.markup(xml: "<colophon>\n", html: "<div class=\"colophon\">\n")
            for line in element.elements(named: "line") {
                under(line, .block) { compiler in
                    compiler.emitter.markup(xml: "<line>", html: "<p>")
                    compiler.compileInline(line)
                    compiler.emitter.markup(xml: "</line>\n", html: "</p>\n")
                }
            }
            emitter.markup(xml: "</colophon>\n", html: "</div>\n")
        case "rule-line": emitter.markup(xml: "<rule-line></rule-line>\n", html: "<hr>\n")
        case "page-break":
            emitter.markup(xml: "<page-break></page-break>\n", html: "<div class=\"page-break\"></div>\n")
        default: break
        }
    }

    /// - Parameter element: how the form wants them; nil where it does not say.
    mutating func compileApprovals(_ element: MarkupElement?) {
        let title = element?.attribute("title")?.value.string ?? words.approvals
        emitter.xml("<approvals title=\"\(Self.attribute(title))\"></approvals>\n")
        emitter.add(
            .approvals(title: textIndex(title), hasDiagram: element.map { FormShape.isTrue($0, "diagram") } ?? false))
    }

    mutating func compileBasis(title: String) {
        emitter.xml("<basis title=\"\(Self.attribute(title))\"></basis>\n")
        emitter.add(.basis(title: textIndex(title)))
    }

    private mutating func compileDeadline(_ element: MarkupElement) {
        let format = element.attribute("as").flatMap { ValueFormat(rawValue: $0.value.string) }
        if let format, let attribute = element.attribute("as") { checkDateFormat(format, attribute) }
        emitter.markup(xml: "<deadline>\n<label>", html: "<p class=\"deadline\"><b>")
        emitter.text((element.attribute("label")?.value.string ?? words.deadline) + words.colon)
        emitter.markup(xml: "</label>\n<due", html: "</b>")
        emitter.add(.due(format: Int32(truncatingIfNeeded: (format ?? .longDate).number)))
        emitter.markup(xml: "</due>\n</deadline>\n", html: "</p>\n")
    }

    private mutating func compileDelivery(_ element: MarkupElement) {
        let title = element.attribute("title")?.value.string ?? words.delivery
        let recipient = element.attribute("to").flatMap { role($0) }.map { program.roles[$0.index].identity.title }
        if FormShape.isTrue(element, "cut") {
            emitter.markup(xml: "<cut>", html: "<p class=\"cut\">")
            emitter.text("✂ " + words.cutHere)
            emitter.markup(xml: "</cut>\n", html: "</p>\n")
        }
        emitter.add(.slip(isOpen: true))
        emitter.markup(xml: "<delivery>\n<title>", html: "<table class=\"grid delivery\">\n<caption>")
        emitter.text(title)
        emitter.markup(xml: "</title>\n", html: "</caption>\n<tbody>\n")
        // Two in a row: the slip stays small, so that it finds room below the letter.
        slip { compiler in
            compiler.slipField(compiler.words.recipient) { compiler in
                if FormShape.hasContent(element) {
                    compiler.withoutNotes { $0.compileInline(element) }
                } else {
                    compiler.emitter.text(recipient ?? compiler.words.line(6))
                }
            }
            compiler.slipField(compiler.words.number) { compiler in
                compiler.emitter.xml("<number>")
                compiler.emitter.add(.documentNumber)
                compiler.emitter.xml("</number>")
            }
        }
        slip { compiler in
            compiler.slipField(compiler.words.deliveryManner, columns: 3) {
                $0.emitter.blank(Blank(boxes: $0.words.manners, apart: $0.words.gap))
            }
        }
        slip { compiler in
            compiler.slipField(compiler.words.deliveryDate) { compiler in
                compiler.emitter.xml("<date")
                compiler.emitter.add(.deliveryDate)
                compiler.emitter.xml("</date>")
            }
            compiler.slipField(compiler.words.receivedBy) { $0.emitter.text($0.words.line(6)) }
        }
        slip { compiler in
            compiler.slipField(compiler.words.deliveredBy) { $0.emitter.text($0.words.line(6)) }
            compiler.slipField(compiler.words.remarks) { $0.emitter.text($0.words.line(6)) }
        }
        emitter.markup(xml: "</delivery>\n", html: "</tbody>\n</table>\n")
        emitter.add(.slip(isOpen: false))
    }

    /// Who makes a contract: the name that the form gives, and room for what it does not know.
    private mutating func compileParty(_ element: MarkupElement) {
        emitter.markup(xml: "<party>\n", html: "<table class=\"grid party\">\n<tbody>\n")
        slip { compiler in
            compiler.slipField(element.attribute("label")?.value.string ?? "") { $0.compileInline(element) }
        }
        for label in words.ofParties {
            slip { compiler in compiler.slipField(label) { $0.emitter.text($0.words.line(14)) } }
        }
        emitter.markup(xml: "</party>\n", html: "</tbody>\n</table>\n")
    }

    /// A row of labels with what stands or is written behind them.
    private mutating func slip(_ fields: (inout FormCompiler) -> Void) {
        emitter.html("<tr>")
        fields(&self)
        emitter.html("</tr>\n")
    }

    private mutating func slipField(
        _ label: String, columns: Int = 1, _ content: (inout FormCompiler) -> Void
    ) {
        emitter.markup(xml: "<field>\n<label>", html: "<th scope=\"row\">")
        emitter.text(label)
        emitter.markup(
            xml: "</label>\n<content>", html: columns > 1 ? "</th><td colspan=\"\(columns)\">" : "</th><td>")
        content(&self)
        emitter.markup(xml: "</content>\n</field>\n", html: "</td>")
    }

    private mutating func compileSignature(_ element: MarkupElement) {
        let attribute = element.attribute("party") ?? element.attribute("role")
        let signer = attribute.flatMap { role($0) }
        let isRepresented = FormShape.isTrue(element, "represented")
        let title = signer.map {
            program.roles[$0.index].identity.title + (isRepresented ? words.sealPlace : words.sign)
        }
        let label = element.attribute("label")?.value.string ?? title ?? ""
        let by = signer.map { " by=\"\(Self.attribute(program.roles[$0.index].identity.name))\"" } ?? ""
        emitter.markup(xml: "<signature\(by)>\n<label>", html: "<div class=\"signature\"><p>")
        emitter.text(label + words.colon)
        emitter.markup(xml: "</label>\n<blank>", html: "<span class=\"blank\">")
        emitter.text(words.line(8))
        emitter.markup(xml: "</blank>\n", html: "</span></p>")
        if isRepresented {
            emitter.markup(xml: "<label>", html: "<p>")
            emitter.text(words.representative + words.colon)
            emitter.markup(xml: "</label>\n<blank>", html: "<span class=\"blank\">")
            emitter.text(words.line(8))
            emitter.markup(xml: "</blank>\n", html: "</span></p>")
        }
        if FormShape.isTrue(element, "date", default: true) {
            emitter.markup(xml: "<label>", html: "<p>")
            emitter.text(words.date + words.colon)
            emitter.xml("</label>\n<date")
            let isParty = signer.map { program.roles[$0.index].isParty } ?? false
            if isParty {
                emitter.add(.signingDate)
            } else {
                emitter.markup(xml: " state=\"unknown\">", html: "<span class=\"blank\">")
                emitter.text(words.blankDate)
                emitter.html("</span>")
            }
            emitter.markup(xml: "</date>\n", html: "</p>")
        }
        emitter.markup(xml: "</signature>\n", html: "</div>\n")
    }

    private mutating func compileSeal(_ element: MarkupElement) {
        emitter.markup(xml: "<seal>\n", html: "<div class=\"seal\">\n")
        if let issuer = issuerElement {
            emitter.markup(xml: "<issuer>", html: "<p class=\"by\">")
            compileInline(issuer)
            emitter.markup(xml: "</issuer>\n", html: "</p>\n")
        } else if let firmIssuer {
            emitter.markup(xml: "<issuer>", html: "<p class=\"by\">")
            emitter.text(firmIssuer)
            emitter.markup(xml: "</issuer>\n", html: "</p>\n")
        } else {
            emitter.add(.organisation(isHead: false))
        }
        emitter.markup(xml: "<date", html: "<p class=\"on\">")
        emitter.add(.documentDate(isHead: false))
        emitter.markup(xml: "</date>\n<place>", html: "</p>\n<p class=\"place\">")
        emitter.text(element.attribute("label")?.value.string ?? words.sealPlace)
        emitter.markup(xml: "</place>\n</seal>\n", html: "</p>\n</div>\n")
    }

    private mutating func compileRemarks(_ element: MarkupElement) {
        let lines = FormShape.count(element, "lines") ?? (FormShape.hasContent(element) ? 0 : 2)
        emitter.markup(
            xml: "<remarks lines=\"\(lines)\">\n<title>", html: "<div class=\"remarks\">\n<p class=\"caption\">")
        emitter.text(element.attribute("title")?.value.string ?? words.remarks)
        emitter.markup(xml: "</title>\n", html: "</p>\n")
        if FormShape.hasContent(element) {
            emitter.markup(xml: "<p>", html: "<p>")
            compileInline(element)
            emitter.markup(xml: "</p>\n", html: "</p>\n")
        }
        for _ in 0..<lines { emitter.html("<div class=\"line\"></div>\n") }
        emitter.markup(xml: "</remarks>\n", html: "</div>\n")
    }

    /// - Parameter isTitled: what stands above says what they are.
    mutating func compileMessages(_ element: MarkupElement, isTitled: Bool) {
        guard let of = element.attribute("of"), let kind = Outcome.Consequence.Kind(rawValue: of.value.string) else {
            return
        }
        let title = element.attribute("title")?.value.string
        messages.append(
            MessagesSlot(
                kind: kind, title: title ?? (isTitled ? "" : words.told(MessagesSlot.title(of: kind))),
                empty: element.attribute("empty")?.value.string ?? ""))
        emitter.add(.messages(Int32(truncatingIfNeeded: messages.count - 1)))
    }

    /// The date of the document, where it is not the `as-of` date.
    mutating func compileDate(_ element: MarkupElement) {
        guard let of = element.attribute("of") else { return }
        var format = ValueFormat.longDate
        if let attribute = element.attribute("as"), let named = ValueFormat(rawValue: attribute.value.string) {
            checkDateFormat(named, attribute)
            format = named
        }
        guard let checked = expression(of) else { return }
        switch checked.type {
        case .date: break
        case .optional(.date): report(.mayBeMissing(of.value.string), of.valueSpan)
        default: report(.notADate(type: name(of: checked.type)), of.valueSpan)
        }
        dateSlot = ValueSlot(
            source: source(of: checked), format: format, otherwise: [], blank: Blank(words.blankDate),
            path: path(of: checked) ?? [])
    }
}
