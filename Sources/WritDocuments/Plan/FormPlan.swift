package import WritSemantics

/// A form made ready to be filled: one flat program for the record and its view. Compiled once, never changed, shared
/// by all threads.
package struct FormPlan: Sendable {
    package let form: FormID
    /// The case type that it is filled for; absent for a form that is filled without a case.
    package let subject: RecordID?
    package let name: String
    package let title: String
    package let language: String
    package let profile: String
    /// The page of the profile, for files without a style sheet.
    package let layout: PageLayout
    /// The digest of what the form says, in hexadecimal; comments and layout do not change it.
    package let version: String
    let words: FormWords
    let printer: ValuePrinter
    let operations: [Operation]
    let xml: [UInt8]
    let html: [UInt8]
    let paths: [FieldPath]
    let values: [ValueSlot]
    let conditions: [ConditionSlot]
    let loops: [LoopSlot]
    let boxes: [BoxesSlot]
    let messages: [MessagesSlot]
    let images: [ImageSlot]
    /// Texts that operations refer to by number.
    let texts: [String]
    let counterCount: Int
    /// How many loops stand in each other at most.
    let localCount: Int
    let number: NumberPattern?
    let date: ValueSlot
    /// The chain that rules name for it, for the rows of a blank.
    let chain: ChainID?

    /// The view has room for the chain as a picture.
    package let showsDiagram: Bool
    /// What the firm's profile says at the foot, as it is printed.
    package let contact, account: String?
    package let genre: Genre
    /// It is the routing sheet of the form's documents, and no such document itself.
    package let isSheet: Bool
    /// Its own layout is stated by the form, so that it belongs to every document and not only to those with a chain.
    package let isStatedSheet: Bool
}

/// The forms of a rulebook, with the expressions that the evaluator must have ready for them.
package struct FormSet: Sendable {
    package let program: Program
    /// By number of the form, then one for each of its case types; none where the form has errors or no file.
    package let plans: [[FormPlan]]
    /// In the same order, the routing sheets of those forms that have one.
    package let sheets: [[FormPlan]]
    package let profiles: PrintProfiles
    /// For `Plan(program, formExpressions:)`; slots refer to them by position.
    package let expressions: [Expression]
    /// The values that the forms print, where nothing stands in for one that is missing.
    package let printed: [FormUse]

    /// The plan of a form for a case type; without one, the first.
    package func plan(of form: FormID, for subject: RecordID? = nil) -> FormPlan? {
        Self.plan(of: form, for: subject, in: plans)
    }

    /// The routing sheet that goes with a form's document; nil where its approvals stand on the document itself.
    package func sheet(of form: FormID, for subject: RecordID? = nil) -> FormPlan? {
        Self.plan(of: form, for: subject, in: sheets)
    }

    private static func plan(of form: FormID, for subject: RecordID?, in plans: [[FormPlan]]) -> FormPlan? {
        guard plans.indices.contains(form.index) else { return nil }
        let own = plans[form.index]
        guard let subject else { return own.first }
        return own.first { $0.subject == subject } ?? own.first { $0.subject == nil }
    }
}
