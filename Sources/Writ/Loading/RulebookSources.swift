package import WritLanguage

/// The text of a rulebook and of its forms. Text enters the compiler here and nowhere else.
package struct RulebookSources: Sendable {
    package let rules: [SourceText]
    package let forms: [SourceText]
    /// The rules name forms that nobody has laid out yet: their names are taken as they are.
    package let areFormsOnlyNamed: Bool

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
    }

    /// The largest rule file or form that is read, in bytes: far above any manual, far below what would exhaust memory.
    package static let fileLimit = 16 << 20

    /// Reads a folder of rule files (or one rule file) and a folder of forms. A folder of forms that does not exist is
    /// an empty one, unless it was asked for; without a folder, forms are only named by the rules.
    package static func read(
        rules: String, forms: String?, formsAreRequired: Bool
    ) throws(FileFailure) -> RulebookSources {
        guard FileSystem.exists(rules) else { throw FileFailure(.missing(path: rules)) }
        var rulePaths = [rules]
        if FileSystem.isFolder(rules) {
            rulePaths = try FileSystem.files(below: rules, endingIn: [".writ.md", ".writ"])
            if rulePaths.isEmpty { throw FileFailure(.noRules(path: rules)) }
        }
        var formPaths: [String] = []
        if let forms, formsAreRequired || FileSystem.exists(forms) {
            // Schemas and print profiles live in folders of their own below; forms stand directly in the folder.
            formPaths = try FileSystem.files(below: forms, endingIn: [".xml"], depth: 0)
        }
        var ruleFiles: [(path: String, bytes: [UInt8])] = []
        for path in rulePaths { ruleFiles.append((path, try FileSystem.read(path, limit: fileLimit))) }
        var formFiles: [(path: String, bytes: [UInt8])] = []
        for path in formPaths { formFiles.append((path, try FileSystem.read(path, limit: fileLimit))) }
        return RulebookSources(rules: ruleFiles, forms: forms == nil ? nil : formFiles)
    }
}
