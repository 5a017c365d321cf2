import Writ
import WritAnalysis
import WritLanguage
import WritSemantics

/// What reviewers decide on the items of a rulebook, recorded beside it. Either all that was given is recorded or nothing.
struct ReviewDecisions {
    let session: Session
    let rulebook: CompiledRulebook
    let rules: String
    let register: SignOffRegister

    static let reviewers = Option(
        "--reviewers", "N", "how many persons must have accepted an item (default 1)", "每项须获同意的人数（默认 1）")

    // MARK: by hand

    func sign(_ item: String) throws(Failure) -> ExitStatus {
        let items = try items(item, MeaningDigests(rulebook.program))
        guard let given = session.arguments.value("--reviewer") else {
            throw .usage(.missingOperand("--reviewer NAME"))
        }
        guard let reviewer = PersonName(given) else { throw .input(Diagnostics([ReviewDecisions.nobody()])) }
        guard let day = session.arguments.value("--date") else { throw .usage(.missingOperand("--date DATE")) }
        guard let date = CalendarDate.parse(day) else { throw .usage(.badValue("--date", day, expected: "2026-03-02")) }
        guard let decision = session.arguments.value("--decision").flatMap(SignOffRegister.Decision.init(rawValue:))
        else {
            throw .usage(.missingOperand("--decision accepted|rejected"))
        }
        if let problem = ReviewDecisions.problem(with: date) { throw .input(Diagnostics([problem])) }
        return try append(
            items.map { item in
                SignOffRegister.Entry(
                    item: item.key, digest: item.digest, reviewer: reviewer.text, date: date, decision: decision,
                    remarks: session.arguments.value("--remarks") ?? "")
            })
    }

    private static func nobody(at place: Place = .none) -> Diagnostic {
        Diagnostic(.error, SignOffFact.noReviewer, at: place)
    }

    /// A decision is dated when it was taken, which is not after today.
    private static func problem(with date: CalendarDate, at place: Place = .none) -> Diagnostic? {
        let today = Clock.now().date
        if date <= today { return nil }
        return Diagnostic(
            .error, SignOffFact.inTheFuture(date: date.description, today: today.description), at: place)
    }

    /// The items of a key: one, or all that begin with what stands before a `*`.
    private func items(_ key: String, _ digests: MeaningDigests) throws(Failure) -> [MeaningDigests.Entry] {
        let found =
            key.hasSuffix("*")
            ? digests.entries.filter { $0.key.hasPrefix(key.dropLast()) } : digests.entries.filter { $0.key == key }
        if found.isEmpty {
            throw .usage(
                .unknownName(
                    kind: Phrase(en: "item to sign", zh: "可签核项"), key,
                    among: digests.entries.map(\.key)))
        }
        return found
    }

    // MARK: from a file

    /// Records what a reviewer decided in the site and handed back. A decision on another version of an item is none on
    /// this one.
    func record(from file: String) throws(Failure) -> ExitStatus {
        let digests = MeaningDigests(rulebook.program)
        var entries: [SignOffRegister.Entry] = []
        var problems: [Diagnostic] = []
        for (number, line) in DecisionFile.lines(try session.readText(file)).enumerated() where !line.isEmpty {
            let place = Place.data(file: file, line: number + 1, column: 0, path: "")
            guard let entry = DecisionFile.entry(line) else {
                problems.append(
                    Diagnostic(.error, SignOffFact.badEntry(file: file, number: number + 1), at: place))
                continue
            }
            if PersonName(entry.reviewer) == nil { problems.append(ReviewDecisions.nobody(at: place)) }
            if let problem = ReviewDecisions.problem(with: entry.date, at: place) { problems.append(problem) }
            switch digests.digest(key: entry.item) {
            case nil:
                let nearest = Suggestion.nearest(to: entry.item, among: digests.entries.map(\.key))
                problems.append(
                    Diagnostic(.error, SignOffFact.unknownItem(item: entry.item, nearest: nearest), at: place))
            case entry.digest?: entries.append(entry)
            case .some:
                problems.append(Diagnostic(.error, SignOffFact.otherVersion(item: entry.item), at: place))
            }
        }
        if !problems.isEmpty { throw .input(Diagnostics(problems)) }
        return try append(entries)
    }

    // MARK: kept

    /// Keeps sign-offs of another version of the rules where the effect is proved to be the same.
    func keep(since old: String) throws(Failure) -> ExitStatus {
        let version = try VersionLoading.load(
            old, forms: session.arguments.value("--old-forms") ?? session.formsPath, session)
        let person = try session.person()
        var kept: [SignOffJournal.Kept] = []
        for item in KeptSignOffs.items(version.program, rulebook.program) {
            for decision in register.decisions(on: item.key)
            where decision.digest == item.oldDigest && decision.decision == .accepted {
                kept.append(SignOffJournal.Kept(decision: decision, newDigest: item.newDigest, by: person))
            }
        }
        let path = SignOffFile.path(beside: rules)
        if !kept.isEmpty {
            try session.unwrap { () throws(FileFailure) in try SignOffJournal.keep(kept, in: path) }
        }
        for item in kept { session.console.output("\(path): \(item.decision.item)\n") }
        session.console.say(
            Phrase(en: "\(Plural.of("sign-off", kept.count)) kept", zh: "保留签核 \(kept.count) 项"))
        return .success
    }

    private func append(_ entries: [SignOffRegister.Entry]) throws(Failure) -> ExitStatus {
        let path = SignOffFile.path(beside: rules)
        if !entries.isEmpty {
            try session.unwrap { () throws(FileFailure) in try SignOffJournal.append(entries, to: path) }
        }
        for entry in entries { session.console.output("\(path): \(entry.item)\n") }
        return .success
    }
}
