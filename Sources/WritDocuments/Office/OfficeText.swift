/// The letters of one paragraph: white space made single as a browser does, lines of typed text kept.
struct OfficeText {
    struct Format: Equatable {
        var isBold = false
        /// Lines as they were typed.
        var keepsLines = false
        /// `superscript` or `subscript`.
        var position: String?
    }

    struct Run {
        var text: String
        let format: Format
    }

    private(set) var runs: [Run] = []
    /// A space is due before the next character.
    private var hasSpace = false

    var isEmpty: Bool { runs.isEmpty }

    mutating func add(_ nodes: [ViewTree.Node], _ format: Format = Format()) {
        for node in nodes {
            switch node {
            case .text(let text): add(text, format)
            case .element(let element): add(element, format)
            }
        }
    }

    private mutating func add(_ element: ViewTree.Element, _ format: Format) {
        var format = format
        switch element.name {
        case "br":
            hasSpace = false
            append("\n", format)
            return
        case "b", "strong": format.isBold = true
        case "bdi": format.keepsLines = true
        case "sup": format.position = "superscript"
        case "sub": format.position = "subscript"
        case "svg", "style", "script": return
        default: break
        }
        add(element.children, format)
    }

    private mutating func add(_ text: String, _ format: Format) {
        var piece = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where format.keepsLines:
                hasSpace = false
                piece.unicodeScalars.append(scalar)
            case " ", "\n", "\t", "\r": hasSpace = true
            default:
                if hasSpace, !(runs.isEmpty && piece.isEmpty), (piece.last ?? runs.last?.text.last) != "\n" {
                    piece.append(" ")
                }
                hasSpace = false
                piece.unicodeScalars.append(scalar)
            }
        }
        append(piece, format)
    }

    private mutating func append(_ text: String, _ format: Format) {
        guard !text.isEmpty else { return }
        if let last = runs.indices.last, runs[last].format == format {
            runs[last].text += text
        } else {
            runs.append(Run(text: text, format: format))
        }
    }
}
