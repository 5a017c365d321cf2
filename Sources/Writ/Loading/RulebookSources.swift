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

    private init(_ sources: RulebookSources, readsTexts: Bool) {
        rules = sources.rules
        forms = sources.forms
        areFormsOnlyNamed = sources.areFormsOnlyNamed
        self.readsTexts = readsTexts
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

    /// The rule files of a folder and of those below it. The folders called `cases` hold sample cases, and no rules.
    package static func ruleFiles(below folder: String) throws(FileFailure) -> [String] {
        try FileSystem.files(below: folder, endingIn: [".writ.md", ".writ"], except: ["cases"])
    }

    /// Reads a folder of rule files (or one rule file) and a folder of forms, with the folders below them. A folder of forms that does not exist is
    /// an empty one, unless it was asked for; without a folder, forms are only named by the rules.
    package static func read(
        rules: String, forms: String?, formsAreRequired: Bool
    ) throws(FileFailure) -> RulebookSources {
        guard FileSystem.exists(rules) else { throw FileFailure(.missing(path: rules)) }
        var rulePaths = [rules]
        if FileSystem.isFolder(rules) {
            rulePaths = try ruleFiles(below: rules)
            if rulePaths.isEmpty { throw FileFailure(.noRules(path: rules)) }
        }
        var formPaths: [String] = []
        if let forms, formsAreRequired || FileSystem.exists(forms) {
            // Schemas and print profiles live in folders of their own below.
            formPaths = try FileSystem.files(below: forms, endingIn: [".xml"], except: ["schema", "profile"])
        }
        var ruleFiles: [(path: String, bytes: [UInt8])] = []
        for path in rulePaths { ruleFiles.append((path, try FileSystem.read(path, limit: fileLimit))) }
        var formFiles: [(path: String, bytes: [UInt8])] = []
        for path in formPaths { formFiles.append((path, try FileSystem.read(path, limit: fileLimit))) }
        return RulebookSources(
            RulebookSources(rules: ruleFiles, forms: forms == nil ? nil : formFiles), readsTexts: true)
    }
}
