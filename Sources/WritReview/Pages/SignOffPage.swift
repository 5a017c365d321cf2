internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// The sheet on which lawyers sign off clauses, rules and what else the rulebook says.
struct SignOffPage {
    let site: SiteMap

    static func word(for standing: SignOffRegister.Standing, _ style: SentenceStyle) -> String {
        switch standing {
        case .unsigned: style.pick("未签核", "unsigned")
        case .signed: style.pick("已签核", "signed")
        case .lapsed: style.pick("签核已失效", "lapsed")
        }
    }

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        out.element(
            "p",
            style.pick(
                "每项的摘要随其文字与含义而定：改动排版或注释不影响签核，改动内容则签核失效，须重新审阅。",
                "The digest of each item depends on its text and meaning: layout and comments keep a sign-off, a change of content lets it lapse."
            ))
        out.open("p")
        out.text(style.pick("在终端签核一项（“项目”照抄下表的代号）：", "to sign an item in a terminal, by its key in this table: "))
        out.element(
            "code",
            style.pick(
                "writ review --sign \"项目\" --reviewer 姓名 --date 2026-03-02 --decision accepted --remarks \"备注\"",
                "writ review --sign \"KEY\" --reviewer NAME --date 2026-03-02 --decision accepted --remarks \"…\""))
        out.text(
            style.pick("代号末尾写 * 的，开头相同的各项一并签核。", " A key that ends in * signs all items that begin with it."))
        out.close("p")
        site.searchBox(
            kinds: [
                ("unsigned", style.pick("未签核", "unsigned")), ("signed", style.pick("已签核", "signed")),
                ("lapsed", style.pick("已失效", "lapsed")),
            ], into: &out)
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table", ["class": "signoff"])
        out.open("thead")
        out.open("tr")
        for head in [
            style.pick("项目", "item"), style.pick("摘要", "digest"), style.pick("状态", "state"),
            style.pick("审阅人", "reviewer"), style.pick("日期", "date"), style.pick("结论", "decision"),
            style.pick("备注", "remarks"),
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
        out.element("code", ["class": "key"], item.key)
        out.close("th")
        out.open("td")
        out.element("code", String(item.digest.prefix(12)))
        out.close("td")
        out.element("td", SignOffPage.word(for: standing, style))
        out.element("td", ["class": "sign"], entry?.reviewer ?? "")
        out.element("td", ["class": "sign"], entry.map { style.phrase($0.date) } ?? "")
        let decision = entry.map { entry in
            switch entry.decision {
            case .accepted: style.pick("同意", "accepted")
            case .rejected: style.pick("不同意", "rejected")
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
            return found(style.pick("参数", "parameter "), identity, Anchor.parameter(identity.name))
        case .definition(let id):
            let definition = program.definitions[id.index]
            let subject = program.records[definition.subject.index].identity
            return found(
                style.pick("\(subject.title)的", "\(style.word(subject)): "), definition.identity,
                Anchor.definition(definition.identity.name, of: subject.name))
        case .table(let id):
            let identity = program.tables[id.index].identity
            return found(style.pick("决策表", "table "), identity, Anchor.table(identity.name))
        case .chain(let id):
            let identity = program.chains[id.index].identity
            return found(style.pick("审批程序", "chain "), identity, Anchor.chain(identity.name))
        case .rule(let id):
            let identity = program.rules[id.index].identity
            return found(style.pick("规则", "rule "), identity, Anchor.rule(identity.name))
        case .duty(let index):
            let identity = program.duties[index].identity
            return found(style.pick("定期职责", "duty "), identity, Anchor.duty(identity.name))
        case .organisation(let index):
            let identity = program.organisations[index].identity
            return found(style.pick("单位", "organisation "), identity, Anchor.organisation(identity.name))
        case .calendar(let index):
            let identity = program.calendars[index].identity
            return found(style.pick("日历", "calendar "), identity, Anchor.calendar(identity.name))
        case .form(let id):
            let sample = site.material.documents.firstIndex { $0.form == id }
            return (
                style.pick("文书格式", "form ") + style.title(of: id),
                sample.map { "documents.html#" + Anchor.document($0) }
            )
        }
    }
}
