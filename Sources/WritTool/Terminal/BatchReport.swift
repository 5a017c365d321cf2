import Writ
import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// Tells a batch's complaints as they come and its figures at the end.
struct BatchReport {
    /// So many complaints are told in full; of the rest only the number.
    static let shownComplaints = 50

    private let session: Session
    private let files: [SourceText]
    private let writesDocuments: Bool
    private var counts = BatchRunner.Counts()
    private var complaints = 0
    private var hasErrors = false
    private var progress: Progress
    private var bytes = 0

    init(session: Session, files: [SourceText], total: Int, writesDocuments: Bool) {
        self.session = session
        self.writesDocuments = writesDocuments
        self.files = files
        progress = Progress(session.console, total: total)
    }

    mutating func take(_ batch: BatchRunner.Batch) {
        counts.add(batch.counts)
        bytes += batch.inputBytes
        for diagnostic in batch.diagnostics { add(diagnostic) }
        progress.show(bytes: bytes, cases: counts.cases)
    }

    mutating func add(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { hasErrors = true }
        complaints += 1
        if complaints <= BatchReport.shownComplaints { session.report(Diagnostics([diagnostic], files: files)) }
    }

    func finish(isStrict: Bool, _ program: Program) -> ExitStatus {
        progress.finish()
        let hidden = complaints - BatchReport.shownComplaints
        if hidden > 0 {
            session.console.say(Phrase(en: "… and " + Plural.of("more complaint", hidden), zh: "……另有 \(hidden) 项问题未列出"))
        }
        for (type, count) in counts.unplaced.sorted(by: { $0.key < $1.key }) {
            guard let placed = CaseFact.placed(RecordID(type), in: program) else { continue }
            let fact = CaseFact.noOrganisations(
                cases: count, rules: placed.rules, organisations: placed.organisations)
            session.report(Diagnostics([Diagnostic(.warning, fact, at: .none)], files: files))
        }
        sayStaff()
        session.console.say(
            Phrase(
                en: Plural.of("case", counts.cases)
                    + (writesDocuments ? ", " + Plural.of("document", counts.documents) : "")
                    + ", \(counts.refused) refused, \(counts.faulty) with errors, \(counts.unreadable) unreadable"
                    + (counts.unfiled > 0
                        ? ", \(counts.unfiled) not filed (without an id, or with one that was there before)" : ""),
                zh: "案件 \(counts.cases) 件" + (writesDocuments ? "，文书 \(counts.documents) 份" : "")
                    + "，拒绝 \(counts.refused) 件，计算出错 \(counts.faulty) 件，无法读取 \(counts.unreadable) 件"
                    + (counts.unfiled > 0 ? "，编号缺失或重复 \(counts.unfiled) 件" : "")))
        if counts.unreadable > 0 || counts.unfiled > 0 || (hasErrors && counts.faulty == 0) { return .unusableInput }
        if counts.faulty > 0 || (isStrict && counts.refused > 0) { return .negative }
        return .success
    }

    /// On whose word roles rest, where it is not the staff list.
    private func sayStaff() {
        if counts.ownStaff > 0 {
            session.console.say(
                Phrase(
                    en:
                        "\(Plural.of("case", counts.ownStaff)) with approvals: \(CaseRouting.StaffOrigin.caseItself.word.en)",
                    zh: "有审批的案件 \(counts.ownStaff) 件：\(CaseRouting.StaffOrigin.caseItself.word.zh)"))
        }
        if counts.noStaff > 0 {
            session.console.say(
                Phrase(
                    en: "\(Plural.of("case", counts.noStaff)) with approvals: \(CaseRouting.StaffOrigin.none.word.en)",
                    zh: "有审批的案件 \(counts.noStaff) 件：\(CaseRouting.StaffOrigin.none.word.zh)"))
        }
    }
}
