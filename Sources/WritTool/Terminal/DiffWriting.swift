import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics

/// The differences of two versions as text, as JSON, and as a page that opens without a server.
struct DiffWriting {
    let report: DiffReport
    let cases: CaseComparison?
    let old: Program
    let new: Program
    let language: MessageLanguage

    private func say(_ en: String, _ zh: String) -> String { Phrase(en: en, zh: zh).text(in: language) }

    private func say(_ phrase: Phrase) -> String { phrase.text(in: language) }

    private func title(_ region: DiffReport.Region) -> String { say(DiffWording.title(region)) }

    private var headline: String { say(DiffWording.headline(report)) }

    private func undecided(_ open: DiffReport.Open) -> String { say(DiffWording.undecided(open, new)) }

    private func change(_ change: DiffReport.TextChange) -> String { say(DiffWording.change(change)) }

    private func caseType(_ region: DiffReport.Region) -> String {
        let type = new.records.first { $0.identity.name == region.caseType }?.identity
        return say(region.caseType, type?.title ?? region.caseType)
    }

    /// The facts of a case: names and values in English, titles in Chinese.
    private func compact(_ data: CaseData) -> [String] {
        let fields = new.records[data.type.index].fields
        let isChinese = language != .en
        func line(_ name: String, _ title: String, _ value: String) -> String {
            isChinese ? "\(title)：\(value)" : "\(name) = \(value)"
        }
        var lines = [line("as-of", "案件日期", "\(data.asOf)")]
        if let organisation = data.organisation {
            let identity = new.organisations[organisation.index].identity
            lines.append(line("organisation", "单位", isChinese ? identity.title : identity.name))
        }
        for (field, value) in zip(fields, data.facts) where value != .missing {
            lines.append(line(field.name, field.title, ValueText.text(value, field.type, in: new)))
        }
        for document in data.history {
            let form = new.forms[document.form.index]
            let dates = [
                ("issued", "签发", document.issued), ("due", "期限", document.due),
                ("delivered", "送达", document.delivered), ("signed", "签署", document.signed),
                ("approved", "批准", document.approved),
            ].compactMap { name, title, date in date.map { "\(isChinese ? title : name) \($0)" } }
            let text = dates.joined(separator: isChinese ? "，" : " ")
            lines.append(isChinese ? "已有《\(form.title)》\(text)" : "history \(form.name) \(text)")
        }
        return lines
    }

    // MARK: text

    func text() -> String {
        var lines = [headline]
        for region in report.regions {
            lines += ["", caseType(region) + say(": ", "：") + title(region)]
            for span in region.oldPlaces { lines.append("  - \(old.place(of: span))") }
            for span in region.newPlaces { lines.append("  + \(new.place(of: span))") }
            lines.append("  " + say("case: ", "案例：") + compact(region.witness).joined(separator: say(", ", "；")))
            for line in region.gone { lines.append("  - \(say(line.reading))") }
            for line in region.come { lines.append("  + \(say(line.reading))") }
        }
        if !report.undecided.isEmpty { lines += [""] + report.undecided.map(undecided) }
        if !report.textChanges.isEmpty { lines += [""] + report.textChanges.map(change) }
        if let cases {
            lines += ["", casesLine(cases)]
            lines += counts(cases).map { "  " + $0 }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func casesLine(_ cases: CaseComparison) -> String {
        say("\(cases.changed) of \(cases.cases) cases change", "\(cases.cases) 个案件中有 \(cases.changed) 个变化")
    }

    /// How many cases change in what, and how many only one version reads.
    private func counts(_ cases: CaseComparison) -> [String] {
        var lines = cases.counts.map { "\($0.cases)  \(say($0.reading))" }
        if cases.onlyOld > 0 { lines.append("\(cases.onlyOld)  " + say("read by the old version only", "仅原版规则可读取")) }
        if cases.onlyNew > 0 { lines.append("\(cases.onlyNew)  " + say("read by the new version only", "仅新版规则可读取")) }
        return lines
    }

    // MARK: JSON

    func json() -> [UInt8] {
        var out = JSONWriter(isIndented: true)
        out.beginObject()
        out.key("equivalent")
        out.boolean(report.isEquivalent)
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
        let title = say("Changes in effect", "效果变化")
        var page = "<!DOCTYPE html>\n<html lang=\"\(language == .en ? "en" : language.rawValue)\">\n<head>\n"
        page += "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        page +=
            "<title>\(DiffWriting.escaped(title))</title>\n<style>\(DiffWriting.style)</style>\n</head>\n<body>\n<main>\n"
        page += "<h1>\(DiffWriting.escaped(title))</h1>\n"
        page += "<p><code>\(DiffWriting.escaped(oldPath))</code> → <code>\(DiffWriting.escaped(newPath))</code></p>\n"
        page += "<p><strong>\(DiffWriting.escaped(headline))</strong></p>\n"
        for region in report.regions {
            page +=
                "<section>\n<h2>\(DiffWriting.escaped(caseType(region) + say(": ", "：") + self.title(region)))</h2>\n"
            page += list(say("Places before", "原规定"), region.oldPlaces.map { old.place(of: $0) }, "places")
            page += list(say("Places after", "现规定"), region.newPlaces.map { new.place(of: $0) }, "places")
            page += list(say("A smallest case", "最小案例"), compact(region.witness), "case")
            page += list(say("Before", "变更前"), region.gone.map { say($0.reading) }, "before")
            page += list(say("After", "变更后"), region.come.map { say($0.reading) }, "after")
            page += "</section>\n"
        }
        page += section(say("Undecided", "未定"), report.undecided.map(undecided))
        page += section(say("Other changes", "其他变化"), report.textChanges.map(change))
        if let cases {
            page += section(casesLine(cases), counts(cases))
        }
        page += "</main>\n</body>\n</html>\n"
        return Array(page.utf8)
    }

    private func section(_ title: String, _ items: [String]) -> String {
        if items.isEmpty { return "" }
        return "<section>\n<h2>\(DiffWriting.escaped(title))</h2>\n<ul>\n"
            + items.map { "<li>\(DiffWriting.escaped($0))</li>\n" }.joined() + "</ul>\n</section>\n"
    }

    private func list(_ title: String, _ items: [String], _ kind: String) -> String {
        if items.isEmpty { return "" }
        return "<h3>\(DiffWriting.escaped(title))</h3>\n<ul class=\"\(kind)\">\n"
            + items.map { "<li>\(DiffWriting.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let style =
        "body{font-family:serif;line-height:1.6;margin:0;color:#111;background:#fff}"
        + "main{max-width:48rem;margin:0 auto;padding:1rem}section{border-top:1px solid #777;margin-top:1.5rem}"
        + "h2{font-size:1.1rem}h3{font-size:.95rem;margin:.5rem 0 0}ul{margin:.2rem 0;padding-left:1.4rem}"
        + "code,.places{font-family:monospace;overflow-wrap:anywhere}.before li{text-decoration:line-through}"
        + "@media print{section{break-inside:avoid}}"
}
