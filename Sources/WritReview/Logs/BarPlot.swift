internal import WritLanguage

/// Horizontal bars with their names and figures, drawn within a page. What they show stands in a table beside them.
struct BarPlot {
    struct Bar {
        let name: String
        let length: Int
        /// A part of it that is dark.
        let inner: Int?
        let label: String
    }

    private static let rowHeight = 22
    private static let nameWidth = 190
    private static let barWidth = 380
    private static let labelWidth = 110
    /// More bars than this make no picture; the table has them.
    private static let most = 60

    let title: String
    let language: MessageLanguage

    func write(_ bars: [Bar], into out: inout Markup) {
        let shown = bars.suffix(BarPlot.most)
        let longest = shown.map(\.length).max() ?? 0
        guard longest > 0 else { return }
        let width = BarPlot.nameWidth + BarPlot.barWidth + BarPlot.labelWidth
        let height = shown.count * BarPlot.rowHeight + 8
        out.open("figure")
        out.open(
            "svg",
            [
                "class": "plot", "viewBox": "0 0 \(width) \(height)", "width": "\(width)", "height": "\(height)",
                "role": "img", "aria-label": title, "font-size": "13",
            ])
        for (row, bar) in shown.enumerated() {
            let top = row * BarPlot.rowHeight + 4
            let base = top + 14
            text(cut(bar.name), x: BarPlot.nameWidth - 8, y: base, anchor: "end", into: &out)
            rectangle(bar.length, of: longest, y: top, fill: bar.inner == nil ? "#35618e" : "#a9c4de", into: &out)
            if let inner = bar.inner { rectangle(inner, of: longest, y: top, fill: "#7a2e2e", into: &out) }
            let end = BarPlot.nameWidth + bar.length * BarPlot.barWidth / longest
            text(bar.label, x: end + 6, y: base, anchor: "start", into: &out)
        }
        out.close("svg")
        out.element("figcaption", title)
        out.close("figure")
    }

    private func rectangle(_ length: Int, of longest: Int, y: Int, fill: String, into out: inout Markup) {
        out.element(
            "rect",
            [
                "x": "\(BarPlot.nameWidth)", "y": "\(y)", "width": "\(length * BarPlot.barWidth / longest)",
                "height": "\(BarPlot.rowHeight - 6)", "fill": fill,
            ], "")
    }

    private func text(_ text: String, x: Int, y: Int, anchor: String, into out: inout Markup) {
        out.element("text", ["x": "\(x)", "y": "\(y)", "text-anchor": anchor, "fill": "currentColor"], text)
    }

    /// As much of a name as fits before the bar.
    private func cut(_ name: String) -> String {
        var width = 0
        var short = ""
        for character in name {
            width += DisplayWidth.of(String(character))
            if width > 24 { return short + "…" }
            short.append(character)
        }
        return short
    }
}
