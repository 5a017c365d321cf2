import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics

/// The differences of two versions as text, as JSON, and as a page that opens without a server.
struct DiffWriting: Teller {
    let report: DiffReport
    let cases: CaseComparison?
    let old: Program
    let new: Program
    let language: MessageLanguage

    private func title(_ region: DiffReport.Region) -> String { told(DiffWording.title(region)) }

    private var headline: String {
        // Cases that were evaluated are stronger than any proof.
        if report.isEqualForAllCases, cases?.isAnyDifferent == true {
            return told(
                en: "not equivalent: the comparison of rules found no difference, the cases of the file show one",
                zh: "不等效：比对规则未发现差异，但所给案件的结果有差异")
        }
        return told(DiffWording.headline(report))
    }

    /// Whether neither the proofs nor the cases that were evaluated show a difference.
    var isEquivalent: Bool { report.isEquivalent && cases?.isAnyDifferent != true }

    private func undecided(_ open: DiffReport.Open) -> String { told(DiffWording.undecided(open, new)) }

    private func change(_ change: DiffReport.TextChange) -> String { told(DiffWording.change(change)) }

    private func caseType(_ region: DiffReport.Region) -> String {
        let type = new.records.first { $0.identity.name == region.caseType }?.identity
        return told(en: region.caseType, zh: type?.title ?? region.caseType)
    }

    private func compact(_ data: CaseData) -> [String] {
        WitnessText.lines(data, in: new, language: language).map(language.characters)
    }

    // MARK: text

    func text() -> String {
        var lines = [headline]
        for region in report.regions {
            lines += ["", caseType(region) + told(en: ": ", zh: "：") + title(region)]
            for span in region.oldPlaces { lines.append("  - \(old.place(of: span))") }
            for span in region.newPlaces { lines.append("  + \(new.place(of: span))") }
            lines.append(
                "  " + told(en: "case: ", zh: "案例：")
                    + compact(region.witness).joined(separator: told(en: ", ", zh: "；")))
            for line in region.gone { lines.append("  - \(told(line.reading))") }
            for line in region.come { lines.append("  + \(told(line.reading))") }
        }
        if !report.undecided.isEmpty { lines += [""] + report.undecided.map(undecided) }
        if !report.textChanges.isEmpty { lines += [""] + report.textChanges.map(change) }
        if let cases {
            lines += ["", casesLine(cases)]
            lines += counts(cases).map { "  " + $0 }
        }
        return lines.map(SafeText.line).joined(separator: "\n") + "\n"
    }

    private func casesLine(_ cases: CaseComparison) -> String {
        told(en: "\(cases.changed) of \(cases.cases) cases change", zh: "\(cases.cases) 个案件中有 \(cases.changed) 个变化")
    }

    /// How many cases change in what, and how many only one version reads.
    private func counts(_ cases: CaseComparison) -> [String] {
        var lines = cases.counts.map { "\($0.cases)  \(told($0.reading))" }
        if cases.onlyOld > 0 {
            lines.append("\(cases.onlyOld)  " + told(en: "read by the old version only", zh: "仅原版规则可读取"))
        }
        if cases.onlyNew > 0 {
            lines.append("\(cases.onlyNew)  " + told(en: "read by the new version only", zh: "仅新版规则可读取"))
        }
        return lines
    }

    // MARK: JSON

