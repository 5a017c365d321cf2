import WritLanguage
import WritSemantics

/// Pictures that stand beside the case.
extension FormCompiler {
    /// `<image of="photo" alt="现场照片" width="80">below it</image>`
    mutating func compileImage(_ element: MarkupElement) {
        guard let of = element.attribute("of"), let checked = expression(of) else { return }
        switch checked.type {
        case .text: break
        case .optional(.text): report(.mayBeMissing(of.value.string), of.valueSpan)
        default: return report(.notAFileName(type: name(of: checked.type)), of.valueSpan)
        }
        noteUse(of: checked, of.valueSpan)
        let path = path(of: checked) ?? []
        let alt = Self.attribute(element.attribute("alt")?.value.string ?? "")
        emitter.markup(xml: "<figure>\n<image alt=\"\(alt)\"", html: "<figure class=\"image\">\n")
        emitField(path)
        emitter.xml(" of=\"\(Self.attribute(of.value.string))\"")
        images.append(
            ImageSlot(
                source: source(of: checked), path: path, alt: Array(alt.utf8),
                width: FormShape.count(element, "width") ?? 1))
        emitter.add(.image(Int32(truncatingIfNeeded: images.count - 1)))
        emitter.markup(xml: "</image>\n", html: "\n")
        if FormShape.hasContent(element) {
            emitter.markup(xml: "<caption>", html: "<figcaption>")
            compileInline(element)
            emitter.markup(xml: "</caption>\n", html: "</figcaption>\n")
        }
        emitter.markup(xml: "</figure>\n", html: "</figure>\n")
    }
}
