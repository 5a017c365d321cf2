import WritLanguage

/// The declarations of all files by kind, in the order of the files.
struct CollectedDeclarations {
    var rulebooks: [RulebookDeclaration] = []
    var sources: [SourceDeclaration] = []
    var roles: [(declaration: SimpleDeclaration, isParty: Bool)] = []
    var actions: [SimpleDeclaration] = []
    var organisations: [OrganisationDeclaration] = []
    var calendars: [CalendarDeclaration] = []
    var enumerations: [EnumDeclaration] = []
    var records: [RecordDeclaration] = []
    var parameters: [ParameterDeclaration] = []
    var definitions: [DefinitionDeclaration] = []
    var amendments: [DefinitionDeclaration] = []
    var tables: [TableDeclaration] = []
    var rules: [RuleDeclaration] = []
    var chains: [ChainDeclaration] = []
    var duties: [DutyDeclaration] = []
    var obligations: [ObligationDeclaration] = []
    /// With the language that their files are written in.
    var judgements: [(declaration: JudgementDeclaration, keywords: KeywordTable)] = []
    var examples: [ExampleDeclaration] = []
    var columns: [ColumnsDeclaration] = []
    var reports: [ReportDeclaration] = []
    /// With the language that their files are written in.
    var stages: [(declaration: StagesDeclaration, keywords: KeywordTable)] = []
    var logs: [LogDeclaration] = []

    init() {}

    init(_ trees: [SyntaxTree]) {
        for tree in trees {
            for declaration in tree.declarations { add(declaration, of: tree) }
        }
    }

    private mutating func add(_ declaration: Declaration, of tree: SyntaxTree) {
        switch declaration {
        case .rulebook(let declaration): rulebooks.append(declaration)
        case .source(let declaration): sources.append(declaration)
        case .role(let declaration): roles.append((declaration, false))
        case .party(let declaration): roles.append((declaration, true))
        case .action(let declaration): actions.append(declaration)
        case .organisation(let declaration): organisations.append(declaration)
        case .calendar(let declaration): calendars.append(declaration)
        case .enumeration(let declaration): enumerations.append(declaration)
        case .record(let declaration): records.append(declaration)
        case .parameter(let declaration): parameters.append(declaration)
        case .definition(let declaration):
            if declaration.isAmendment { amendments.append(declaration) } else { definitions.append(declaration) }
        case .table(let declaration): tables.append(declaration)
        case .rule(let declaration): rules.append(declaration)
        case .chain(let declaration): chains.append(declaration)
        case .duty(let declaration): duties.append(declaration)
        case .obligation(let declaration): obligations.append(declaration)
        case .judgement(let declaration):
            judgements.append((declaration, KeywordTable.used(in: tree.source)))
        case .example(let declaration): examples.append(declaration)
        case .columns(let declaration): columns.append(declaration)
        case .report(let declaration): reports.append(declaration)
        case .stages(let declaration): stages.append((declaration, KeywordTable.used(in: tree.source)))
        case .log(let declaration): logs.append(declaration)
        }
    }
}