    func json() -> [UInt8] {
        var out = JSONWriter(isIndented: true)
        out.beginObject()
        out.key("equivalent")
        out.boolean(isEquivalent)
        out.key("proved")
        out.integer(Int64(report.proved))
        array("regions", report.regions, &out) { region, out in
            out.key("case")
            out.string(region.caseType)
            out.key("aspect")
            out.string(region.aspect.rawValue)
            out.key("subject")
            out.string(region.subject)
            out.key("message")
            out.string(title(region))
            strings("old-places", region.oldPlaces.map { old.place(of: $0) }, &out)
            strings("new-places", region.newPlaces.map { new.place(of: $0) }, &out)
            out.key("witness")
            CaseWriter.write(region.witness, in: new, to: &out)
            strings("before", region.before.map(\.text), &out)
            strings("after", region.after.map(\.text), &out)
        }
        array("undecided", report.undecided, &out) { open, out in
            out.key("case")
            out.string(open.caseType)
            out.key("subject")
            out.string(open.subject)
            out.key("message")
            out.string(undecided(open))
        }
        array("text", report.textChanges, &out) { change, out in
            out.key("kind")
            out.string(change.kind.rawValue)
            out.key("declaration")
            out.string(change.declaration)
            out.key("effective")
            out.boolean(change.isEffective)
            out.key("place")
            out.string((change.kind == .removed ? old : new).place(of: change.place))
        }
        if let cases {
            out.key("cases")
            out.beginObject()
            out.key("count")
            out.integer(Int64(cases.cases))
            out.key("changed")
            out.integer(Int64(cases.changed))
            array("changes", cases.counts, &out) { count, out in
                out.key("what")
                out.string(count.key)
                out.key("cases")
                out.integer(Int64(count.cases))
            }
            strings("examples", cases.examples, &out)
            out.key("only-old")
            out.integer(Int64(cases.onlyOld))
            out.key("only-new")
            out.integer(Int64(cases.onlyNew))
            out.endObject()
        }
        out.endObject()
        out.newLine()
        return out.bytes
    }

    private func array<T>(
        _ key: String, _ items: [T], _ out: inout JSONWriter, _ write: (T, inout JSONWriter) -> Void
    ) {
        out.key(key)
        out.beginArray()
        for item in items {
            out.beginObject()
            write(item, &out)
            out.endObject()
        }
        out.endArray()
    }

    private func strings(_ key: String, _ items: [String], _ out: inout JSONWriter) {
        out.key(key)
        out.beginArray()
        for item in items { out.string(item) }
        out.endArray()
    }

    // MARK: page

    func page(oldPath: String, newPath: String) -> [UInt8] {
        let title = told(en: "Changes in effect", zh: "效果变化")
        var page = Markup(language)
        page.openPage(title, style: DiffWriting.style)
        page.open("main")
        page.element("h1", title)
        page.open("p")
        page.code(oldPath)
        page.text(" → ")
        page.code(newPath)
        page.close("p")
        page.element("p") { $0.element("strong", headline) }
        for region in report.regions {
            page.open("section")
            page.element("h2", caseType(region) + told(en: ": ", zh: "：") + self.title(region))
            let (before, after) = (
                region.oldPlaces.map { old.place(of: $0) }, region.newPlaces.map { new.place(of: $0) }
            )
            list(told(en: "Places before", zh: "原规定"), before, "places", into: &page)
            list(told(en: "Places after", zh: "现规定"), after, "places", into: &page)
            list(told(en: "A smallest case", zh: "最小案例"), compact(region.witness), "case", into: &page)
            list(told(en: "Before", zh: "变更前"), region.gone.map { told($0.reading) }, "before", into: &page)
            list(told(en: "After", zh: "变更后"), region.come.map { told($0.reading) }, "after", into: &page)
            page.close("section")
        }
        section(told(en: "Undecided", zh: "未定"), report.undecided.map(undecided), into: &page)
        section(told(en: "Other changes", zh: "其他变化"), report.textChanges.map(change), into: &page)
        if let cases { section(casesLine(cases), counts(cases), into: &page) }
        page.close("main")
        page.closePage()
        return page.bytes
    }

    private func section(_ title: String, _ items: [String], into page: inout Markup) {
        if items.isEmpty { return }
        page.open("section")
        page.element("h2", title)
        page.open("ul")
        for item in items { page.element("li", item) }
        page.close("ul")
        page.close("section")
    }

    private func list(_ title: String, _ items: [String], _ kind: String, into page: inout Markup) {
        if items.isEmpty { return }
        page.element("h3", title)
        page.open("ul", ["class": kind])
        for item in items { page.element("li", item) }
        page.close("ul")
    }

    private static let style =
        "body{font-family:serif;line-height:1.6;margin:0;color:#111;background:#fff}"
        + "main{max-width:48rem;margin:0 auto;padding:1rem}section{border-top:1px solid #777;margin-top:1.5rem}"
        + "h2{font-size:1.1rem}h3{font-size:.95rem;margin:.5rem 0 0}ul{margin:.2rem 0;padding-left:1.4rem}"
        + "code,.places{font-family:monospace;overflow-wrap:anywhere}.before li{text-decoration:line-through}"
        + "@media print{section{break-inside:avoid}}"
}
