import Foundation
import Testing
import WritApprovals
import WritDocuments
import WritEvaluation
import WritLanguage
import WritSemantics

/// Writes documents of a fixture.
struct DocumentBench {
    let fixture: FormFixture
    let evaluator: Evaluator
    /// Those beside the case.
    var pictures: PictureShelf?

    init(_ fixture: FormFixture) {
        self.fixture = fixture
        evaluator = Evaluator(Plan(fixture.program, formExpressions: fixture.forms.expressions))
    }

    struct Written {
        let form: String
        let ordinal: Int
        let xml: [UInt8]
        let html: [UInt8]
        let stage: DocumentStage
        let missing: [Outcome.Need]

        var record: String { String(decoding: xml, as: UTF8.self) }
        var view: String { String(decoding: html, as: UTF8.self) }

        /// Keeps it in the folder that `WRIT_DOCUMENTS` names, for the judges under `Tests/judge`.
        func keep(as name: String) throws {
            guard let folder = ProcessInfo.processInfo.environment["WRIT_DOCUMENTS"] else { return }
            let base = URL(filePath: folder)
            try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
            try Data(xml).write(to: base.appending(path: name + ".xml"))
            try Data(html).write(to: base.appending(path: name + ".html"))
        }
    }

    /// All documents that a case asks for.
    func documents(_ data: CaseData, number: DocumentNumber = .unknown) -> [Written] {
        let evaluation = evaluator.evaluate(data)
        return evaluation.outcome.issues.compactMap { issue in
            guard let plan = fixture.forms.plan(of: issue.form) else { return nil }
            let input = DocumentInput.document(issue, of: evaluation.outcome, for: HeldCase(data), number: number)
            return write(plan, input, evaluation, ordinal: issue.ordinal)
        }
    }

    func blank(_ plan: FormPlan) -> Written { write(plan, .blank, nil, ordinal: 0) }

    func write(_ plan: FormPlan, _ input: DocumentInput, _ evaluation: Evaluation?, ordinal: Int) -> Written {
        let writer = DocumentWriter(plan: plan, program: fixture.program)
        let (xml, writing) = writer.document(input, as: .xml, evaluation: evaluation, pictures: pictures)
        let (html, _) = writer.document(input, as: .html, evaluation: evaluation, pictures: pictures)
        // Both in one go are the same two files, one behind the other.
        let (both, jointly) = writer.document(input, as: .both, evaluation: evaluation, pictures: pictures)
        #expect(both == xml + html && jointly.viewStart == xml.count, "\(plan.name) written in one go")
        #expect(jointly.stage == writing.stage && jointly.missing == writing.missing, "\(plan.name)")
        expectSound(xml, isBlank: input.held == nil)
        return Written(
            form: plan.name, ordinal: ordinal, xml: xml, html: html, stage: writing.stage, missing: writing.missing)
    }

    /// Every record is written in canonical form, and libxml2 and a reader that knows nothing of the form find its digest.
    private func expectSound(_ xml: [UInt8], isBlank: Bool) {
        do {
            let canonical = try XMLTree(xml).canonical()
            let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            let written = String(decoding: xml, as: UTF8.self)
            #expect(declaration + String(decoding: canonical ?? [], as: UTF8.self) + "\n" == written)
            let digest = try RecordDigest(of: xml)
            #expect(isBlank ? digest.stated == nil : digest.stated == digest.computed, "\(written)")
        } catch {
            Issue.record("\(error)")
        }
    }
}
