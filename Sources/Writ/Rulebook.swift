internal import WritDocuments
internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// A company's rules and forms, checked and ready to be applied to cases.
///
/// Immutable: one rulebook may be used from any number of threads at once.
public struct Rulebook: Sendable {
    let compiled: CompiledRulebook
    private let compilation: CompiledRulebook.Compilation

    /// Reads and checks a folder of rule files (or one file) and a folder of forms.
    ///
    /// - Throws: ``WritError`` with everything that is wrong, where a file cannot be read or a rule or form has errors.
    public static func load(rules: String = "Rules", forms: String = "Forms") throws(WritError) -> Rulebook {
        let sources: RulebookSources
        do throws(FileFailure) {
            sources = try RulebookSources.read(rules: rules, forms: forms, formsAreRequired: false)
        } catch {
            throw WritError([Message(error.diagnostic, files: [])])
        }
        return try Rulebook(sources)
    }

    /// Checks rules and forms that the caller has read from wherever they are kept.
    ///
    /// - Parameters:
    ///   - rules: for each rule file its path, which ends in `.writ.md` or `.writ`, and its bytes.
    ///   - forms: for each form its path, whose last part is the form's id and `.xml`, and its bytes.
    /// - Throws: ``WritError`` with everything that is wrong.
    public init(
        rules: [(path: String, bytes: [UInt8])], forms: [(path: String, bytes: [UInt8])]
    ) throws(WritError) {
        self = try Rulebook(RulebookSources(rules: rules, forms: forms))
    }

    private init(_ sources: RulebookSources) throws(WritError) {
        let compilation = CompiledRulebook.compile(sources)
        guard let rulebook = compilation.rulebook else {
            throw WritError(compilation.diagnostics.map { Message($0, files: sources.files) })
        }
        compiled = rulebook
        self.compilation = compilation
    }

    /// The digest of what rules and forms say; layout and comments do not change it.
    public var digest: String { compiled.program.digest }

    /// Warnings and notes: what is doubtful about the rulebook and no error.
    public var messages: [Message] { compilation.diagnostics.map { Message($0, files: compiled.sources.files) } }

    /// Everything that `writ check` tells of the rulebook, its proofs among it. Takes far longer than reading it.
    public func findings() -> [Message] {
        RulebookFindings.all(of: compilation).diagnostics.map { Message($0, files: compiled.sources.files) }
    }

    /// Reads a case in the JSON of case data.
    ///
    /// - Parameters:
    ///   - json: UTF-8.
    ///   - name: what messages call the text, such as its file name.
    /// - Throws: ``WritError`` with everything that is wrong, each with line, column and path.
    public func readCase(_ json: [UInt8], named name: String) throws(WritError) -> Case {
        var reader = CaseReader(compiled.program)
        let (data, diagnostics) = reader.read(json, file: name)
        guard let data else { throw WritError(diagnostics.map { Message($0, files: []) }) }
        return Case(data: data)
    }

    /// Applies the rules to a case and makes its documents.
    ///
    /// - Parameters:
    ///   - matter: a case that this rulebook has read.
    ///   - number: the running number of the first document, where there is one to give.
    public func evaluate(_ matter: Case, number: Int? = nil) -> Outcome {
        let processor = CaseProcessor(compiled)
        return Outcome(processor.process(matter.data, number: number), processor)
    }
}
