import WritLanguage

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

        /// All that it says.
        var text: String {
            children.map { node in
                switch node {
                case .element(let element): element.text
                case .text(let text): text
                }
            }.joined()
        }

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
        var reading = Reading()
        guard view.withBytes({ reading.read($0) }), let main = reading.main else { return nil }
        self.main = main
        language = reading.language
        title = reading.title
    }

    private struct Reading {
        var open: [Element] = []
        var main: Element?
        var language = ""
        var title = ""

        mutating func read(_ view: ByteView) -> Bool {
            var scan = TagScan(view)
            while let token = scan.next() {
                switch token {
                case .start: guard start(scan) else { return false }
                case .end: guard end(scan) else { return false }
                case .text:
                    guard let last = open.indices.last else { continue }
                    // What stands in a style is no text of the page.
                    if open[last].name == "style" { continue }
                    let text = scan.plainText
                    if open[last].name == "title", last > 0, open[last - 1].name == "head" { title += text }
                    open[last].children.append(.text(text))
                }
            }
            return open.isEmpty && !scan.isBroken
        }

        private mutating func start(_ scan: TagScan) -> Bool {
            guard open.count < ViewTree.greatestDepth else { return false }
            var attributes: [(name: String, value: String)] = []
            var classes: [Substring] = []
            for attribute in scan.attributes {
                let name = scan.string(attribute.name)
                let value = scan.plain(attribute.value)
                if name == "class" { classes = value.split(separator: " ") }
                attributes.append((name, value))
            }
            let element = Element(name: scan.string(scan.name), classes: classes, attributes: attributes)
            if element.name == "html" { language = element["lang"] ?? "" }
            if ViewTree.void.contains(element.name) {
                if let last = open.indices.last { open[last].children.append(.element(element)) }
            } else {
                open.append(element)
            }
            return true
        }

        private mutating func end(_ scan: TagScan) -> Bool {
            let name = scan.string(scan.name)
            if ViewTree.void.contains(name) { return true }
            guard let element = open.popLast(), element.name == name else { return false }
            if name == "main" { main = element }
            if let last = open.indices.last { open[last].children.append(.element(element)) }
            return true
        }
    }
}

extension TagScan {
    /// The text that was read last, as it is meant.
    fileprivate var plainText: String { plain(text) }

    fileprivate func plain(_ range: Range<Int>) -> String {
        guard needsResolving(range) else { return string(range) }
        var bytes: [UInt8] = []
        append(range, to: &bytes, keepsLines: true)
        return String(decoding: bytes, as: UTF8.self)
    }
}
