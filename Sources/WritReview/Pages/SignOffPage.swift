internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// The sheet on which lawyers sign off clauses, rules and what else the rulebook says.
struct SignOffPage {
    let site: SiteMap

    static func word(for standing: SignOffRegister.Standing, _ style: SentenceStyle) -> String {
        switch standing {
        case .unsigned: style.told(en: "unsigned", zh: "未签核")
        case .signed: style.told(en: "signed", zh: "已签核")
        case .lapsed: style.told(en: "lapsed", zh: "签核已失效")
        }
    }

    func content() -> Markup {
        let style = site.style
        var out = Markup(site.style.language)
        out.element(
            "p",
            style.told(
                en:
                    "The digest of each item depends on its text and meaning: layout and comments keep a sign-off, a change of content lets it lapse.",
                zh: "每项的摘要随其文字与含义而定：改动排版或注释不影响签核，改动内容则签核失效，须重新审阅。"))
        out.open("p")
        out.text(
            style.told(en: "to sign an item in a terminal, by its key in this table: ", zh: "在终端签核一项（“项目”照抄下表的代号）："))
        out.element(
            "code",
            style.told(
                en: "writ review --sign \"KEY\" --reviewer NAME --date 2026-03-02 --decision accepted --remarks \"…\"",
                zh: "writ review --sign \"项目\" --reviewer 姓名 --date 2026-03-02 --decision accepted --remarks \"备注\""))
        out.text(
            style.told(en: " A key that ends in * signs all items that begin with it.", zh: "代号末尾写 * 的，开头相同的各项一并签核。"))
        out.close("p")
        site.searchBox(
            kinds: [
                ("unsigned", style.told(en: "unsigned", zh: "未签核")), ("signed", style.told(en: "signed", zh: "已签核")),
                ("lapsed", style.told(en: "lapsed", zh: "已失效")),
            ], into: &out)
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table", ["class": "signoff"])
        out.open("thead")
        out.open("tr")
        for head in [
            style.told(en: "item", zh: "项目"), style.told(en: "digest", zh: "摘要"), style.told(en: "state", zh: "状态"),
            style.told(en: "reviewer", zh: "审阅人"), style.told(en: "date", zh: "日期"),
            style.told(en: "decision", zh: "结论"),
            style.told(en: "remarks", zh: "备注"),
        ] { out.element("th", ["scope": "col"], head) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for entry in site.material.digests.entries { row(entry, into: &out) }
        out.close("tbody")
        out.close("table")
        out.close("div")
        return out
    }

    private func row(_ item: MeaningDigests.Entry, into out: inout Markup) {
        let style = site.style
        let standing = site.material.signOffs.standing(of: item.key, digest: item.digest)
        let entry = site.material.signOffs.entry(for: item.key)
        out.open("tr", ["data-item": "\(standing)"])
        out.open("th", ["scope": "row"])
        let place = place(of: item.item)
        if let link = place.link { out.link(link, place.title) } else { out.text(place.title) }
        out.code(["class": "key"], item.key)
        out.close("th")
        out.open("td")
        out.code(String(item.digest.prefix(12)))
        out.close("td")
        out.element("td", SignOffPage.word(for: standing, style))
        out.element("td", ["class": "sign"], entry?.reviewer ?? "")
        out.element("td", ["class": "sign"], entry.map { style.phrase($0.date) } ?? "")
        let decision = entry.map { entry in
            switch entry.decision {
            case .accepted: style.told(en: "accepted", zh: "同意")
            case .rejected: style.told(en: "rejected", zh: "不同意")
            }
        }
        out.element("td", ["class": "sign"], decision ?? "")
        out.element("td", ["class": "sign"], entry?.remarks ?? "")
        out.close("tr")
    }

    /// Where an item stands on the site, and what it is called there.
    private func place(of item: MeaningDigests.Item) -> (title: String, link: String?) {
        let program = site.program
        let style = site.style
        func found(_ kind: String, _ identity: Identity, _ anchor: String) -> (title: String, link: String?) {
            (
                kind + style.quoted(identity), site.link(ClauseIndex.Place(file: identity.span.file, anchor: anchor))
            )
        }
        switch item {
        case .clause(let id):
            return (style.citation([id]) + " " + program.clauses[id.index].title, site.link(clause: id))
        case .parameter(let id):
            let identity = program.parameters[id.index].identity
            return found(style.told(en: "parameter ", zh: "参数"), identity, Anchor.parameter(identity.name))
        case .definition(let id):
            let definition = program.definitions[id.index]
            let subject = program.records[definition.subject.index].identity
            return found(
                style.told(en: "\(style.word(subject)): ", zh: "\(subject.title)的"), definition.identity,
                Anchor.definition(definition.identity.name, of: subject.name))
        case .table(let id):
            let identity = program.tables[id.index].identity
            return found(style.told(en: "table ", zh: "决策表"), identity, Anchor.table(identity.name))
        case .chain(let id):
            let identity = program.chains[id.index].identity
            return found(style.told(en: "chain ", zh: "审批程序"), identity, Anchor.chain(identity.name))
        case .rule(let id):
            let identity = program.rules[id.index].identity
            return found(style.told(en: "rule ", zh: "规则"), identity, Anchor.rule(identity.name))
        case .duty(let index):
            let identity = program.duties[index].identity
            return found(style.told(en: "duty ", zh: "定期职责"), identity, Anchor.duty(identity.name))
        case .organisation(let index):
            let identity = program.organisations[index].identity
            return found(style.told(en: "organisation ", zh: "单位"), identity, Anchor.organisation(identity.name))
        case .calendar(let index):
            let identity = program.calendars[index].identity
            return found(style.told(en: "calendar ", zh: "日历"), identity, Anchor.calendar(identity.name))
        case .form(let id):
            let sample = site.material.documents.firstIndex { $0.form == id }
            return (
                style.told(en: "form ", zh: "文书格式") + style.title(of: id),
                sample.map { "documents.html#" + Anchor.document($0) }
            )
        }
    }
}
