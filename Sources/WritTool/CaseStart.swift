import Writ
import WritApprovals
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// How the commands on single cases and forms start: with the part of the rulebook that they need, where the whole was found
/// right before; else with all of it, and an index for the next time.
extension Session {
    /// Rulebooks with less than this in their files are read whole as fast.
    private static let smallRulebook = 32 << 10

    /// The cases of some files, and a rulebook that says of them what the whole one says.
    ///
    /// - Parameter form: what is explained of them, which may be anything in the rulebook.
    func loadCases(
        _ paths: [String], explaining form: String? = nil
    ) throws(Failure) -> (rulebook: CompiledRulebook, cases: [CaseData]) {
        let loaded = try load(paths, explaining: form, allForms: true)
        return (loaded.rulebook, loaded.cases)
    }

    /// The same for those who make documents. Without all forms, those are laid out that follow from the cases as they stand;
    /// where a document then misses its form (`CaseProcessor.missesForm`), `complete` gives the rulebook with all of them.
    func loadCasesToWrite(
        _ paths: [String], allForms: Bool
    ) throws(Failure) -> (rulebook: CompiledRulebook, cases: [CaseData], complete: () -> CompiledRulebook?) {
        try load(paths, explaining: nil, allForms: allForms)
    }

    private func load(
        _ paths: [String], explaining form: String?, allForms: Bool
    ) throws(Failure) -> (rulebook: CompiledRulebook, cases: [CaseData], complete: () -> CompiledRulebook?) {
        let start = try RulebookStart(self)
        if arguments.value("--cases") != nil {
            // Any type of case may be among them.
            var rulebook = try start.compileWhole()
            try readOtherCases(into: &rulebook)
            return (rulebook, try readCases(paths, rulebook), { nil })
        }
        if let names = caseTypes(namedIn: paths),
            let outline = start.outline({ $0.part(ofCaseTypes: names, explaining: form) }),
            // What is wrong with a case is told by the whole rulebook, which knows all names that may have been meant.
            let (cases, problems) = try? gatherCases(paths, outline.rulebook),
            var rulebook = outline.layingOut(allForms ? nil : outline.forms(issuedIn: cases), start.profiles)
        {
            rulebook.staff = try readStaff(rulebook).map(StaffList.init)
            report(Diagnostics(problems))
            let staff = rulebook.staff
            return (
                rulebook, cases,
                {
                    var complete = outline.layingOut(nil, start.profiles)
                    complete?.staff = staff
                    return complete
                }
            )
        }
        let rulebook = try start.compileWhole()
        return (rulebook, try readCases(paths, rulebook), { nil })
    }

    /// The same for those of several files that can be read, with their paths. What is wrong with the others is told.
    func loadReadableCases(
        _ paths: [String]
    ) throws(Failure) -> (rulebook: CompiledRulebook, cases: [CaseData], paths: [String]) {
        let failure: Failure
        do throws(Failure) {
            let (rulebook, cases) = try loadCases(paths)
            return (rulebook, cases, paths)
        } catch {
            guard paths.count > 1, case .input = error else { throw error }
            failure = error
        }
        var rulebook = try RulebookStart(self).compileWhole()
        try readOtherCases(into: &rulebook)
        var readable: [(path: String, data: CaseData)] = []
        for path in paths {
            do throws(Failure) {
                let (cases, warnings) = try gatherCases([path], rulebook)
                report(Diagnostics(warnings))
                readable += cases.map { (path, $0) }
            } catch {
                guard case .input(let diagnostics) = error else { throw error }
                report(diagnostics)
            }
        }
        // Nothing can be judged: what is wrong was told.
        if readable.isEmpty { throw failure }
        return (rulebook, readable.map(\.data), readable.map(\.path))
    }

    /// A rulebook that says of a form what the whole one says.
    func loadRulebook(forForm name: String) throws(Failure) -> CompiledRulebook {
        let start = try RulebookStart(self)
        if let rulebook = start.outline({ $0.part(ofForm: name) })?.layingOut(nil, start.profiles) {
            return rulebook
        }
        return try start.compileWhole()
    }

    /// The types that the files and `--case` name; nil where a file cannot be looked at before it is read.
    private func caseTypes(namedIn paths: [String]) -> [String]? {
        let stated = arguments.value("--case")
        var names = stated.map { [$0] } ?? []
        for path in paths {
            guard path != "-", !FileSystem.isDevice(path), let bytes = try? FileSystem.read(path) else { return nil }
            let named = NamedCaseType.find(in: bytes)
            // Beside a type that is stated, `case` may be a field.
            guard let name = named ?? stated else { return nil }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
