package import WritLanguage
import WritSemantics

/// The text of a rulebook and of its forms. Text enters the compiler here and nowhere else.
package struct RulebookSources: Sendable {
    package let rules: [SourceText]
    package let forms: [SourceText]
    /// The rules name forms that nobody has laid out yet: their names are taken as they are.
    package let areFormsOnlyNamed: Bool

    /// The texts that sources name are read beside the rules; false for rules that came from memory.
    private let readsTexts: Bool

    package var files: [SourceText] { rules + forms }

    /// - Parameters:
    ///   - rules: path and bytes of each rule file; sorted by path, so that the order of a folder does not matter.
    ///   - forms: path and bytes of each form; nil where forms are only named by the rules.
    package init(rules: [(path: String, bytes: [UInt8])], forms: [(path: String, bytes: [UInt8])]?) {
        func sorted(_ files: [(path: String, bytes: [UInt8])], from first: Int) -> [SourceText] {
            files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.enumerated().map { index, file in
                SourceText(id: FileID(first + index), path: file.path, bytes: file.bytes)
            }
        }
        self.rules = sorted(rules, from: 0)
        self.forms = sorted(forms ?? [], from: rules.count)
        areFormsOnlyNamed = forms == nil
        readsTexts = false
    }

    /// The texts that the sources of the rules name, each by its path from the folder of the rule file. What cannot be
    /// read, is not UTF-8 or lies elsewhere is left out; the checker tells.
    func sourceTexts(named trees: [SyntaxTree]) -> SourceTexts {
        guard readsTexts else { return SourceTexts() }
        var texts: [FileID: [String: [UInt8]]] = [:]
        for tree in trees {
            let folder = tree.source.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            for name in SourceTexts.names(in: tree) where SourceTexts.isInside(name) {
                let path = folder.isEmpty ? name : folder.joined(separator: "/") + "/" + name
                guard !FileSystem.isDevice(path),
                    let bytes = try? FileSystem.read(path, limit: Self.fileLimit), UTF8Check.firstInvalid(bytes) == nil
                else { continue }
                texts[tree.source.id, default: [:]][name] = bytes
            }
        }
        return SourceTexts(texts)
    }

    /// The largest rule file or form that is read, in bytes: far above any manual, far below what would exhaust memory.
    package static let fileLimit = 16 << 20

    /// Reads a folder of rule files (or one rule file) and a folder of forms, with the folders below them, as `RulebookFiles` finds
    /// them.
    package static func read(
        rules: String, forms: String?, formsAreRequired: Bool
    ) throws(FileFailure) -> RulebookSources {
        try RulebookFiles.find(rules: rules, forms: forms, formsAreRequired: formsAreRequired).read()
    }

    /// The texts of files; of those that are nil the names alone are known, and nobody looks into them.
    init(
        reading files: RulebookFiles, rules: [[UInt8]?], forms: [[UInt8]?]
    ) {
        func texts(_ paths: [String], _ contents: [[UInt8]?], from first: Int) -> [SourceText] {
            zip(paths, contents).enumerated().map { number, file in
                SourceText(id: FileID(first + number), path: file.0, bytes: file.1 ?? [])
            }
        }
        self.rules = texts(files.rules, rules, from: 0)
        self.forms = texts(files.forms ?? [], forms, from: files.rules.count)
        areFormsOnlyNamed = files.forms == nil
        readsTexts = true
    }
}
