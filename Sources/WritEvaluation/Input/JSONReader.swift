import WritLanguage

/// Reads JSON text (RFC 8259) in one pass into a flat tree, and says everything that is wrong with it.
///
/// A reader may be used again and again: it keeps its storage. Recursion is bounded by `maximumDepth`, and the number
/// of complaints by `maximumProblems`.
package struct JSONReader: Sendable {
    package static let maximumDepth = 64
    package static let maximumBytes = Int(Int32.max) - 1
    static let maximumProblems = 100

    package private(set) var tree = JSONTree(bytes: [], nodes: [])
    package private(set) var problems: [JSONProblem] = []
    private var keys: [Int] = []

    package init() {}

    /// Reads a text. The tree is whole where `isUsable`; otherwise it ends at the first break of the grammar.
    package mutating func read(_ bytes: [UInt8]) {
        tree.bytes = bytes
        tree.nodes.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        guard bytes.count <= Self.maximumBytes else {
            problems.append(JSONProblem(.tooLarge(limit: Self.maximumBytes), at: 0))
            return
        }
        bytes.withBytes { buffer in
            var at = buffer.count >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF ? 3 : 0
            at = JSONLexer.skipSpace(buffer, from: at)
            guard at < buffer.count else {
                problems.append(JSONProblem(.empty, at: at))
                return
            }
            guard let end = value(buffer, at: at, depth: 0) else { return }
            at = JSONLexer.skipSpace(buffer, from: end)
            if at < buffer.count { problems.append(JSONProblem(.trailing(buffer[at]), at: at)) }
        }
    }

    /// No complaint at all.
    package var isUsable: Bool { problems.isEmpty }

    private mutating func fail(_ kind: JSONProblem.Kind, at offset: Int) {
        if problems.count < Self.maximumProblems { problems.append(JSONProblem(kind, at: offset)) }
    }

    private mutating func add(_ kind: JSONTree.Kind, _ start: Int, _ end: Int, hasEscapes: Bool = false) {
        tree.nodes.append(
            JSONTree.Node(
                kind: kind, hasEscapes: hasEscapes, start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: end), next: Int32(truncatingIfNeeded: tree.nodes.count + 1), count: 0))
    }

    /// Reads the value at `at`; answers the offset after it, or nil where the grammar is broken.
    private mutating func value(_ bytes: ByteView, at: Int, depth: Int) -> Int? {
        guard at < bytes.count else {
            fail(.unexpected(nil, expected: .value), at: at)
            return nil
        }
        switch bytes[at] {
        case UInt8(ascii: "{"): return object(bytes, at: at, depth: depth)
        case UInt8(ascii: "["): return array(bytes, at: at, depth: depth)
        case UInt8(ascii: "\""): return string(bytes, at: at)
        case UInt8(ascii: "t"): return literal(bytes, at: at, "true", .boolean)
        case UInt8(ascii: "f"): return literal(bytes, at: at, "false", .boolean)
        case UInt8(ascii: "n"): return literal(bytes, at: at, "null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let end = JSONLexer.number(bytes, from: at) else {
                fail(.badNumber, at: at)
                return nil
            }
            add(.number, at, end)
            return end
        default:
            fail(.unexpected(bytes[at], expected: .value), at: at)
            return nil
        }
    }

    private mutating func literal(
        _ bytes: ByteView, at: Int, _ word: StaticString, _ kind: JSONTree.Kind
    ) -> Int? {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count else {
            fail(.unexpected(bytes[at], expected: .value), at: at)
            return nil
        }
        for index in 0..<word.utf8CodeUnitCount where bytes[at + index] != word.utf8Start[index] {
            fail(.unexpected(bytes[at], expected: .value), at: at)
            return nil
        }
        add(kind, at, end)
        return end
    }

    private mutating func string(_ bytes: ByteView, at: Int) -> Int? {
        let scan = JSONLexer.string(bytes, from: at + 1)
        if let problem = scan.problem { fail(problem.kind, at: problem.offset) }
        guard scan.isTerminated else {
            if scan.problem == nil { fail(.unterminatedString, at: at) }
            return nil
        }
        add(.string, at + 1, scan.end, hasEscapes: scan.hasEscapes)
        return scan.end + 1
    }

    private mutating func array(_ bytes: ByteView, at start: Int, depth: Int) -> Int? {
        guard depth < Self.maximumDepth else {
            fail(.tooDeep(limit: Self.maximumDepth), at: start)
            return nil
        }
        let node = tree.nodes.count
        add(.array, start, start)
        var count: Int32 = 0
        var at = JSONLexer.skipSpace(bytes, from: start + 1)
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") { return close(node, at, count) }
        while true {
            guard let end = value(bytes, at: at, depth: depth + 1) else { return nil }
            count += 1
            at = JSONLexer.skipSpace(bytes, from: end)
            guard at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "]") else {
                fail(.unexpected(at < bytes.count ? bytes[at] : nil, expected: .commaOrBracket), at: at)
                return nil
            }
            if bytes[at] == UInt8(ascii: "]") { return close(node, at, count) }
            at = JSONLexer.skipSpace(bytes, from: at + 1)
        }
    }

    private mutating func close(_ node: Int, _ at: Int, _ count: Int32) -> Int {
        tree.nodes[node].end = Int32(truncatingIfNeeded: at + 1)
        tree.nodes[node].next = Int32(truncatingIfNeeded: tree.nodes.count)
        tree.nodes[node].count = count
        return at + 1
    }

    private mutating func object(_ bytes: ByteView, at start: Int, depth: Int) -> Int? {
        guard depth < Self.maximumDepth else {
            fail(.tooDeep(limit: Self.maximumDepth), at: start)
            return nil
        }
        let node = tree.nodes.count
        let firstKey = keys.count
        defer { keys.removeLast(keys.count - firstKey) }
        add(.object, start, start)
        var count: Int32 = 0
        var at = JSONLexer.skipSpace(bytes, from: start + 1)
        if at < bytes.count, bytes[at] == UInt8(ascii: "}") { return close(node, at, count) }
        while true {
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                fail(.unexpected(at < bytes.count ? bytes[at] : nil, expected: .key), at: at)
                return nil
            }
            keys.append(tree.nodes.count)
            guard let keyEnd = string(bytes, at: at) else { return nil }
            at = JSONLexer.skipSpace(bytes, from: keyEnd)
            guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
                fail(.unexpected(at < bytes.count ? bytes[at] : nil, expected: .colon), at: at)
                return nil
            }
            at = JSONLexer.skipSpace(bytes, from: at + 1)
            guard let end = value(bytes, at: at, depth: depth + 1) else { return nil }
            count += 1
            at = JSONLexer.skipSpace(bytes, from: end)
            guard at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "}") else {
                fail(.unexpected(at < bytes.count ? bytes[at] : nil, expected: .commaOrBrace), at: at)
                return nil
            }
            if bytes[at] == UInt8(ascii: "}") {
                reportDuplicates(bytes, from: firstKey)
                return close(node, at, count)
            }
            at = JSONLexer.skipSpace(bytes, from: at + 1)
        }
    }

    /// Compares the keys of one object: pair by pair where there are few, by a set where there are many.
    private mutating func reportDuplicates(_ bytes: ByteView, from first: Int) {
        let mine = keys[first...]
        let anyEscape = mine.contains { tree.nodes[$0].hasEscapes }
        if mine.count <= 16, !anyEscape {
            for (position, key) in mine.enumerated() {
                for earlier in mine.prefix(position)
                where bytes[tree.range(of: earlier)].elementsEqual(bytes[tree.range(of: key)]) {
                    fail(
                        .duplicateKey(tree.text(of: key), first: tree.offset(of: earlier)), at: tree.offset(of: key))
                    break
                }
            }
            return
        }
        var seen: [String: Int] = [:]
        for key in mine {
            let name = tree.text(of: key)
            if let earlier = seen[name] {
                fail(.duplicateKey(name, first: tree.offset(of: earlier)), at: tree.offset(of: key))
            } else {
                seen[name] = key
            }
        }
    }
}
