/// A finished view as a tree, for files that are made from it: what stands in its body, in order.
struct ViewTree {
    indirect enum Node {
        case element(Element)
        case text(String)
    }

    struct Element {
        let name: String
        let classes: [Substring]
        let attributes: [(name: String, value: String)]
        var children: [Node] = []

        func has(_ name: String) -> Bool { classes.contains { $0 == name } }
        subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

        var elements: [Element] {
            children.compactMap { if case .element(let element) = $0 { element } else { nil } }
        }
    }

    /// The content of `main`.
    let main: Element
    /// Of the page, such as `zh-Hans`.
    let language: String
    let title: String

    /// Elements that have no end tag.
    private static let void: Set<String> = ["meta", "link", "br", "hr", "col", "img", "wbr"]
    /// Deeper than any view; what is deeper is no view.
    private static let greatestDepth = 64

    /// Nil where the bytes are no view.
    init?(_ view: [UInt8]) {
        guard let events = MarkupScan.events(view) else { return nil }
        var open: [Element] = []
        var main: Element?
        var language = ""
        var title = ""
        for event in events {
            switch event {
            case .start(let name, let attributes):
                if name == "html" { language = attributes.first { $0.name == "lang" }?.value ?? "" }
                let classes = attributes.first { $0.name == "class" }?.value.split(separator: " ") ?? []
                let element = Element(name: name, classes: classes, attributes: attributes)
                guard open.count < Self.greatestDepth else { return nil }
                if Self.void.contains(name) {
                    if !open.isEmpty { open[open.count - 1].children.append(.element(element)) }
                } else {
                    open.append(element)
                }
            case .end(let name):
                if Self.void.contains(name) { continue }
                guard let element = open.popLast(), element.name == name else { return nil }
                if name == "main" { main = element }
                if !open.isEmpty { open[open.count - 1].children.append(.element(element)) }
            case .text(let text):
                guard !open.isEmpty else { continue }
                if open[open.count - 1].name == "title" { title += text }
                open[open.count - 1].children.append(.text(text))
            }
        }
        guard open.isEmpty, let main else { return nil }
        self.main = main
        self.language = language
        self.title = title
    }
}
