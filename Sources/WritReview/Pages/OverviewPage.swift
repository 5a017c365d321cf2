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
        figure(style.told(en: "rejected", zh: "有异议"), "\(standings.filter { $0 == .rejected }.count)", &out)
        out.close("dl")
        first(into: &out)
        manuals(into: &out)
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

    /// What to look at first, the gravest at the top.
    private func first(into out: inout Markup) {
        let style = site.style
        let material = site.material
        out.element("h2", style.told(en: "look at this first", zh: "请先看这些"))
        out.open("ul", ["class": "first"])
        var isAnything = false
        func line(_ count: Int, _ words: Phrase, _ target: String) {
            if count == 0 { return }
            isAnything = true
            out.open("li")
            out.link(target, style.told(words) + style.told(en: ": \(count)", zh: "：\(count) 项"))
            out.close("li")
        }
        func standing(_ wanted: SignOffRegister.Standing) -> Int {
            material.digests.entries.count { material.signOffs.standing(of: $0.key, digest: $0.digest) == wanted }
        }
        let states = Dictionary(
            site.program.clauses.indices.map { (ClauseState(ClauseID($0), site), 1) }, uniquingKeysWith: +)
        let errors = material.findings.filter { $0.severity == .error }
        let warnings = material.findings.filter { $0.severity == .warning }
        line(errors.count, Phrase(en: "errors", zh: "错误"), "findings.html")
        line(standing(.rejected), Phrase(en: "items that a reviewer objects to", zh: "审阅人有异议的项目"), "signoff.html")
        line(standing(.lapsed), Phrase(en: "lapsed sign-offs", zh: "已失效的签核"), "signoff.html")
        line(standing(.awaiting), Phrase(en: "items that await another reviewer", zh: "待另一人复核的项目"), "signoff.html")
        line(
            material.signOffs.gone(from: material.digests).count,
            Phrase(en: "signed items that are no longer there", zh: "已签核而现已不存在的项目"), "findings.html")
        line(standing(.unsigned), Phrase(en: "items that nobody has signed off yet", zh: "尚无人签核的项目"), "signoff.html")
        line(warnings.count, Phrase(en: "warnings", zh: "警告"), "findings.html")
        line(
            states[.uncovered] ?? 0, Phrase(en: "clauses that nothing carries", zh: "尚未覆盖的条款"),
            "coverage.html#uncovered")
        line(
            states[.partial] ?? 0, Phrase(en: "clauses with figures that no rule has", zh: "条文数字未见于规则的条款"),
            "coverage.html#partial")
        line(
            states[.judgement] ?? 0, Phrase(en: "clauses that leave something to judgement", zh: "留有判断余地的条款"),
            "coverage.html#judgement")
        if let changes = material.changes {
            line(
                changes.changes.count + changes.undecided.count,
                Phrase(en: "changes since the version compared with", zh: "自所比较版本以来的变更"), "changes.html")
        }
        if !isAnything { out.element("li", style.told(en: "nothing is open", zh: "没有待处理的事项")) }
        out.close("ul")
    }

    /// The manuals by their folders.
    private func manuals(into out: inout Markup) {
        let links = site.manualLinks
        var byFolder: [String: [PageFrame.Entry]] = [:]
        for (tree, manual) in zip(site.material.trees, manuals) {
            byFolder[links.folder(of: tree), default: []].append(manual)
        }
        out.element("h2", ["id": ManualLinks.anchor("")], site.style.told(en: "manuals", zh: "规则手册"))
        for folder in links.folders {
            if !folder.isEmpty {
                out.element("h3", ["id": ManualLinks.anchor(folder)]) { $0.code(folder + "/") }
            }
            out.element("ul") { out in
                for manual in byFolder[folder] ?? [] {
                    out.element("li") { $0.link(manual.file, manual.title) }
                }
            }
        }
    }

    private func figure(_ title: String, _ value: String, _ out: inout Markup) {
        out.open("div")
        out.element("dt", title)
        out.element("dd", value)
        out.close("div")
    }
}
