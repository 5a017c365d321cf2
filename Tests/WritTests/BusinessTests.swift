import Foundation
import Testing
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// The rulebook against the lists of what the sources hold (`Tests/business`).
@Suite struct BusinessTests {
    private static func rows(_ path: String) throws -> [[String]] {
        let url = ProjectFiles.root.appending(path: "Tests/business/\(path).tsv")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static func rulebook() throws -> CompiledRulebook {
        let sources = RulebookSources(
            rules: try ProjectFiles.files("Rules", ".writ.md"), forms: try ProjectFiles.files("Forms", ".xml"))
        return try #require(CompiledRulebook.compile(sources).rulebook)
    }

    @Test(.enabled(if: ToolRun.isBuilt, "writ is not built"))
    func everyProcedureIsCarriedOut() throws {
        let run = try ToolRun(["procedures", "--format", "tsv"], folder: ProjectFiles.root)
        #expect(run.status == 0, "\(run.errors)")
        let table = run.text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        let columns = try #require(table.first)
        let made = Dictionary(uniqueKeysWithValues: table.dropFirst().map { ($0[0], $0) })
        let wanted = try Self.rows("lists/procedures")
        #expect(wanted.count == 143)
        for procedure in wanted {
            guard let row = made[procedure[0]] else {
                Issue.record("no procedure \(procedure[0]) \(procedure[1])")
                continue
            }
            let isWithoutForms = procedure[4].hasPrefix("–") || procedure[4].hasPrefix("none")
            for (column, cell) in zip(columns, row) {
                switch column {
                case "rules", "examples", "clauses": #expect(cell != "-", "\(row[0]) has no \(column)")
                case "forms": #expect(cell != "-" || isWithoutForms, "\(row[0]) has no form")
                default: break
                }
            }
        }
    }

    @Test func everyFormIsPrintedFromASample() throws {
        let rulebook = try Self.rulebook()
        let processor = CaseProcessor(rulebook, language: .zhHans)
        var reader = CaseReader(rulebook.program)
        var printed: Set<String> = []
        let folder = ProjectFiles.root.appending(path: "Rules/cases")
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path()) where path.hasSuffix(".json") {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
            guard let data = reader.read(bytes, file: path).0 else { continue }
            for issue in processor.process(data, targets: []).outcome.issues {
                printed.insert(rulebook.program.forms[issue.form.index].name)
            }
        }
        let aliases = Dictionary(grouping: try Self.rows("aliases"), by: { $0[0] })
        let wanted = try Self.rows("lists/forms")
        #expect(wanted.count == 163)
        for form in wanted {
            let id = String(form[0].dropFirst("F-".count))
            for name in aliases[id]?.map({ $0[1] }) ?? [id] {
                #expect(printed.contains(name), "no sample prints \(name) (\(form[1]))")
            }
        }
    }

    @Test func everyClauseHasItsDisposition() throws {
        let program = try Self.rulebook().program
        var known: [String: Clause] = [:]
        for clause in program.clauses {
            known["\(program.sources[clause.source.index].identity.name) \(clause.number)"] = clause
        }
        let sources = ["000": "M0", "001A": "M1", "001B": "M2", "001C": "M3", "003": "M4", "004": "M5"]
        let wanted = try Self.rows("lists/clauses")
        #expect(wanted.count == 467)
        for row in wanted {
            let parts = row[0].split(separator: "/", maxSplits: 1).map(String.init)
            let source = sources[parts[0]] ?? (parts[1].hasPrefix("T") ? "M7" : "M6")
            guard let clause = known["\(source) \(parts[1])"] else {
                Issue.record("no clause \(row[0])")
                continue
            }
            #expect(clause.disposition == .prose || clause.text != nil, "\(row[0]) does not say what it states")
        }
    }
}
