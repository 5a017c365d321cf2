import Writ
import WritApprovals
import WritDocuments
import WritLanguage

extension Session {
    /// The rulebook: the one that is named, else `Rules` here or in the nearest folder above.
    var rulesPath: String { namedRules ?? (FileSystem.way(toFolder: "Rules") ?? "") + "Rules" }

    private var namedRules: String? { arguments.value("--rules") ?? Console.environment("WRIT_RULES") }

    /// The forms that are named.
    private var namedForms: String? { arguments.value("--forms") ?? Console.environment("WRIT_FORMS") }

    /// Forms that are named must be there; `Forms` need not.
    var formsAreRequired: Bool { namedForms != nil }

    /// The folder of the forms: the one that is named, else `Forms`, beside rules that were found above. Nothing with
    /// `--forms none`, for rules whose forms have not been laid out.
    var formsPath: String? {
        if let named = namedForms { return named == "none" ? nil : named }
        let way = namedRules == nil ? FileSystem.way(toFolder: "Rules") : nil
        return (way ?? "") + "Forms"
    }

    /// The rulebook's text; a positional path wins over `--rules`.
    func readSources(rules: String? = nil) throws(Failure) -> RulebookSources {
        let files = try findSources(rules: rules)
        return try unwrap { () throws(FileFailure) in try files.read() }
    }

    /// Where that text lies.
    func findSources(rules: String? = nil) throws(Failure) -> RulebookFiles {
        try unwrap { () throws(FileFailure) in
            try RulebookFiles.find(rules: rules ?? rulesPath, forms: formsPath, formsAreRequired: formsAreRequired)
        }
    }

    /// Compiles the rulebook; its errors end the command, its warnings are the business of `writ check`.
    func loadRulebook(rules: String? = nil) throws(Failure) -> CompiledRulebook {
        var rulebook = try usable(try compileRulebook(rules: rules))
        rulebook.staff = try readStaff(rulebook).map(StaffList.init)
        return rulebook
    }

    /// Compiles the rulebook and keeps all that was found.
    func compileRulebook(rules: String? = nil) throws(Failure) -> CompiledRulebook.Compilation {
        CompiledRulebook.compile(try readSources(rules: rules), profiles: try readProfiles())
    }

    /// The rulebook of a compilation without errors; else what `writ check` tells of it.
    func usable(_ compilation: CompiledRulebook.Compilation) throws(Failure) -> CompiledRulebook {
        guard let rulebook = compilation.rulebook else {
            let errors = Diagnostics(
                RulebookFindings.all(of: compilation, proves: false).diagnostics.filter { $0.severity == .error },
                files: compilation.sources.files)
            throw errors.isUnusable ? .input(errors) : .negative(errors)
        }
        return rulebook
    }

    /// Reads a file, or standard input for `-`.
    func read(_ path: String) throws(Failure) -> [UInt8] {
        do throws(FileFailure) {
            if path == "-" { return try FileSystem.read(descriptor: 0, named: "-") }
            return try FileSystem.read(path)
        } catch {
            throw .input(Diagnostics([error.diagnostic]))
        }
    }

    func unwrap<T>(_ work: () throws(FileFailure) -> T) throws(Failure) -> T {
        do throws(FileFailure) {
            return try work()
        } catch {
            throw .input(Diagnostics([error.diagnostic]))
        }
    }
}

extension Session {
    /// The print profiles: the built-in ones, and the firm's in `profile/` below the forms.
    func readProfiles() throws(Failure) -> PrintProfiles { try readProfiles(try readProfileFiles()) }

    /// The folder of the firm's print profiles, where there is one.
    var profilesPath: String? {
        guard let folder = formsPath.map({ FileSystem.join($0, "profile") }), FileSystem.exists(folder) else {
            return nil
        }
        return folder
    }

    func readProfileFiles() throws(Failure) -> [(path: String, bytes: [UInt8])] {
        guard let folder = profilesPath else { return [] }
        let paths = try unwrap { () throws(FileFailure) in
            try FileSystem.files(below: folder, endingIn: [".json"], depth: 0)
        }
        var files: [(path: String, bytes: [UInt8])] = []
        for path in paths { files.append((path, try read(path))) }
        return files
    }

    func readProfiles(_ files: [(path: String, bytes: [UInt8])]) throws(Failure) -> PrintProfiles {
        var profiles = PrintProfiles()
        for (path, bytes) in files {
            let name = String((path.split(separator: "/").last ?? "").dropLast(".json".count))
            let (profile, problems) = FirmProfile.read(bytes, name: name, file: path)
            guard let profile else { throw .input(Diagnostics(problems)) }
            profiles.add(profile)
        }
        return profiles
    }
}
