import Foundation
import Testing
import Writ
import WritApprovals
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// The sample cases of the project's rulebook. What follows from each is kept in `Tests/Data/cases/outcomes.txt`, for a lawyer
/// to read; `WRIT_RECORD=1` writes that file anew.
@Suite struct SampleCaseTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    private static func rulebook() throws -> CompiledRulebook {
        let compilation = CompiledRulebook.compile(
            RulebookSources(
                rules: try ProjectFiles.files("Rules", ".writ.md"), forms: try ProjectFiles.files("Forms", ".xml")))
        let found = compilation.diagnostics.map { "\($0.fact.id): \($0.fact.wording.message.en)" }
        #expect(found.isEmpty, "the rulebook checks without a word")
        return try #require(compilation.rulebook)
    }

    private static func paths() throws -> [String] {
        let folder = root.appending(path: "Rules/cases")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".json") }
            .sorted()
    }

    @Test func whatFollowsFromEachSampleIsWhatWasReviewed() throws {
        let rulebook = try Self.rulebook()
        let processor = CaseProcessor(rulebook, language: .zhHans)
        var reader = CaseReader(rulebook.program)
        var text = ""
        for path in try Self.paths() {
            let bytes = [UInt8](try Data(contentsOf: Self.root.appending(path: "Rules/cases/\(path)")))
            let (data, diagnostics) = reader.read(bytes, file: path)
            #expect(diagnostics.isEmpty, "\(path): \(diagnostics.map(\.fact.wording.message.en))")
            let result = processor.process(try #require(data), targets: [])
            #expect(!result.hasErrors, "\(path)")
            text += Self.summary(path, result, rulebook.program)
        }
        let file = Self.root.appending(path: "Tests/Data/cases/outcomes.txt")
        if ProcessInfo.processInfo.environment["WRIT_RECORD"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let reviewed = try String(contentsOf: file, encoding: .utf8)
        for (made, kept) in zip(text.split(separator: "\n\n"), reviewed.split(separator: "\n\n")) where made != kept {
            Issue.record("what follows now:\n\(made)\nwhat was reviewed:\n\(kept)")
        }
        #expect(text.split(separator: "\n\n").count == reviewed.split(separator: "\n\n").count)
    }

    @Test func everySampleDocumentIsValid() throws {
        let rulebook = try Self.rulebook()
        let processor = CaseProcessor(rulebook)
        var reader = CaseReader(rulebook.program)
        let bytes = [UInt8](try Data(contentsOf: Self.root.appending(path: "Forms/schema/document.rng")))
        let schema = try RelaxNGSchema(bytes)
        var forms: Set<Int> = []
        for path in try Self.paths() {
            let (data, _) = reader.read(
                [UInt8](try Data(contentsOf: Self.root.appending(path: "Rules/cases/\(path)"))), file: path)
            for document in processor.process(try #require(data), number: 1, targets: .xml).documents {
                let problem = schema.validate(document.xml)
                #expect(
                    problem == nil, "\(path) \(document.name): \(problem.map { "\($0.line): \($0.message)" } ?? "")")
                let digest = try RecordDigest(of: document.xml)
                #expect(digest.stated == digest.computed, "\(path) \(document.name)")
                forms.insert(document.form.index)
            }
        }
        let unused = rulebook.program.forms.indices.filter { !forms.contains($0) }.map {
            rulebook.program.forms[$0].name
        }
        #expect(unused.isEmpty, "every form has a sample case")
    }

    /// One line a consequence, by names and not by places, so that moving a rule changes nothing.
    private static func summary(_ path: String, _ result: CaseProcessor.Result, _ program: Program) -> String {
        var lines = [path]
        let outcome = result.outcome
        func roles(_ ids: [RoleID]) -> String {
            ids.map { program.roles[$0.index].identity.name }.joined(separator: ", ")
        }
        func mark(_ status: WritEvaluation.Outcome.Status, _ needs: [WritEvaluation.Outcome.Need]) -> String {
            guard status == .open else { return "" }
            let names = needs.map { need in
                switch need {
                case .fact(let path): path
                case .holidays(let year): "holidays \(year)"
                case .parameter(let id): program.parameters[id.index].identity.name
                }
            }
            return " — open: \(names.joined(separator: ", "))"
        }
        func due(_ value: Value?) -> String { value.map { " due \(ValueText.text($0, .date, in: program))" } ?? "" }
        for (index, issue) in outcome.issues.enumerated() {
            var line = "  issue \(program.forms[issue.form.index].name)"
            if !issue.to.isEmpty { line += " to \(roles(issue.to))" }
            line += due(issue.due)
            if let status = result.routing.status(ofIssue: index) {
                let steps = status.steps.map { "\($0.step.id) \($0.state.rawValue)" }
                line += " — \(status.state.rawValue): \(steps.joined(separator: ", "))"
            }
            lines.append(line + mark(issue.status, issue.needs))
        }
        for item in outcome.requirements {
            lines.append(
                "  require \(item.task) by \(roles([item.by]))\(due(item.due))\(mark(item.status, item.needs))")
        }
        for item in outcome.refusals { lines.append("  refuse \(item.reason)\(mark(item.status, item.needs))") }
        for item in outcome.holds {
            lines.append("  hold \(program.actions[item.action.index].identity.name)\(mark(item.status, item.needs))")
        }
        for item in outcome.notifications {
            lines.append("  notify \(roles([item.to])): \(item.message)\(mark(item.status, item.needs))")
        }
        for problem in result.routing.problems {
            lines.append("  ! \(problem.kind.id): \(problem.message.zh)")
        }
        return lines.joined(separator: "\n") + "\n\n"
    }
}
