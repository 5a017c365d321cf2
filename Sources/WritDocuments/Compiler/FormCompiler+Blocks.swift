import WritLanguage
import WritSemantics

/// Blocks of text: paragraphs, sections, items, attachments.
extension FormCompiler {
    /// The blocks of the body, in a form whose copies `<copies-note/>` tells.
    mutating func compileBlocks(_ body: MarkupElement, notingCopiesOf root: MarkupElement) {
        copiesRoot = root
        sectionCounters = [newCounter()]
        compileBlocks(body)
    }

    mutating func compileBlocks(_ parent: MarkupElement) {
        // A section's title, or a heading, says what the block below it is.
        var isTitled = parent.name == "section"
        for element in parent.elements where Vocabulary.blocks[element.name] != nil && isPrinted(element) {
            defer { isTitled = element.name == "heading" }
            if element.name == "group" {
                compileGroup(element)
            } else if element.name == "choose" {
                under(element, .block) { compiler in compiler.choose(element, .block) { $0.compileBlocks($1) } }
            } else {
                under(element, .block) { $0.compileBlock(element, isTitled: isTitled) }
            }
        }
    }

    private mutating func compileBlock(_ element: MarkupElement, isTitled: Bool) {
        switch element.name {
        case "addressee": paragraph(element, "addressee", classes: ["addressee"])
        case "p": paragraph(element, "p", classes: paragraphClasses(element))
        case "heading":
            let level = headingLevel
            emitter.markup(xml: "<heading>", html: "<h\(level)>")
            compileInline(element)
            emitter.markup(xml: "</heading>\n", html: "</h\(level)>\n")
        case "section": compileSection(element)
        case "items": compileItems(element)
        case "fields": compileFields(element)
        case "table": compileTable(element)
        case "attachments": compileAttachments(element)
        case "image": compileImage(element)
        case "lines":
            let count = FormShape.count(element, "count") ?? 1
            let lines = String(repeating: "<div class=\"line\"></div>\n", count: count)
            emitter.markup(xml: "<lines count=\"\(count)\"></lines>\n", html: "<div class=\"lines\">\n\(lines)</div>\n")
        case "footnotes": emitter.add(.note(.all))
        default: compileClosing(element, isTitled: isTitled)
        }
    }

    private var headingLevel: Int { min(sectionDepth + 2, 6) }

    private mutating func paragraph(_ element: MarkupElement, _ name: String, classes: [String]) {
        let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        emitter.markup(xml: "<\(name)>", html: "<p\(attribute)>")
        compileInline(element)
        emitter.markup(xml: "</\(name)>\n", html: "</p>\n")
    }

    private func paragraphClasses(_ element: MarkupElement) -> [String] {
        var classes: [String] = []
        switch element.attribute("align")?.value.string {
        case "center": classes.append("center")
        case "right": classes.append("right")
        default: break
        }
        if !FormShape.isTrue(element, "indent", default: true) { classes.append("flush") }
        return classes
    }

    private mutating func compileGroup(_ element: MarkupElement) {
        let classes: String? =
            switch element.attribute("keep")?.value.string {
            case "true": "keep"
            case "next": "keep next"
            default: nil
            }
        repeated(element, .block) { compiler in
            compiler.emitter.markup(xml: "<group>\n", html: classes.map { "<div class=\"\($0)\">\n" } ?? "")
            compiler.compileBlocks(element)
            compiler.emitter.markup(xml: "</group>\n", html: classes == nil ? "" : "</div>\n")
        }
    }

    private mutating func compileSection(_ element: MarkupElement) {
        let level = headingLevel
        emitter.markup(xml: "<section>\n<heading>", html: "<section>\n<h\(level)>")
        if FormShape.isTrue(element, "numbered", default: true), let counter = sectionCounters.last {
            let styles: [NumberingStyle] = [.han, .parenHan, .arabic, .parenArabic]
            label(counter, styles[min(sectionDepth, styles.count - 1)])
        }
        emitter.text(element.attribute("title")?.value.string ?? "")
        emitter.markup(xml: "</heading>\n", html: "</h\(level)>\n")
        let inner = newCounter()
        emitter.add(.reset(counter: inner))
        sectionCounters.append(inner)
        sectionDepth += 1
        compileBlocks(element)
        sectionDepth -= 1
        sectionCounters.removeLast()
        emitter.markup(xml: "</section>\n", html: "</section>\n")
    }

    /// The number of a section, an item or an attachment.
    private mutating func label(_ counter: Int32, _ style: NumberingStyle) {
        emitter.markup(xml: "<label>", html: "<span class=\"n\">")
        emitter.add(.count(counter: counter, style: style.number))
        emitter.markup(xml: "</label>", html: "</span>")
    }

    private mutating func compileItems(_ element: MarkupElement) {
        let standard: [NumberingStyle] = [.arabic, .parenArabic, .circled]
        let named = element.attribute("style").flatMap { NumberingStyle(rawValue: $0.value.string) }
        let style = named ?? standard[min(itemDepth, standard.count - 1)]
        let counter = newCounter()
        emitter.add(.reset(counter: counter))
        emitter.markup(xml: "<items>\n", html: "<div class=\"items\" role=\"list\">\n")
        itemDepth += 1
        for item in element.elements(named: "item") {
            repeated(item, .item) { compiler in
                compiler.emitter.markup(xml: "<item>", html: "<div role=\"listitem\">")
                if style != .none { compiler.label(counter, style) }
                if FormShape.holdsBlocks(item) { compiler.compileBlocks(item) } else { compiler.compileInline(item) }
                compiler.emitter.markup(xml: "</item>\n", html: "</div>\n")
            }
        }
        itemDepth -= 1
        emitter.markup(xml: "</items>\n", html: "</div>\n")
    }

    /// 附件：1．… A single one bears no number; where the case decides how many there are, the style hides that of a single one.
    private mutating func compileAttachments(_ element: MarkupElement) {
        let attachments = element.elements(named: "attachment")
        let isSingle = attachments.count == 1 && attachments[0].attribute("each") == nil
        let counter = newCounter()
        emitter.add(.reset(counter: counter))
        emitter.markup(xml: "<attachments>\n<title>", html: "<div class=\"attachments\">\n<p>")
        emitter.text(words.attachments)
        emitter.markup(xml: "</title>\n", html: "</p>\n<div role=\"list\">\n")
        for attachment in attachments {
            let copies = FormShape.count(attachment, "copies")
            repeated(attachment, .item) { compiler in
                compiler.emitter.markup(
                    xml: copies.map { "<attachment copies=\"\($0)\">" } ?? "<attachment>",
                    html: "<div role=\"listitem\">")
                if !isSingle { compiler.label(counter, .arabic) }
                compiler.compileInline(attachment)
                if let copies { compiler.emitter.text(compiler.words.inCopies(copies)) }
                compiler.emitter.markup(xml: "</attachment>\n", html: "</div>\n")
            }
        }
        emitter.markup(xml: "</attachments>\n", html: "</div>\n</div>\n")
    }
}
