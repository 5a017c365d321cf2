internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// Where a lawyer begins: figures, what needs attention, the manuals.
struct OverviewPage {
    let site: SiteMap
    let manuals: [PageFrame.Entry]

    func content() -> Markup {
        let style = site.style
        let program = site.program
        var out = Markup(site.style.language)
        let clauses = ClauseFigures(program, site.clauses)
        let standings = site.material.digests.entries.map {
            site.material.signOffs.standing(of: $0.key, digest: $0.digest)
        }
        let errors = site.material.findings.filter { $0.severity == .error }.count
        let warnings = site.material.findings.filter { $0.severity == .warning }.count
        out.open("dl", ["class": "figures"])
        figure(style.told(en: "clauses carried out", zh: "条款覆盖"), clauses.percent, &out)
        figure(style.told(en: "rules", zh: "规则"), "\(program.rules.count)", &out)
        figure(style.told(en: "forms", zh: "文书"), "\(program.forms.count)", &out)
        figure(style.told(en: "examples", zh: "示例"), "\(program.examples.count)", &out)
        figure(style.told(en: "errors", zh: "错误"), "\(errors)", &out)
        figure(style.told(en: "warnings", zh: "警告"), "\(warnings)", &out)
        figure(
            style.told(en: "signed off", zh: "已签核"), "\(standings.filter { $0 == .signed }.count) / \(standings.count)",
            &out)
        figure(style.told(en: "lapsed", zh: "签核失效"), "\(standings.filter { $0 == .lapsed }.count)", &out)
        out.close("dl")
        out.element("h2", style.told(en: "manuals", zh: "规则手册"))
        out.open("ul")
        for manual in manuals {
            out.open("li")
            out.link(manual.file, manual.title)
            out.close("li")
        }
        out.close("ul")
        let open = program.parameters.enumerated().filter { $0.element.values.isEmpty }
        if !open.isEmpty {
            out.element("h2", style.told(en: "figures that no source states", zh: "来源未载明的数值"))
            out.open("ul")
            for (number, parameter) in open {
                out.open("li")
                let place = ClauseIndex.Place(
                    file: parameter.identity.span.file, anchor: Anchor.parameter(parameter.identity.name))
                out.link(site.link(place), style.word(parameter.identity))
                let firms = program.organisations.filter { firm in
                    firm.settings.contains {
                        program.parameters[$0.parameter.index].identity.name == parameter.identity.name
                            && $0.value != .unknown
                    }
                }
                if !firms.isEmpty {
                    out.text(
                        style.told(en: ": set by ", zh: "：已由")
                            + style.list(firms.map { style.word($0.identity) }, last: Phrase(en: "and", zh: "、"))
                            + style.told(en: "", zh: "设定"))
                }
                let missing = site.needs.missing(number, in: program).map { program.organisations[$0].identity }
                if !missing.isEmpty {
                    out.text(
                        style.told(
                            en: firms.isEmpty ? ": yet to be set by " : "; yet to be set by ",
                            zh: firms.isEmpty ? "：尚待" : "，尚待")
                            + style.list(missing.map(style.word), last: Phrase(en: "and", zh: "、"))
                            + style.told(en: "", zh: "设定"))
                }
                out.close("li")
            }
            out.close("ul")
        }
        return out
    }

    private func figure(_ title: String, _ value: String, _ out: inout Markup) {
        out.open("div")
        out.element("dt", title)
        out.element("dd", value)
        out.close("div")
    }
}
