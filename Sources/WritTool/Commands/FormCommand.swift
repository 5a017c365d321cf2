import Writ
import WritDocuments
import WritLanguage
import WritSemantics

/// `writ form FORM --blank`
enum FormCommand: Command {
    static let name = "form"
    static let synopsis = "FORM --blank [--out FILE] [--format html|xml]"
    static let summary = Phrase(en: "a form to fill in by hand", zh: "供手工填写的空白表单")
    static let options = [
        Option("--blank", nil, "with lines to write on", "留空待填"),
        Option("--out", "FILE", "where it is written (default: standard output)", "输出文件（默认为标准输出）"),
        Option("--format", choices: ["html", "xml"], "the view or the record (default html)", "视图或记录（默认 html）"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let name = session.arguments.positional.first else { throw .usage(.missingOperand("FORM")) }
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        guard session.arguments.has("--blank") else { throw .usage(.missingOperand("--blank")) }
        let rulebook = try session.loadRulebook()
        let form = try rulebook.form(named: name)
        guard let plan = rulebook.forms.plan(of: form) else { throw .usage(.missingOperand("Forms/\(name).xml")) }
        let (bytes, _) = DocumentWriter(plan: plan, program: rulebook.program).document(
            .blank, as: session.arguments.value("--format") == "xml" ? .xml : .html)
        try session.unwrap { () throws(FileFailure) in
            var file = try OutputFile(session.arguments.value("--out") ?? "-")
            try file.write(bytes)
            try file.commit()
        }
        return .success
    }
}
