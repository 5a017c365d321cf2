import Writ
import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics

/// `writ diff OLD NEW`
enum DiffCommand: Command {
    static let name = "diff"
    static let synopsis = "OLD NEW [--cases FILE.jsonl] [--format text|json|html]"
    static let summary = Phrase(
        en: "what changed in effect between two versions of a rulebook, with a case for each change",
        zh: "两版规则在效果上的差异，每项附一个案例")
    static let options = [
        Option(
            "--cases", "FILE", "also count the cases of this file (JSON Lines) that change", "并统计此文件（JSON Lines）中变化的案件"),
        Option("--old-forms", "DIR", "the forms of the old version (default: those of the new)", "旧版表单文件夹（默认与新版相同）"),
        Option("--format", choices: ["text", "json", "html"], "how the differences are written", "结果格式"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let paths = session.arguments.positional
        guard paths.count >= 2 else { throw .usage(.missingOperand(paths.isEmpty ? "OLD" : "NEW")) }
        if paths.count > 2 { throw .usage(.extraOperand(paths[2])) }
        let old = try VersionLoading.load(
            paths[0], forms: session.arguments.value("--old-forms") ?? session.formsPath, session)
        let new = try VersionLoading.load(paths[1], forms: session.formsPath, session)
        let report = Diff.compare(old.program, new.program)
        var cases: CaseComparison?
        if let file = session.arguments.value("--cases") { cases = try compareCases(file, old, new, session) }
        let writing = DiffWriting(
            report: report, cases: cases, old: old.program, new: new.program, language: session.console.language)
        switch session.arguments.value("--format") {
        case "json": session.console.output(writing.json())
        case "html": session.console.output(writing.page(oldPath: paths[0], newPath: paths[1]))
        default: session.console.output(writing.text())
        }
        return writing.isEquivalent ? .success : .negative
    }

    /// Evaluates each case by both versions. Cases that only one of them can read are counted apart; one that neither can
    /// read is a diagnostic.
    private static func compareCases(
        _ file: String, _ old: CompiledRulebook, _ new: CompiledRulebook, _ session: Session
    ) throws(Failure) -> CaseComparison {
        var comparison = CaseComparison(old: old.program, new: new.program)
        var before = CaseReader(old.program, defaults: try session.caseDefaults(old))
        var after = CaseReader(new.program, defaults: try session.caseDefaults(new))
        var problems: [Diagnostic] = []
        let lines = try session.readText(file).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated()
        where line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }) {
            let (first, complaints) = before.read(Array(line), file: file, line: index + 1)
            let (second, others) = after.read(Array(line), file: file, line: index + 1)
            switch (first, second) {
            case (let first?, let second?): comparison.add(old: first, new: second)
            case (nil, nil): problems += others.isEmpty ? complaints : others
            case (_, nil): comparison.addReadByOne(isOld: true)
            case (nil, _): comparison.addReadByOne(isOld: false)
            }
        }
        if problems.contains(where: { $0.severity == .error }) { throw .input(Diagnostics(problems)) }
        return comparison
    }
}
