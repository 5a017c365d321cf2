internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// The sheets on which lawyers sign off clauses, rules and what else the rulebook says: one of all that is open after a
/// decision, and one for each kind of item.
struct SignOffPage {
    let site: SiteMap

    /// A kind of item: the word that its keys begin with.
    static let kinds: [(word: String, title: Phrase)] = [
        ("clause", Phrase(en: "clauses", zh: "条款")), ("rule", Phrase(en: "rules", zh: "规则")),
        ("define", Phrase(en: "definitions", zh: "定义")), ("table", Phrase(en: "tables", zh: "决策表")),
        ("parameter", Phrase(en: "parameters", zh: "参数")), ("chain", Phrase(en: "chains", zh: "审批程序")),
        ("duty", Phrase(en: "duties", zh: "定期职责")), ("obligation", Phrase(en: "obligations", zh: "义务")),
        ("stages", Phrase(en: "stages", zh: "阶段")), ("report", Phrase(en: "reports", zh: "报表")),
        ("organisation", Phrase(en: "organisations", zh: "单位")),
        ("calendar", Phrase(en: "calendars", zh: "日历")), ("form", Phrase(en: "forms", zh: "文书格式")),
    ]

    static func file(_ kind: String) -> String { "signoff-\(kind).html" }

    private func entries(_ kind: String) -> [MeaningDigests.Entry] {
        site.material.digests.entries.filter { $0.key.hasPrefix(kind + " ") }
    }

    private func standing(_ entry: MeaningDigests.Entry) -> SignOffRegister.Standing {
        site.material.signOffs.standing(of: entry.key, digest: entry.digest)
    }

    static func word(for standing: SignOffRegister.Standing, _ style: SentenceStyle) -> String {
        switch standing {
        case .unsigned: style.told(en: "unsigned", zh: "未签核")
        case .awaiting: style.told(en: "awaits another reviewer", zh: "待另一人复核")
        case .rejected: style.told(en: "rejected", zh: "有异议")
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
        out.open("p")
        out.text(
            style.told(
                en:
                    "Or decide in these pages: each rule, definition and clause has a field for it. Save the file at the foot of a page and hand it back; ",
                zh: "也可以直接在本网站各页的规则、定义、条款之下填写结论与意见，在页末保存为文件后交回，由"))
        out.element("code", "writ review --sign-from FILE")
        out.text(style.told(en: " records it.", zh: " 登记。"))
        out.close("p")
        counts(into: &out)
        let open = site.material.digests.entries.filter { [.rejected, .lapsed, .awaiting].contains(standing($0)) }
        out.element("h2", style.told(en: "open after a decision", zh: "已有结论而仍待处理"))
        if open.isEmpty {
            out.element("p", style.told(en: "none", zh: "无"))
        } else {
            table(open, into: &out)
        }
        return out
    }

    /// All items of one kind.
    func content(kind: String) -> Markup {
        let style = site.style
        var out = Markup(style.language)
        let standings: [SignOffRegister.Standing] = [.unsigned, .awaiting, .signed, .rejected, .lapsed]
        site.searchBox(kinds: standings.map { ($0.rawValue, SignOffPage.word(for: $0, style)) }, into: &out)
        table(entries(kind), into: &out)
        return out
    }

    /// How many items of each kind stand how.
    private func counts(into out: inout Markup) {
        let style = site.style
        let standings: [SignOffRegister.Standing] = [.unsigned, .awaiting, .signed, .rejected, .lapsed]
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table")
        out.open("thead")
        out.open("tr")
        out.element("th", ["scope": "col"], style.told(en: "kind", zh: "类别"))
        for standing in standings { out.element("th", ["scope": "col"], SignOffPage.word(for: standing, style)) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for kind in SignOffPage.kinds {
            let found = entries(kind.word)
            if found.isEmpty { continue }
            let count = Dictionary(found.map { (self.standing($0), 1) }, uniquingKeysWith: +)
            out.open("tr")
            out.open("th", ["scope": "row"])
            out.link(SignOffPage.file(kind.word), style.told(kind.title))
            out.close("th")
            for standing in standings { out.element("td", count[standing].map { "\($0)" } ?? "–") }
            out.close("tr")
        }
        out.close("tbody")
        out.close("table")
        out.close("div")
    }

    private func table(_ entries: [MeaningDigests.Entry], into out: inout Markup) {
        let style = site.style
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table", ["class": "signoff"])
        out.open("thead")
        out.open("tr")
        for head in [
            style.told(en: "item", zh: "项目"), style.told(en: "digest", zh: "摘要"), style.told(en: "state", zh: "状态"),
            style.told(en: "decisions and remarks", zh: "结论与意见"),
        ] { out.element("th", ["scope": "col"], head) }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for entry in entries { row(entry, into: &out) }
        out.close("tbody")
        out.close("table")
        out.close("div")
    }

    private func row(_ item: MeaningDigests.Entry, into out: inout Markup) {
        let style = site.style
        let standing = standing(item)
        out.open("tr", ["data-item": standing.rawValue, "data-key": item.key, "data-digest": item.digest])
        out.open("th", ["scope": "row"])
        let place = place(of: item.item)
        if let link = place.link { out.link(link, place.title) } else { out.text(place.title) }
        out.code(["class": "key"], item.key)
        out.close("th")
        out.open("td")
        out.code(String(item.digest.prefix(12)))
        out.close("td")
        out.element("td", SignOffPage.word(for: standing, style))
        out.open("td", ["class": "sign"])
        for entry in site.material.signOffs.entries(for: item.key) {
            let decision =
                switch entry.decision {
                case .accepted: style.told(en: "accepted", zh: "同意")
                case .rejected: style.told(en: "rejected", zh: "不同意")
                case .commented: style.told(en: "comment", zh: "意见")
                }
            let isOld = entry.digest != item.digest
            out.open("p")
            out.quoted(entry.reviewer)
            out.text(
                style.told(
                    en: ", \(style.phrase(entry.date)): \(decision)", zh: "，\(style.phrase(entry.date))：\(decision)"))
            if isOld { out.text(style.told(en: " (on an earlier version)", zh: "（就较早版本）")) }
            if !entry.remarks.isEmpty {
                out.text(style.told(en: ". ", zh: "。"))
                out.quoted(entry.remarks)
            }
            out.close("p")
        }
        out.close("td")
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
        case .obligation(let id):
            let identity = program.obligations[id.index].identity
            return found(style.told(en: "obligation ", zh: "义务"), identity, Anchor.obligation(identity.name))
        case .stages(let index):
            let identity = program.stages[index].identity
            return found(style.told(en: "stages ", zh: "阶段"), identity, Anchor.stages(identity.name))
        case .report(let index):
            let identity = program.reports[index].identity
            return found(style.told(en: "report ", zh: "报表"), identity, Anchor.report(identity.name))
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
                sample.map { site.link(document: $0) }
            )
        }
    }
}
