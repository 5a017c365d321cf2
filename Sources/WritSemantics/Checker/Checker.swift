package import WritLanguage

/// Turns syntax trees into a checked program: declarations are collected by kind, named, typed and then read in an
/// order in which everything that is needed is there. The order of the files and declarations changes no result.
package struct Checker {
    /// Nobody reads further, and a hostile file could fill the memory with them.
    static let maximumDiagnostics = 1000

    var collected = CollectedDeclarations()
    var names = NameTables()
    var diagnostics: [Diagnostic] = []

    var typePlaces: [String: Span] = [:]
    var roleNames = NameTable<Role>()
    var actionNames = NameTable<Action>()
    var sourceNames = NameTable<Source>()
    var organisationNames = NameTable<Organisation>()
    var calendarNames = NameTable<WorkCalendar>()
    var parameterNames = NameTable<Parameter>()
    var tableNames = NameTable<DecisionTable>()
    var ruleNames = NameTable<Rule>()
    var chainNames = NameTable<Chain>()
    var dutyNames = NameTable<Duty>()
    var obligationNames = NameTable<Obligation>()
    var logNames = NameTable<LogMapping>()
    var columnNames = NameTable<ColumnMapping>()
    var reportNames = NameTable<Report>()
    var formNames = NameTable<FormSummary>()
    var procedureNames = NameTable<Procedure>()
    /// By record.
    var definitionNames: [NameTable<Definition>] = []

    var roles: [Role] = []
    var actions: [Action] = []
    var sources: [Source] = []
    var clauses: [Clause] = []
    /// By source.
    var clauseNames: [NameTable<Clause>] = []
    var isCited: [Bool] = []
    var calendars: [WorkCalendar] = []
    var parameters: [Parameter] = []
    var organisations: [Organisation] = []
    var definitionHeads: [DefinitionHead] = []
    var definitions: [Definition] = []
    /// The definitions that each definition asks for.
    var dependencies: [Set<DefinitionID>] = []
    var tables: [DecisionTable] = []
    var chains: [Chain] = []
    var rules: [Rule] = []
    var duties: [Duty] = []
    var obligations: [Obligation] = []
    var judgements: [Judgement] = []
    /// By position among the declared ones, the types of the records that hold decisions.
    var judgementRecords: [Int: RecordID] = [:]
    /// By name of a case type, the type of what other cases see of it.
    var images: [String: RecordID] = [:]
    var examples: [Example] = []
    var columns: [ColumnMapping] = []
    var reports: [Report] = []
    var stageSets: [StageSet] = []
    var logs: [LogMapping] = []
    var procedures: [Procedure] = []
    private var firstWorkingDays: Span?
    let sourceTexts: SourceTexts
    /// By type and definition, the parameter that stands for what is `not stated` in it.
    var unstatedNames: [String: String] = [:]

    /// The rulebook of which only a part is checked.
    let whole: WholeRulebook?

    private init(_ sourceTexts: SourceTexts, partOf whole: WholeRulebook?) {
        self.sourceTexts = sourceTexts
        self.whole = whole
    }

    /// Checks the files of a rulebook together. `forms` are what the documents' stage read of the forms; without it,
    /// every form that a rule or a duty issues is taken to exist. `formSources` are the forms' files: they take part in the
    /// digest and are kept for messages. `sourceTexts` are the texts that sources name by `text`. `whole` is the rulebook of
    /// which the trees are a part that needs nothing else of it.
    package static func check(
        trees: [SyntaxTree], forms: [FormHeader]?, formSources: [SourceText] = [],
        sourceTexts: SourceTexts = SourceTexts(), partOf whole: WholeRulebook? = nil
    ) -> CheckResult {
        var checker = Checker(sourceTexts, partOf: whole)
        checker.names.suspects = SuspectNames.of(trees)
        checker.run(trees, forms)
        let order = checker.definitionOrder()
        let hasErrors = checker.hasErrors(trees)
        let files = (trees.map(\.source) + formSources).sorted { $0.id < $1.id }
        let program = hasErrors ? nil : checker.program(files, whole?.digest ?? Digest.of(trees, formSources), order)
        return CheckResult(program: program, diagnostics: checker.sortedDiagnostics(trees))
    }

    /// After an error some declarations have been left out, and what they cite with them.
    private func hasErrors(_ trees: [SyntaxTree]) -> Bool {
        diagnostics.contains { $0.severity == .error }
            || trees.contains { $0.diagnostics.contains { $0.severity == .error } }
    }

    private mutating func run(_ trees: [SyntaxTree], _ forms: [FormHeader]?) {
        collected = CollectedDeclarations(trees)
        declareCurrency()
        declareTypes()
        declareSources()
        declareRolesAndActions()
        declareJudgements()
        declareCalendars()
        addUnstatedParameters()
        declareParameters()
        declareRulesAndChains()
        declareForms(forms)
        defineStages()
        declareDefinitions()
        checkParameterValues()
        checkOrganisations()
        checkDefinitions()
        checkTables()
        checkChains()
        checkRules()
        checkDuties()
        checkObligations()
        checkExamples()
        checkColumns()
        checkReports()
        checkStages()
        checkLogs()
        declareProcedures(trees)
        reportCalendars()
        // What is doubtful is told of the whole.
        if whole != nil { return }
        diagnostics += LookAlikeNames.diagnostics(trees)
        if !hasErrors(trees) { reportUncoveredClauses() }
    }

    private func program(_ files: [SourceText], _ digest: String, _ order: [DefinitionID]) -> Program {
        Program(
            title: collected.rulebooks.first.map { $0.head.title?.plain ?? $0.head.name.text } ?? "", digest: digest,
            files: files, sources: sources, clauses: clauses, roles: roles, actions: actions,
            organisations: organisations, calendars: calendars, enums: names.enums, records: names.records,
            parameters: parameters, definitions: definitions, tables: tables, rules: rules, chains: chains,
            duties: duties, examples: examples, logs: logs, forms: names.forms, obligations: obligations,
            procedures: procedures,
            judgements: judgements, columns: columns, reports: reports, stages: stageSets, currency: names.currency,
            definitionOrder: order)
    }

    private func sortedDiagnostics(_ trees: [SyntaxTree]) -> [Diagnostic] {
        let diagnostics = UnfinishedExpressions.removed(from: diagnostics, trees)
        func key(_ place: Place) -> (Int32, Int32) {
            if case .span(let span) = place { return (span.file.index, span.start) }
            return (.max, .max)
        }
        let sorted = diagnostics.enumerated().sorted { a, b in
            let (x, y) = (key(a.element.place), key(b.element.place))
            return x == y ? a.offset < b.offset : x < y
        }.map(\.element)
        return RepeatedNames.joined(sorted)
    }

    // MARK: shared by all declarations

    mutating func report(
        _ fact: some DiagnosticFact, at span: Span, _ severity: Diagnostic.Severity = .error,
        related: [Diagnostic.Related] = [], fix: Diagnostic.Fix? = nil
    ) {
        if diagnostics.count >= Checker.maximumDiagnostics { return }
        diagnostics.append(Diagnostic(severity, fact, at: .span(span), related: related, fix: fix))
    }

    func identity(_ head: DeclarationHead) -> Identity {
        Identity(
            name: head.name.text, title: head.title?.plain ?? head.name.text, documentation: head.documentation,
            nameSpan: head.name.span, span: head.span)
    }

    /// Adds a name; a second declaration is reported with the place of the first, and left out.
    mutating func declare<Entity>(
        _ name: Name, _ kind: NameKind, _ table: WritableKeyPath<Checker, NameTable<Entity>>, _ index: Int
    ) -> Bool {
        if name.text.isEmpty { return false }
        guard let earlier = self[keyPath: table].add(name.text, EntityID(index), at: name.span) else { return true }
        reportDuplicate(name, kind, earlier)
        return false
    }

    mutating func reportDuplicate(_ name: Name, _ kind: NameKind, _ earlier: Span) {
        // Kinds of declarations are taken up one after the other; people read a file from its beginning.
        let isReversed = earlier.file == name.span.file && name.span.start < earlier.start
        let (first, second) = isReversed ? (name.span, earlier) : (earlier, name.span)
        report(
            NameFact.duplicate(kind, name: name.text), at: second,
            related: [Diagnostic.Related(.span(first), Phrase(en: "declared here first", zh: "首次声明于此"))])
    }

    mutating func find<Entity>(
        _ name: Name, _ kind: NameKind, _ table: KeyPath<Checker, NameTable<Entity>>
    ) -> EntityID<Entity>? {
        if let found = self[keyPath: table][name.text] { return found }
        if !name.text.isEmpty, !names.suspects.contains(name.text) {
            let nearest = suggestion(for: name.text, among: self[keyPath: table].all)
            report(
                NameFact.unknown(kind, name: name.text, suggestion: nearest), at: name.span,
                fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
        }
        return nil
    }

    /// A rulebook full of mistakes is not searched through for every one of them.
    func suggestion(for name: String, among candidates: @autoclosure () -> [String]) -> String? {
        diagnostics.count > 200 ? nil : Suggestion.nearest(to: name, among: candidates())
    }

    /// For the expressions of one declaration, about a record where there is one.
    func typer(_ subject: RecordID? = nil) -> ExpressionTyper {
        var typer =
            subject.map { ExpressionTyper(names: names, subject: $0) } ?? ExpressionTyper(names: names)
        typer.suggests = diagnostics.count <= 200
        return typer
    }

    /// Takes over what a typer found.
    mutating func finish(_ typer: ExpressionTyper) {
        diagnostics += typer.diagnostics.prefix(
            Checker.maximumDiagnostics - min(Checker.maximumDiagnostics, diagnostics.count))
        if firstWorkingDays == nil { firstWorkingDays = typer.workingDays }
    }

    /// A constant of a type; `nil` where it is none, which has been reported.
    mutating func constant(_ syntax: ExpressionSyntax, as type: ValueType, allowsUnknownFields: Bool = false) -> Value?
    {
        var typer = typer()
        typer.allowsUnknownFields = allowsUnknownFields
        let expression = typer.given(syntax, as: type)
        if expression.type != .error, expression.constantValue == nil {
            typer.report(TypeFact.notConstant, at: syntax.span)
        }
        finish(typer)
        return expression.type == .error ? nil : expression.constantValue
    }

    mutating func date(_ syntax: ExpressionSyntax) -> CalendarDate? {
        guard case .date(let date)? = constant(syntax, as: .date) else { return nil }
        return date
    }

    /// Working days are counted by somebody: there must be one calendar that says what they are.
    private mutating func reportCalendars() {
        guard let firstWorkingDays else { return }
        if calendars.isEmpty {
            if collected.calendars.isEmpty { report(TypeFact.noCalendar, at: firstWorkingDays) }
        } else if calendars.count > 1 {
            for organisation in organisations where organisation.calendar == nil {
                report(
                    DeclarationFact.calendarUnclear(organisation: organisation.identity.name),
                    at: organisation.identity.nameSpan)
            }
        }
    }
}
