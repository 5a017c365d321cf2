import Foundation
import Testing
import WritDocuments
import WritEvaluation
import WritSemantics

/// To whom a document goes, on its routing sheet: a name, where the letter has a salutation.
@Suite struct SheetAddresseeTests {
    @Test(arguments: [
        ("房屋行政主管部门：", "房屋行政主管部门"), ("尊敬的业主：", "业主"), ("各位业主、住户：", "各位业主、住户"),
        ("<value of=\"owner-name\"/>：", "王某"), ("尊敬的<value of=\"owner-name\"/>业主：", "王某"),
        ("尊敬的<value of=\"owner-name\"/>业主（<value of=\"unit\"/>室）：", "王某业主（3-1201室）"),
        ("尊敬的<value of=\"owner-name\"/>业主、<value of=\"unit\"/>：", "王某业主、3-1201"),
        ("尊敬的<value of=\"owner-name\"/> 女士:", "王某"), ("\n   各有关部门：\n", "各有关部门"), ("：", ""),
    ]) func salutationsAreNames(addressee: String, name: String) throws {
        let form = """
            <form xmlns="urn:writ:form:1" id="reminder" for="Repair" title="催告书" genre="notice"><body>
            <addressee>\(addressee)</addressee><p>请办理。</p><p>特此通知。</p><seal/></body></form>
            """
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", form)])
        #expect(fixture.errors.isEmpty, "\(fixture.messages)")
        let bench = DocumentBench(fixture)
        let data = TestCase.repair
        let evaluation = bench.evaluator.evaluate(data)
        let issue = try #require(evaluation.outcome.issues.first)
        let sheet = try #require(fixture.forms.sheet(of: issue.form))
        let input = DocumentInput.document(issue, of: evaluation.outcome, for: HeldCase(data), number: .unknown)
        let document = bench.write(sheet, input, evaluation, ordinal: 0)
        let field = try #require(document.view.components(separatedBy: "<dt>主送</dt><dd>").last)
        let shown = field.components(separatedBy: "</dd>")[0].replacing(/<[^>]*>/, with: "")
        #expect(shown == name, "\(field.prefix(200))")
        // The letter keeps its courtesy.
        let letter = bench.write(try fixture.plan("reminder"), input, evaluation, ordinal: 0)
        #expect(addressee.contains("尊敬的") == letter.view.contains("尊敬的"))
    }
}
