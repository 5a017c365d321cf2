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
        var out = Markup()
        let clauses = ClauseFigures(program, site.clauses)
        let standings = site.material.digests.entries.map {
            site.material.signOffs.standing(of: $0.key, digest: $0.digest)
        }
        let errors = site.material.findings.filter { $0.severity == .error }.count
        let warnings = site.material.findings.filter { $0.severity == .warning }.count
        out.open("dl", ["class": "figures"])
        figure(style.pick("条款覆盖", "clauses carried out"), clauses.percent, &out)
        figure(style.pick("规则", "rules"), "\(program.rules.count)", &out)
        figure(style.pick("文书", "forms"), "\(program.forms.count)", &out)
        figure(style.pick("示例", "examples"), "\(program.examples.count)", &out)
        figure(style.pick("错误", "errors"), "\(errors)", &out)
        figure(style.pick("警告", "warnings"), "\(warnings)", &out)
        figure(
            style.pick("已签核", "signed off"), "\(standings.filter { $0 == .signed }.count) / \(standings.count)", &out)
        figure(style.pick("签核失效", "lapsed"), "\(standings.filter { $0 == .lapsed }.count)", &out)
        out.close("dl")
        out.element("h2", style.pick("规则手册", "manuals"))
        out.open("ul")
        for manual in manuals {
            out.open("li")
            out.link(manual.file, manual.title)
            out.close("li")
        }
        out.close("ul")
        let open = program.parameters.enumerated().filter { $0.element.values.isEmpty }
        if !open.isEmpty {
            out.element("h2", style.pick("来源未载明的数值", "figures that no source states"))
            out.open("ul")
            for (number, parameter) in open {
                out.open("li")
                let place = ClauseIndex.Place(
                    file: parameter.identity.span.file, anchor: Anchor.parameter(parameter.identity.name))
                out.link(site.link(place), style.word(parameter.identity))
                let firms = program.organisations.filter { firm in
                    firm.settings.contains {
                        program.parameters[$0.parameter.index].identity.name == parameter.identity.name
                    }
                }
                if !firms.isEmpty {
                    out.text(
                        style.pick("：已由", ": set by ")
                            + style.list(firms.map { style.word($0.identity) }, last: ("、", "and"))
                            + style.pick("设定", ""))
                }
                let missing = site.needs.missing(number, in: program).map { program.organisations[$0].identity }
                if !missing.isEmpty {
                    out.text(
                        style.pick(
                            firms.isEmpty ? "：尚待" : "，尚待", firms.isEmpty ? ": yet to be set by " : "; yet to be set by "
                        )
                            + style.list(missing.map(style.word), last: ("、", "and")) + style.pick("设定", ""))
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
