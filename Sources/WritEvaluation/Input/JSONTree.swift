import WritLanguage

/// JSON text as a flat array of nodes over its bytes: no object a node, nothing converted before it is asked for.
///
/// Nodes stand in the order of the text; the key of a member stands just before its value.
package struct JSONTree: Sendable {
    package enum Kind: UInt8, Sendable { case null, boolean, number, string, array, object }

    package struct Node: Sendable {
        package var kind: Kind
        package var hasEscapes: Bool
        /// Bytes of the value; of a string, those between the quotes.
        package var start: Int32
        package var end: Int32
        /// The node after this one and all that it contains.
        package var next: Int32
        /// Elements or members.
        package var count: Int32
    }

    package struct Member: Sendable {
        package let name: String
        package let key: Int
        package let value: Int
    }

    package internal(set) var bytes: [UInt8]
    package internal(set) var nodes: [Node]

    /// The outermost value, where the text held one.
    package var root: Int? { nodes.isEmpty ? nil : 0 }

    package func kind(of node: Int) -> Kind { nodes[node].kind }

    package func range(of node: Int) -> Range<Int> { Int(nodes[node].start)..<Int(nodes[node].end) }

    /// The text of a string, escapes resolved; of anything else, as it was written.
    package func text(of node: Int) -> String {
        let range = range(of: node)
        guard nodes[node].hasEscapes else { return String(decoding: bytes[range], as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        bytes.withBytes { JSONLexer.appendDecoded($0, range, to: &decoded) }
        return String(decoding: decoded, as: UTF8.self)
    }

    package func boolean(of node: Int) -> Bool? {
        nodes[node].kind == .boolean ? bytes[Int(nodes[node].start)] == UInt8(ascii: "t") : nil
    }

    /// The elements of an array, in order; nothing for other values.
    package func elements(of node: Int) -> [Int] {
        guard nodes[node].kind == .array else { return [] }
        var elements: [Int] = []
        elements.reserveCapacity(Int(nodes[node].count))
        var at = node + 1
        for _ in 0..<nodes[node].count {
            elements.append(at)
            at = Int(nodes[at].next)
        }
        return elements
    }

    /// The members of an object, in order; nothing for other values.
    package func members(of node: Int) -> [Member] {
        guard nodes[node].kind == .object else { return [] }
        var members: [Member] = []
        members.reserveCapacity(Int(nodes[node].count))
        var at = node + 1
        for _ in 0..<nodes[node].count {
            members.append(Member(name: text(of: at), key: at, value: at + 1))
            at = Int(nodes[at + 1].next)
        }
        return members
    }

    /// The value of the member of an object with a name.
    package func member(_ name: String, of node: Int) -> Int? {
        guard nodes[node].kind == .object else { return nil }
        var at = node + 1
        for _ in 0..<nodes[node].count {
            if text(of: at) == name { return at + 1 }
            at = Int(nodes[at + 1].next)
        }
        return nil
    }

    /// Where a value begins for people: the quote of a string included.
    package func offset(of node: Int) -> Int {
        Int(nodes[node].start) - (nodes[node].kind == .string ? 1 : 0)
    }
}
