internal import WritLanguage

/// Where the text of a rulebook lies: its rule files and its forms, by their paths in order, so that the order of a folder does not
/// matter, and the folders that were looked into to find them.
package struct RulebookFiles: Sendable, Equatable {
    package let rules: [String]
    /// Nil where forms are only named by the rules.
    package let forms: [String]?
    let folders: [String]

    init(rules: [String], forms: [String]?, folders: [String]) {
        self.rules = rules
        self.forms = forms
        self.folders = folders
    }

    /// A folder of rule files (or one rule file) and a folder of forms, with the folders below them. A folder of forms that does not exist is
    /// an empty one, unless it was asked for; without a folder, forms are only named by the rules.
    package static func find(
        rules: String, forms: String?, formsAreRequired: Bool
    ) throws(FileFailure) -> RulebookFiles {
        func sorted(_ paths: [String]) -> [String] {
            paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        guard FileSystem.exists(rules) else { throw FileFailure(.missing(path: rules)) }
        var ruleFiles = (files: [rules], folders: [String]())
        if FileSystem.isFolder(rules) {
            ruleFiles = try filesAndFolders(ofRules: rules)
            if ruleFiles.files.isEmpty { throw FileFailure(.noRules(path: rules)) }
        }
        var formFiles: (files: [String], folders: [String]) = ([], [])
        if let forms, formsAreRequired || FileSystem.exists(forms) {
            // Schemas and print profiles live in folders of their own below.
            formFiles = try FileSystem.filesAndFolders(
                below: forms, endingIn: [".xml"], except: ["schema", "profile"])
        }
        return RulebookFiles(
            rules: sorted(ruleFiles.files), forms: forms == nil ? nil : sorted(formFiles.files),
            folders: ruleFiles.folders + formFiles.folders)
    }

    /// The rule files of a folder and of those below it.
    package static func rules(below folder: String) throws(FileFailure) -> [String] {
        try filesAndFolders(ofRules: folder).files
    }

    /// The folders called `cases` hold sample cases, and no rules.
    private static func filesAndFolders(
        ofRules folder: String
    ) throws(FileFailure) -> (files: [String], folders: [String]) {
        try FileSystem.filesAndFolders(below: folder, endingIn: [".writ.md", ".writ"], except: ["cases"])
    }

    /// The text of all files.
    package func read() throws(FileFailure) -> RulebookSources {
        var contents: [[UInt8]] = []
        for path in rules + (forms ?? []) {
            contents.append(try FileSystem.read(path, limit: RulebookSources.fileLimit))
        }
        return RulebookSources(
            reading: self, rules: Array(contents[..<rules.count]), forms: Array(contents[rules.count...]))
    }

    /// The text of the files that a part needs; nil where the part is none of these files.
    package func read(only part: RulebookPart) throws(FileFailure) -> RulebookSources? {
        var ruleTexts = [[UInt8]?](repeating: nil, count: rules.count)
        var formTexts = [[UInt8]?](repeating: nil, count: forms?.count ?? 0)
        for number in part.code.keys {
            guard rules.indices.contains(number) else { return nil }
            ruleTexts[number] = try FileSystem.read(rules[number], limit: RulebookSources.fileLimit)
        }
        for number in part.forms {
            guard let forms, forms.indices.contains(number) else { return nil }
            formTexts[number] = try FileSystem.read(forms[number], limit: RulebookSources.fileLimit)
        }
        return RulebookSources(reading: self, rules: ruleTexts, forms: formTexts)
    }
}
