import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

extension Session {
    /// `--organisation NAME`: a firm of the rulebook, by its name or its title.
    func organisation(in program: Program) throws(Failure) -> OrganisationID? {
        guard let name = arguments.value("--organisation") else { return nil }
        let firms = program.organisations.map(\.identity)
        if let index = firms.firstIndex(where: { $0.name == name || $0.title == name }) { return OrganisationID(index) }
        throw .usage(
            .unknownName(kind: Phrase(en: "organisation", zh: "单位"), name, among: firms.map(\.name)))
    }

    /// `--as-of`, `--case`, `--organisation`: what the command line says for the cases.
    func caseDefaults(_ rulebook: CompiledRulebook) throws(Failure) -> CaseDefaults {
        var defaults = CaseDefaults()
        if let text = arguments.value("--as-of") {
            defaults.asOf = try day(text, of: "--as-of")
        }
        defaults.organisation = try organisation(in: rulebook.program)
        defaults.dateOrder = arguments.value("--dates").flatMap(DateOrder.init(rawValue:))
        if let name = arguments.value("--case") { defaults.type = try rulebook.caseType(named: name) }
        if let name = arguments.value("--columns") {
            let columns = rulebook.program.columns
            guard let mapping = columns.first(where: { $0.identity.name == name }) else {
                throw .usage(
                    .unknownName(
                        kind: Phrase(en: "set of columns", zh: "列对照"), name, among: columns.map(\.identity.name)))
            }
            if let type = defaults.type, type != mapping.type {
                throw .usage(.conflict("--columns \(name)", "--case \(arguments.value("--case") ?? "")"))
            }
            defaults.type = mapping.type
            defaults.columns = mapping
        }
        return defaults
    }

    /// A day that an option states, written as tables may write it.
    func day(_ text: String, of option: String) throws(Failure) -> CalendarDate {
        let order = arguments.value("--dates").flatMap(DateOrder.init(rawValue:))
        guard let date = try? CellDate.read(text, order: order) else { throw .usage(.badDate(option, text)) }
        return date.day
    }

    /// Reads case files; everything that is wrong with any of them is reported at once.
    func readCases(_ paths: [String], _ rulebook: CompiledRulebook) throws(Failure) -> [CaseData] {
        let (cases, warnings) = try gatherCases(paths, rulebook)
        report(Diagnostics(warnings))
        return cases
    }

    /// Reads case files, and what is doubtful about them.
    func gatherCases(
        _ paths: [String], _ rulebook: CompiledRulebook
    ) throws(Failure) -> (cases: [CaseData], warnings: [Diagnostic]) {
        var reader = CaseReader(rulebook.program, defaults: try caseDefaults(rulebook))
        var cases: [CaseData] = []
        var problems: [Diagnostic] = []
        for path in paths {
            let (data, diagnostics) = reader.read(try readText(path), file: path)
            problems += diagnostics
            guard let data else { continue }
            problems += missingOrganisation(data, rulebook.program, file: path)
            cases.append(data)
        }
        if problems.contains(where: { $0.severity == .error }) { throw .input(Diagnostics(problems)) }
        return (cases, problems)
    }

    /// `--cases`: all cases that there are beside those that are decided. Of a folder these are its files of cases, those of the
    /// folders below it too.
    func readOtherCases(into rulebook: inout CompiledRulebook) throws(Failure) {
        guard let path = arguments.value("--cases") else { return }
        let paths = try unwrap { () throws(FileFailure) in
            FileSystem.isFolder(path)
                ? try FileSystem.files(below: path, endingIn: [".json", ".jsonl", ".ndjson", ".csv", ".tsv"]) : [path]
        }
        var defaults = try caseDefaults(rulebook)
        // The day on which a case was decided is its own.
        defaults.asOf = nil
        var reader = OtherCasesReader(rulebook, defaults: defaults)
        for path in paths {
            let stream = try openText(path)
            let isRead = try unwrap { () throws(FileFailure) in try reader.read(stream, path: path) }
            if !isRead { throw .usage(.missingOperand("--case TYPE")) }
        }
        report(Diagnostics(reader.diagnostics))
        rulebook.set(reader.finish())
    }

    /// Warns of a case that belongs nowhere: rules that hold at some firms only would be silent without a reason.
    private func missingOrganisation(_ data: CaseData, _ program: Program, file: String) -> [Diagnostic] {
        guard data.organisation == nil, let placed = CaseFact.placed(data.type, in: program) else { return [] }
        let fact = CaseFact.noOrganisation(rules: placed.rules, organisations: placed.organisations)
        return [Diagnostic(.warning, fact, at: .data(file: file, line: 1, column: 1, path: "organisation"))]
    }

    /// The firm's list: the one that `--staff` names, or `staff.csv` or `staff.json` beside the rules; nil without either.
    func readStaff(_ rulebook: CompiledRulebook) throws(Failure) -> [StaffRecord]? {
        let beside = ["staff.csv", "staff.json"].map { rulesPath + "/" + $0 }
        guard let path = arguments.value("--staff") ?? beside.first(where: { FileSystem.exists($0) }) else {
            return nil
        }
        var reader = StaffReader(
            rulebook.program, dateOrder: arguments.value("--dates").flatMap(DateOrder.init(rawValue:)))
        let (records, diagnostics) = reader.read(try readText(path), file: path)
        if !diagnostics.isEmpty { throw .input(Diagnostics(diagnostics)) }
        // A list without anybody would tell nobody from anybody.
        if records.isEmpty {
            let place = Place.data(file: path, line: 0, column: 0, path: "")
            throw .input(Diagnostics([Diagnostic(.error, CaseFact.emptyStaff, at: place)]))
        }
        return records
    }

    /// Opens a file of cases, a log or a staff list, whatever its encoding; a guess at that is told.
    func openText(_ path: String) throws(Failure) -> TextStream {
        let stated = arguments.value("--encoding").flatMap(TextEncoding.init(rawValue:))
        let text = try unwrap { () throws(FileFailure) in try TextStream(path, encoding: stated) }
        if let guess = text.guess {
            let fact = FileFact.guessedEncoding(path: path, encoding: guess.rawValue)
            report(Diagnostics([Diagnostic(.warning, fact, at: .none)]))
        }
        return text
    }

    /// All of it.
    func readText(_ path: String) throws(Failure) -> [UInt8] {
        let text = try openText(path)
        return try unwrap { () throws(FileFailure) in try text.readAll() }
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
        do throws(UsageError) {
            return try arguments.integer(name, in: range)
        } catch {
            throw .usage(error)
        }
    }
}
