import Writ
import WritAnalysis
import WritLanguage

/// The sign-offs that stand beside a rulebook.
enum SignOffFile {
    /// In the folder of the rules, or beside a rulebook of one file.
    static func path(beside rules: String) -> String {
        FileSystem.isFolder(rules)
            ? FileSystem.join(rules, SignOffRegister.fileName) : rules + "." + SignOffRegister.fileName
    }

    /// Nobody has signed where there is no such file.
    static func read(
        beside rules: String, _ session: Session
    ) throws(Failure) -> (register: SignOffRegister, diagnostics: [Diagnostic]) {
        let path = path(beside: rules)
        let reviewers = try session.integer("--reviewers", in: 1...99) ?? 1
        let reading = try session.unwrap { () throws(FileFailure) in try SignOffJournal.read(path) }
        return (reading.register.requiring(reviewers), reading.diagnostics)
    }
}
