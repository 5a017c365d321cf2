internal import WritLanguage
internal import WritSemantics

/// A chain as a diagram: one box a step, side by side where steps run in parallel.
struct ChainView {
    let site: SiteMap
    let chain: Chain

    private struct Box {
        let column: Int
        let row: Int
        let title: String
        let signer: String
    }

    func write(into out: inout Markup) {
        let boxes = layout()
        let columns = (boxes.map(\.column).max() ?? 0) + 1
        let rows = (boxes.map(\.row).max() ?? 0) + 1
        let width = columns * 200 + 20
        let height = rows * 80 + 20
        let title = site.style.pick("审批流程图：\(chain.identity.title)", "diagram of the chain \(chain.identity.title)")
        out.open(
            "svg",
            [
                "role": "img", "viewBox": "0 0 \(width) \(height)", "width": "\(width)", "height": "\(height)",
                "aria-label": title,
            ])
        out.element("title", title)
        for box in boxes {
            let x = box.column * 200 + 20
            let y = box.row * 80 + 20
            if box.column > 0 {
                out.trusted("<path d=\"M\(x - 40) \(y + 30)h34m-8 -5l8 5l-8 5\" fill=\"none\" stroke=\"#1b1f24\"/>")
            }
            out.trusted(
                "<rect x=\"\(x)\" y=\"\(y)\" width=\"160\" height=\"60\" rx=\"6\" fill=\"#f3f5f8\" stroke=\"#4a5361\"/>"
            )
            out.element(
                "text", ["x": "\(x + 80)", "y": "\(y + 26)", "text-anchor": "middle", "font-size": "15"],
                cut(box.title, 10))
            out.element(
                "text", ["x": "\(x + 80)", "y": "\(y + 47)", "text-anchor": "middle", "font-size": "12"],
                cut(box.signer, 13))
        }
        out.close("svg")
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
            boxes.append(Box(column: at, row: depth[at, default: 0], title: step.title, signer: signer(step.signer)))
            depth[at, default: 0] += 1
        }
        return boxes
    }

    private func signer(_ signer: Chain.Signer) -> String {
        let style = site.style
        return switch signer {
        case .one(let role): style.title(of: role)
        case .all(let roles): roles.map(style.title(of:)).joined(separator: "、")
        case .any(let count, let roles): "\(count)/\(roles.count) " + roles.map(style.title(of:)).joined(separator: "、")
        case .line(let from, let to): "\(style.title(of: from)) → \(style.title(of: to))"
        case .notStated: style.pick("未载明", "not stated")
        }
    }

    private func cut(_ text: String, _ count: Int) -> String {
        text.count > count ? text.prefix(count - 1) + "…" : text
    }
}
