internal import WritLanguage
internal import WritSemantics

/// A case as a small readable table: what is stated of it, element by element, and what happened before.
struct CaseView {
    let site: SiteMap
    let input: CaseData

    func write(into out: inout Markup) {
        let style = site.style
        let type = site.program.records[input.type.index]
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table", ["class": "case"])
        row(style.told(en: "as of", zh: "办理之日"), into: &out) { $0.text(style.phrase(input.asOf)) }
        if let firm = input.organisation {
            row(style.told(en: "organisation", zh: "单位"), into: &out) {
                $0.text(style.word(site.program.organisations[firm.index].identity))
            }
        }
        for (field, value) in zip(type.fields, input.facts) where value != .unknown && value != .missing {
            row(style.word(field.name, field.title), into: &out) { write(value, field.type, into: &$0) }
        }
        let missing = zip(type.fields, input.facts).filter { $0.1 == .missing }.map {
            style.word($0.0.name, $0.0.title)
        }
        if !missing.isEmpty {
            row(style.told(en: "not there", zh: "没有"), into: &out) {
                $0.text(style.list(missing, last: Phrase(en: "and", zh: "、")))
            }
        }
        for document in input.history {
            row(style.title(of: document.form), into: &out) { $0.text(history(document)) }
        }
        out.close("table")
        out.close("div")
    }

    private func row(_ title: String, into out: inout Markup, _ content: (inout Markup) -> Void) {
        out.open("tr")
        out.element("th", ["scope": "row"], title)
        out.open("td")
        content(&out)
        out.close("td")
        out.close("tr")
    }

    /// Elements of a list stand one below the other.
    private func write(_ value: Value, _ type: ValueType, into out: inout Markup) {
        guard case .list(let items) = value, case .list(let element) = type.withoutOptional, !items.isEmpty else {
            if case .text(let text) = value {
                out.text(text)
            } else {
                out.text(site.style.phrase(value, type: type))
            }
            return
        }
        out.open("ol")
        for item in items { out.element("li", site.style.phrase(item, type: element)) }
        out.close("ol")
    }

    private func history(_ document: HistoryDocument) -> String {
        let style = site.style
        let dates: [(String, CalendarDate?)] = [
            (style.told(en: "issued ", zh: "签发 "), document.issued), (style.told(en: "due ", zh: "期限 "), document.due),
            (style.told(en: "delivered ", zh: "送达 "), document.delivered),
            (style.told(en: "signed ", zh: "签署 "), document.signed),
            (style.told(en: "approved ", zh: "批准 "), document.approved),
        ]
        let parts = dates.compactMap { title, date in date.map { title + style.phrase($0) } }
        return parts.isEmpty
            ? style.told(en: "exists", zh: "已有此文书") : parts.joined(separator: style.told(en: ", ", zh: "，"))
    }
}
