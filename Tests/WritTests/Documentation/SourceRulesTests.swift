import Foundation
import Testing
import WritTestSupport

/// What the sources promise to those who read them.
@Suite struct SourceRulesTests {
    private static let root = Corpus.tests.deletingLastPathComponent()

    private struct Source {
        let path: String
        let text: String

        /// Where an expression matches outside of lines that are comments.
        func matches(_ pattern: String) throws -> [String] {
            let expression = try NSRegularExpression(
                pattern: "^(?!\\s*//)" + pattern, options: [.anchorsMatchLines])
            let whole = text as NSString
            return expression.matches(in: text, range: NSRange(location: 0, length: whole.length)).map {
                whole.substring(with: $0.range)
            }
        }
    }

    /// All Swift files of the program.
    private static func sources() throws -> [Source] {
        let folder = root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var sources: [Source] = []
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let path = String(file.standardizedFileURL.path.dropFirst(root.standardizedFileURL.path.count + 1))
            sources.append(Source(path: path, text: try String(contentsOf: file, encoding: .utf8)))
        }
        #expect(sources.count > 400, "the sources were found")
        return sources.sorted { $0.path < $1.path }
    }

    /// What goes round the language's watch over memory, threads and access: every name of it begins with one of these.
    private static let unsafe =
        ".*(?:Unsafe|\\bunsafe[A-Zl(]|\\(unsafe\\)|@unchecked|@exclusivity|Unmanaged|OpaquePointer|withMemoryRebound"
        + "|[bB]indMemory|assumingMemoryBound|unchecked\\)|Builtin\\.|@_)"

    /// Memory that the language does not watch over stands in few files, each of which says what it promises and who may rely
    /// on it.
    @Test func unsafeMemoryStandsInFewFiles() throws {
        let found = try Self.sources().filter { !(try $0.matches(Self.unsafe).isEmpty) }
        #expect(found.count > 10, "nothing of it is found any more")
        #expect(
            found.count <= 25,
            """
            \(found.count) files hold unsafe memory, and 25 may: \(found.map(\.path).joined(separator: ", ")). \
            For bytes that are lent use `ByteView` and `ByteRoom`, for the system's calls `SystemCalls`, for a lock `Mutex` or \
            `Monitor`, for what libxml2 reports `XMLTree.reporting`, for memory of one owner `OwnedArray` and `FixedTable`.
            """)
        for source in found {
            // The lines of a comment, from those words to its end.
            let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.drop { $0 == " " } }
            let promise = lines.drop { !($0.hasPrefix("/// Unsafe memory: ") || $0.hasPrefix("// Unsafe memory: ")) }
                .prefix { $0.hasPrefix("//") }
            #expect(
                promise.joined(separator: " ").split(separator: " ").count >= 15,
                "\(source.path) says in a comment that begins “Unsafe memory:” what it promises and who may rely on it")
            #expect(!source.text.contains("/*"), "\(source.path): comments are lines, which this test leaves out")
        }
    }

    /// A call with five values in a row tells nobody what they are.
    @Test func noFunctionHasFiveUnlabelledParameters() throws {
        var found: [String] = []
        // The steps of RFC 7693 take the words that it names.
        for source in try Self.sources() where !source.path.hasSuffix("/BLAKE2b.swift") {
            let heads = try NSRegularExpression(pattern: "\\b(?:func [^\\s(<]+|init[?!]?|subscript)\\s*(?:<[^(]*>)?\\(")
            let text = Array(source.text.utf16)
            for head in heads.matches(in: source.text, range: NSRange(location: 0, length: text.count)) {
                if Self.unlabelled(in: text, from: head.range.upperBound) >= 5 {
                    found.append("\(source.path): \((source.text as NSString).substring(with: head.range))")
                }
            }
        }
        #expect(found.isEmpty, "at most four parameters without a label: \(found.joined(separator: "; "))")
    }

    /// How many parameters of a list begin with `_ `.
    private static func unlabelled(in text: [UInt16], from start: Int) -> Int {
        var (depth, count, at, isAtStart) = (1, 0, start, true)
        while at < text.count {
            switch Unicode.Scalar(text[at]) {
            case "(", "[", "{", "<": depth += 1
            case ">" where text[at - 1] == 0x2D: break
            case ")", "]", "}", ">":
                depth -= 1
                if depth == 0 { return count }
            case "," where depth == 1:
                isAtStart = true
                at += 1
                continue
            case " ", "\n":
                at += 1
                continue
            case "_" where isAtStart && text[at + 1] == 0x20: count += 1
            default: break
            }
            isAtStart = false
            at += 1
        }
        return 0
    }

    /// Where a byte is compared with a sign of ASCII, or one is written, the sign stands in the code as itself.
    @Test func bytesAreNamed() throws {
        var found: [String] = []
        for source in try Self.sources() {
            // More than two digits are a scalar, or a word of several bytes.
            let lines = try source.matches(
                "(?!.*\\b0x[0-9A-Fa-f]{3}).*(?:[!=]= |case |append\\(|put\\()0x(?!7[Ff])[2-7][0-9A-Fa-f]\\b.*$")
            for line in lines { found.append("\(source.path): \(line.drop { $0 == " " })") }
        }
        #expect(found.isEmpty, "`UInt8(ascii:)` for a sign of ASCII:\n\(found.joined(separator: "\n"))")
    }
}
