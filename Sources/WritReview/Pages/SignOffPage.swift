internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// The sheet on which lawyers sign off clauses and rules.
struct SignOffPage {
    let site: SiteMap

    func content() -> Markup {
        let style = site.style
        var out = Markup()
        out.element(
            "p",
            style.pick(
                "每项的摘要随其文字与含义而定：改动排版或注释不影响签核，改动内容则签核失效。",
                "The digest of each item depends on its text and meaning: layout and comments keep a sign-off, a change of content lets it lapse."
            ))
        out.open("p")
        out.text(style.pick("签核命令：", "to sign: "))
        out.element("code", "writ review --sign \"ITEM\" --reviewer NAME --date DATE --decision accepted")
        out.close("p")
        site.searchBox(
            kinds: [
                ("unsigned", style.pick("未签核", "unsigned")), ("signed", style.pick("已签核", "signed")),
                ("lapsed", style.pick("已失效", "lapsed")),
            ], into: &out)
        out.open("div", ["class": "scroll", "tabindex": "0"])
        out.open("table")
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
        for (item, digest) in site.material.digests.items { row(item, digest, into: &out) }
        out.close("tbody")
        out.close("table")
        out.close("div")
        return out
    }

    private func row(_ item: MeaningDigests.Item, _ digest: String, into out: inout Markup) {
        let style = site.style
        let standing = site.material.signOffs.standing(of: item.key, digest: digest)
        let entry = site.material.signOffs.entry(for: item.key)
        let state =
            switch standing {
            case .unsigned: ("unsigned", style.pick("未签核", "unsigned"))
            case .signed: ("signed", style.pick("已签核", "signed"))
            case .lapsed: ("lapsed", style.pick("已失效", "lapsed"))
            }
        out.open("tr", ["data-item": state.0])
        out.element("th", ["scope": "row"], item.key)
        out.open("td")
        out.element("code", String(digest.prefix(12)))
        out.close("td")
        out.element("td", state.1)
        out.element("td", ["class": "sign"], entry?.reviewer ?? "")
        out.element("td", ["class": "sign"], entry?.date.description ?? "")
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
}
