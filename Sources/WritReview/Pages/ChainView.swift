internal import WritLanguage
internal import WritSemantics

/// A chain as a diagram: one box a step, side by side in a column where steps run in parallel. All steps of a column must be
/// done before the next begins; a step that only some cases need has a broken line and says when.
struct ChainView {
    let site: SiteMap
    let chain: Chain

    private struct Box {
        let column: Int
        let row: Int
        let title: String
        let signer: String
        let condition: String?
    }

    private enum Size {
        static let (width, height, gap, margin) = (168, 76, 44, 12)
        static func x(_ column: Int) -> Int { margin + column * (width + gap) }
        static func y(_ row: Int) -> Int { margin + row * (height + 14) }
    }

    func write(into out: inout Markup) {
        let boxes = layout()
        let columns = (boxes.map(\.column).max() ?? 0) + 1
        let rows = (boxes.map(\.row).max() ?? 0) + 1
        let width = Size.x(columns) - Size.gap + Size.margin
        let height = Size.y(rows) - 14 + Size.margin
        let title = site.style.told(
            en: "diagram of the chain \(site.style.word(chain.identity))", zh: "审批流程图：\(chain.identity.title)")
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open(
            "svg",
            [
                "role": "img", "viewBox": "0 0 \(width) \(height)", "width": "\(width)", "height": "\(height)",
                "aria-label": title,
            ])
        out.element("title", title)
        for column in 0..<columns {
            connect(boxes.filter { $0.column == column }, boxes.filter { $0.column == column + 1 }, &out)
        }
        for box in boxes { draw(box, &out) }
        out.close("svg")
        out.close("div")
    }

    private func draw(_ box: Box, _ out: inout Markup) {
        let (x, y) = (Size.x(box.column), Size.y(box.row))
        let broken = box.condition == nil ? "" : " stroke-dasharray=\"6 4\""
        out.trusted(
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Size.width)\" height=\"\(Size.height)\" rx=\"6\" fill=\"#f3f5f8\" stroke=\"#4a5361\"\(broken)/>"
        )
        var line = box.condition == nil ? 32 : 24
        for (text, size, limit) in [(box.title, 15, 20), (box.signer, 12, 25), (box.condition ?? "", 11, 27)]
        where !text.isEmpty {
            out.element(
                "text",
                [
                    "x": "\(x + Size.width / 2)", "y": "\(y + line)", "text-anchor": "middle", "font-size": "\(size)",
                ], cut(text, limit))
            line += size + 8
        }
    }

    /// From every box of a column to every box of the next, by one upright line between them.
    private func connect(_ from: [Box], _ to: [Box], _ out: inout Markup) {
        guard let column = from.first?.column, !to.isEmpty else { return }
        let start = Size.x(column) + Size.width
        let middle = start + Size.gap / 2
        let heights = (from + to).map { Size.y($0.row) + Size.height / 2 }
        guard let top = heights.min(), let bottom = heights.max() else { return }
        var path = top == bottom ? "" : "M\(middle) \(top)V\(bottom)"
        for box in from { path += "M\(start) \(Size.y(box.row) + Size.height / 2)H\(middle)" }
        for box in to { path += "M\(middle) \(Size.y(box.row) + Size.height / 2)h\(Size.gap / 2 - 2)l-7 -5m7 5l-7 5" }
        out.trusted("<path d=\"\(path)\" fill=\"none\" stroke=\"#1b1f24\"/>")
    }

    /// Each step stands right of the last, unless it runs beside an earlier one: then below it.
    private func layout() -> [Box] {
        var boxes: [Box] = []
        var depth: [Int: Int] = [:]
        var column = -1
        var columnOf: [Int] = []
        for step in chain.steps {
            if let other = step.parallelTo, columnOf.indices.contains(other) {
                columnOf.append(columnOf[other])
            } else {
                column += 1
                columnOf.append(column)
            }
            let at = columnOf[columnOf.count - 1]
            boxes.append(
                Box(
                    column: at, row: depth[at, default: 0], title: site.style.word(step.name, step.title),
                    signer: signer(step, in: chain.subject),
                    condition: step.condition.map { site.style.clause($0) + site.style.told(en: "", zh: "的") }))
            depth[at, default: 0] += 1
        }
        return boxes
    }

    private func signer(_ step: Chain.Step, in subject: RecordID?) -> String {
        let style = site.style
        return switch step.signer {
        case .one(let role):
            style.title(of: role)
                + (step.named.map {
                    style.told(
                        en: " (\(style.fieldTitle(named: $0, in: subject)))",
                        zh: "（\(style.fieldTitle(named: $0, in: subject))）")
                } ?? "")
        case .all(let roles): roles.map(style.title(of:)).joined(separator: style.told(en: ", ", zh: "、"))
        case .any(let count, let roles):
            "\(count)/\(roles.count) " + roles.map(style.title(of:)).joined(separator: style.told(en: ", ", zh: "、"))
        case .line(let from, let to): "\(style.title(of: from)) → \(style.title(of: to))"
        case .notStated: style.told(en: "not stated", zh: "未载明")
        }
    }

    /// As much as fits: Chinese characters are twice as wide as letters.
    private func cut(_ text: String, _ limit: Int) -> String {
        func width(of character: Character) -> Int { character.isASCII ? 1 : 2 }
        if text.reduce(0, { $0 + width(of: $1) }) <= limit { return text }
        var (result, used) = ("", 1)
        for character in text {
            used += width(of: character)
            if used > limit { break }
            result.append(character)
        }
        return result + "…"
    }
}
