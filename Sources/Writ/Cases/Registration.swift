internal import WritDocuments
internal import WritEvaluation
internal import WritSemantics

/// One document on its way through the register: it gets its number before it is written, and goes into the register after.
struct Registration {
    private let registrar: Registrar
    private let identity: Registrar.Identity
    private let given: Registrar.Given
    private let title: String
    private let date: CalendarDate?
    private let about: [JournalLine.Act.Field]
    /// The document under its number.
    let sheet: CaseProcessor.Sheet
    /// The same without a number.
    let unnumbered: CaseProcessor.Sheet
    /// The number is given now, and not known from the register or from the case's history.
    let isNew: Bool

    init(_ sheet: CaseProcessor.Sheet, _ data: CaseData, _ program: Program, _ registrar: Registrar) {
        self.registrar = registrar
        let form = sheet.input.issue.map { program.forms[$0.form.index] }
        identity = Registrar.Identity(
            organisation: data.organisation.map { program.organisations[$0.index].identity.name },
            type: program.records[data.type.index].identity.name, caseID: data.id, form: form?.name ?? "",
            ordinal: sheet.input.issue?.ordinal ?? 0, subject: sheet.input.issue?.about)
        given = registrar.number(
            identity, history: sheet.input.record?.number,
            series: sheet.writer.series(sheet.input, evaluation: sheet.evaluation))
        title = form?.title ?? ""
        date = sheet.writer.date(sheet.input, evaluation: sheet.evaluation)
        // A batch reads facts as values only where somebody asks for them.
        about = Self.about(data.facts.isEmpty ? sheet.evaluation.data : data, program)
        var numbered = sheet
        numbered.input = sheet.input.numbered(given.number.map { .full($0) } ?? .unknown, revokes: given.revokes)
        self.sheet = numbered
        numbered.input = sheet.input.numbered(.unknown, revokes: given.revokes)
        unnumbered = numbered
        isNew = given.isNew
    }

    /// Takes the written document and its routing sheet, where it has one; false where it is refused.
    func take(_ record: [UInt8], _ stage: DocumentStage, sheet: [UInt8]?) -> Bool {
        registrar.take(
            identity, given,
            Registrar.Finished(title: title, stage: stage, date: date, record: record, sheet: sheet, about: about))
    }

    /// The facts by which people look for the documents of a case.
    private static func about(_ data: CaseData, _ program: Program) -> [JournalLine.Act.Field] {
        let fields = program.records[data.type.index].fields
        return zip(fields, data.facts).compactMap { field, value in
            guard RegisterFacts.isSearched(field.name), case .text(let text) = value, !text.isEmpty else {
                return nil
            }
            return JournalLine.Act.Field(field.name, text)
        }
    }
}
