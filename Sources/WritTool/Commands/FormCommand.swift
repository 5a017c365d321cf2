import Writ
import WritDocuments
import WritLanguage
import WritSemantics

/// `writ form FORM --blank`, `writ form FORM --intake`
enum FormCommand: Command {
    static let name = "form"
    static let synopsis =
        "FORM --blank|--intake|--fonts [--sheet] [--organisation NAME] [--case TYPE] [--out FILE] [--format html|xml|docx]"
    static let summary = Phrase(en: "a form to fill in by hand or in a browser", zh: "供手工或在浏览器中填写的表单")
    static let options = [
        Option("--blank", nil, "with lines to write on", "留空待填"),
        Option("--sheet", nil, "the routing sheet that goes with the form's documents", "随该文书的审批单"),
        Option("--fonts", nil, "the fonts that its print profile asks for, and which are here", "印刷样式所需的字体及本机的有无"),
        Option("--organisation", "NAME", "who issues the blank", "空白表单的出具单位"),
        Option("--intake", nil, "a page to type the case into", "在浏览器中填写案件的网页"),
        Option(
            "--case", "TYPE", "the case type, for a form that serves several (default: its first)",
            "案件类型，用于多种案件共用的表单（默认为其第一种）"),
        Option("--out", "FILE", "where it is written (default: standard output)", "输出文件（默认为标准输出）"),
        Option(
            "--format", choices: ["html", "xml", "docx"],
            "the view, the record, or a file for an office program (default html)", "视图、记录或办公软件文件（默认 html）"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let name = session.arguments.positional.first else { throw .usage(.missingOperand("FORM")) }
        if session.arguments.positional.count > 1 { throw .usage(.extraOperand(session.arguments.positional[1])) }
        let isIntake = session.arguments.has("--intake")
        let isFonts = session.arguments.has("--fonts")
        guard isIntake || isFonts || session.arguments.has("--blank") else {
            throw .usage(.missingOperand("--blank|--intake|--fonts"))
        }
        if isIntake, session.arguments.has("--blank") { throw .usage(.conflict("--intake", "--blank")) }
        let format = session.arguments.value("--format") ?? "html"
        if isIntake, format != "html" { throw .usage(.conflict("--intake", "--format \(format)")) }
        let rulebook = try session.loadRulebook(forForm: name)
        let form = try rulebook.form(named: name)
        let type = try caseType(of: form, in: rulebook, session)
        let isSheet = session.arguments.has("--sheet")
        if isSheet, isIntake { throw .usage(.conflict("--intake", "--sheet")) }
        guard let own = rulebook.forms.plan(of: form, for: type) else {
            throw .usage(.missingOperand("Forms/\(name).xml"))
        }
        guard let plan = isSheet ? rulebook.forms.sheet(of: form, for: type) : own else {
            throw .usage(.formWithoutSheet(name))
        }
        if isFonts {
            let fonts = FormFonts(
                language: session.console.language,
                needs: rulebook.forms.profiles.fonts(plan.profile, MessageLanguage(rawValue: plan.language) ?? .zhHans),
                families: SystemFonts.families())
            session.console.output(fonts.text(profile: plan.profile))
            return fonts.isComplete ? .success : .negative
        }
        var bytes: [UInt8] = []
        if isIntake {
            guard let type else { throw .usage(.formWithoutCase(name)) }
            var page = IntakePage(
                type: type, title: rulebook.program.forms[form.index].title, language: plan.language,
                program: rulebook.program)
            bytes = page.bytes()
        } else {
            (bytes, _) = DocumentWriter(plan: plan, program: rulebook.program).document(
                try blank(session, rulebook.program), as: format == "xml" ? .xml : .html)
            if format == "docx" { bytes = OfficeTemplate(plan).document(of: bytes) ?? [] }
        }
        try session.unwrap { () throws(FileFailure) in
            var file = try OutputFile(session.arguments.value("--out") ?? "-")
            try file.write(bytes)
            try file.commit()
        }
        return .success
    }

    /// A blank of the organisation that is asked for.
    private static func blank(_ session: Session, _ program: Program) throws(Failure) -> DocumentInput {
        guard let organisation = try session.organisation(in: program) else { return .blank }
        return .blank(of: organisation)
    }

    /// The case type that is asked for, or the form's first.
    private static func caseType(
        of form: FormID, in rulebook: CompiledRulebook, _ session: Session
    ) throws(Failure) -> RecordID? {
        let subjects = rulebook.program.forms[form.index].subjects
        guard let name = session.arguments.value("--case") else { return subjects.first }
        let records = rulebook.program.records
        if let found = subjects.first(where: { records[$0.index].identity.name == name }) { return found }
        throw .usage(
            .unknownName(
                kind: Phrase(en: "case type of this form", zh: "该表单的案件类型"), name,
                among: subjects.map { records[$0.index].identity.name }))
    }
}
