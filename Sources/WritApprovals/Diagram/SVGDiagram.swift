import WritLanguage
import WritSemantics

extension ChainDiagram {
    /// A drawing that stands on its own or inside a page: states by shape and word, colour only beside them.
    ///
    /// - Parameter id: the prefix of the ids within, unique in the page.
    package func svg(_ status: ChainStatus, id: String = "chain") -> String { drawing(status, id: id).text }

    /// Several drawings one below the other as one, which stands on its own as well.
    package func svg(_ statuses: [ChainStatus]) -> String {
        if statuses.count == 1, let status = statuses.first { return svg(status) }
        var body = ""
        var height = 0
        for (index, status) in statuses.enumerated() {
            let next = drawing(status, id: "chain-\(index + 1)")
            body += "<g transform=\"translate(0 \(height))\">\n\(next.text)</g>\n"
            height += next.height
        }
        let size = "width=\"\(SVGDrawing.width)\" height=\"\(max(1, height))\""
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGDrawing.width) \(max(1, height))" \(size)>
            \(body)</svg>

            """
    }

    private func drawing(_ status: ChainStatus, id: String) -> (text: String, height: Int) {
        let groups = ChainDiagram.groups(status.steps)
        var drawing = SVGDrawing(language)
        var y = SVGDrawing.margin
        for (index, group) in groups.enumerated() {
            if index > 0 { drawing.arrow(from: y - SVGDrawing.gap, to: y) }
            y = draw(group, at: y, in: &drawing)
            if index < groups.count - 1 { y += SVGDrawing.gap }
        }
        let height = y + SVGDrawing.margin
        let chain = program.chains[status.chain.index].identity.title
        let title = chain + told(en: ": ", zh: "：") + told(status.state.word)
        let prefix = SVGDrawing.identifier(id)
        var out = Markup(language)
        out.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(SVGDrawing.width) \(height)",
                "width": "\(SVGDrawing.width)", "height": "\(height)", "role": "img",
                "aria-labelledby": "\(prefix)-title \(prefix)-desc",
                "font-family": "FangSong, 'Noto Serif CJK SC', 'Noto Sans CJK SC', serif", "font-size": "14",
            ])
        out.element("title", ["id": "\(prefix)-title"], title)
        out.element("desc", ["id": "\(prefix)-desc"], description(of: status))
        out.append(drawing.body)
        out.close("svg")
        return (String(decoding: out.bytes, as: UTF8.self), height)
    }

    /// The drawing in words: what a screen reader reads.
    private func description(of status: ChainStatus) -> String {
        status.steps.map { step in
            let label = StepLabel(step, program: program, language: language)
            var parts = [label.title, label.signers, label.state] + label.records
            if let reason = label.reason { parts.append(reason) }
            return parts.joined(separator: told(en: ", ", zh: "，"))
        }.joined(separator: told(en: "; ", zh: "；"))
    }

    /// Draws the branches of a group side by side, three to a row; answers where it ends.
    private func draw(_ group: [[StepStatus]], at top: Int, in drawing: inout SVGDrawing) -> Int {
        let perRow = min(3, group.count)
        let spacing = 16
        let boxWidth = (SVGDrawing.width - 2 * SVGDrawing.margin - (perRow - 1) * spacing) / perRow
        var y = top
        for start in stride(from: 0, to: group.count, by: perRow) {
            let row = group[start..<min(group.count, start + perRow)]
            var bottom = y
            for (place, branch) in row.enumerated() {
                let x = SVGDrawing.margin + place * (boxWidth + spacing)
                var end = y
                for (level, step) in branch.enumerated() {
                    if level > 0 {
                        drawing.arrow(from: end, to: end + SVGDrawing.gap, at: x + boxWidth / 2)
                        end += SVGDrawing.gap
                    }
                    end = draw(step, x: x, y: end, width: boxWidth, in: &drawing)
                }
                bottom = max(bottom, end)
            }
            y = bottom + (start + perRow < group.count ? spacing : 0)
        }
        return y
    }

    private func draw(_ status: StepStatus, x: Int, y: Int, width: Int, in drawing: inout SVGDrawing) -> Int {
        let label = StepLabel(status, program: program, language: language)
        var state = label.state
        if let due = label.due, status.state != .approved, status.state != .skipped { state += " · " + due }
        /// A column of a terminal is half of a Chinese character, seven units at this size.
        let columns = (width - 56) / 7
        var lines = ColumnText.wrapped(label.title + "  " + label.signers, to: columns)
        let heading = lines.count
        lines += ColumnText.wrapped(state, to: columns)
        for text in label.records + (label.reason.map { [$0] } ?? []) { lines += ColumnText.wrapped(text, to: columns) }
        let height = max(44, lines.count * 20 + 16)
        drawing.box(x: x, y: y, width: width, height: height, state: status.state)
        drawing.symbol(status.state, x: x + 24, y: y + 22)
        for (index, line) in lines.enumerated() {
            drawing.text(line, x: x + 46, y: y + 22 + index * 20, isStrong: index < heading)
        }
        return y + height
    }
}

/// Pieces of a drawing as SVG elements.
struct SVGDrawing {
    static let width = 640
    static let margin = 8
    static let gap = 20

    private(set) var body: Markup

    init(_ language: MessageLanguage) { body = Markup(language) }

    mutating func arrow(from top: Int, to bottom: Int, at x: Int = SVGDrawing.width / 2) {
        body.trusted("<path d=\"M\(x) \(top)V\(bottom - 5)\" stroke=\"#444\" stroke-width=\"1.5\" fill=\"none\"/>\n")
        body.trusted("<path d=\"M\(x - 5) \(bottom - 7)h10l-5 7z\" fill=\"#444\"/>\n")
    }

    mutating func box(x: Int, y: Int, width: Int, height: Int, state: StepState) {
        let stroke =
            switch state {
            case .next: "stroke-width=\"2.5\""
            case .waiting, .skipped: "stroke-width=\"1\" stroke-dasharray=\"4 3\""
            default: "stroke-width=\"1.2\""
            }
        body.trusted("<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"4\" ")
        body.trusted("fill=\"#fff\" stroke=\"#444\" \(stroke)/>\n")
    }

    /// A shape of its own for each state.
    mutating func symbol(_ state: StepState, x: Int, y: Int) {
        let shape =
            switch state {
            case .approved:
                "<circle cx=\"0\" cy=\"0\" r=\"11\" fill=\"#1b6e3c\"/>"
                    + "<path d=\"M-5.5 0.5l4 4 7-8\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.5\"/>"
            case .next:
                "<path d=\"M-8 -10l18 10-18 10z\" fill=\"#0b57a4\"/>"
            case .waiting:
                "<circle cx=\"0\" cy=\"0\" r=\"10\" fill=\"none\" stroke=\"#444\" stroke-width=\"1.5\"/>"
            case .rejected:
                "<path d=\"M-5 -11h10l6 6v10l-6 6h-10l-6-6v-10z\" fill=\"#a61b1b\"/>"
                    + "<path d=\"M-4.5 -4.5l9 9m0-9l-9 9\" stroke=\"#fff\" stroke-width=\"2.5\"/>"
            case .returned:
                "<rect x=\"-11\" y=\"-11\" width=\"22\" height=\"22\" fill=\"#7a4a00\"/>"
                    + "<path d=\"M6 5v-3a4 4 0 0 0-4-4h-7m4-4l-4 4 4 4\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\"/>"
            case .skipped:
                "<path d=\"M-10 0h20\" stroke=\"#444\" stroke-width=\"3\"/>"
            case .invalid:
                "<path d=\"M0 -11l12 21h-24z\" fill=\"#a61b1b\"/>"
                    + "<path d=\"M0 -4v7m0 2v2.5\" stroke=\"#fff\" stroke-width=\"2.5\"/>"
            }
        body.trusted("<g transform=\"translate(\(x) \(y))\">\(shape)</g>\n")
    }

    mutating func text(_ text: String, x: Int, y: Int, isStrong: Bool) {
        let weight = isStrong ? "bold" : "normal"
        body.element("text", ["x": "\(x)", "y": "\(y + 5)", "fill": "#111", "font-weight": weight], text)
    }

    /// What may be an id anywhere.
    static func identifier(_ text: String) -> String {
        let kept = text.unicodeScalars.map { scalar -> String in
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || scalar == "-" || scalar == "_" ? String(scalar) : "_"
        }.joined()
        return kept.first?.isLetter == true ? kept : "c" + kept
    }
}
