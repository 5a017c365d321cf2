/// The one style sheet of the site. Colours keep a contrast of at least 4.5 to 1; nothing is told by colour alone.
enum SiteStyle {
    static let sheet = """
        :root{--ink:#1b1f24;--soft:#4a5361;--line:#c9d0d9;--paper:#fff;--tint:#f3f5f8;--link:#0b4f9e}
        *{box-sizing:border-box}
        body{margin:0;font:1rem/1.7 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--paper)}
        html:lang(en) body{font-family:system-ui,"Helvetica Neue",Arial,"Liberation Sans","Noto Sans","Noto Sans CJK SC",sans-serif}
        code,pre,.name,.key{font-family:monospace}
        a{color:var(--link)}
        a:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,pre:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
        header,footer{background:var(--tint);border-bottom:1px solid var(--line);padding:.75rem 1.25rem}
        footer{border-top:1px solid var(--line);border-bottom:0;color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
        .site{margin:0;font-weight:700}
        nav ul{list-style:none;margin:.25rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
        nav a[aria-current]{color:var(--ink);font-weight:700;text-decoration:none}
        main{max-width:72rem;margin:0 auto;padding:1rem 1.25rem 3rem}
        h1{font-size:1.6rem}h4{margin:.6rem 0 .2rem}h2{font-size:1.3rem;border-bottom:1px solid var(--line);padding-bottom:.2rem;margin-top:2rem}h3{font-size:1.1rem}
        .rule{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,1fr);gap:0 1.5rem;border:1px solid var(--line);border-radius:.4rem;padding:.5rem 1rem;margin:1rem 0}
        .rule h3,.rule h4{grid-column:1/-1;margin:.25rem 0}
        .rule aside{border-left:3px solid var(--line);padding-left:.75rem;font-size:.92rem}
        .rule details,.rule.whole>div{grid-column:1/-1}
        .sentence{margin:.4rem 0}
        .kind{font-size:.8rem;border:1px solid var(--soft);border-radius:.3rem;padding:0 .35rem;color:var(--soft);font-weight:400;margin-left:.4rem}
        .name{font-family:monospace;font-size:.85rem;color:var(--soft);font-weight:400;margin-left:.4rem;overflow-wrap:anywhere}
        pre{background:var(--tint);border:1px solid var(--line);padding:.6rem;overflow-x:auto;font-size:.85rem;line-height:1.5}
        .scroll{overflow-x:auto}.scroll td,.scroll th{min-width:3.5em}
        table{border-collapse:collapse;margin:.5rem 0;font-size:.95rem}
        th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
        th{background:var(--tint)}
        td:first-child,th:first-child{min-width:5rem}
        caption{text-align:left;font-weight:700;padding:.3rem 0}
        dl.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0}
        dl.figures div{border:1px solid var(--line);border-radius:.4rem;padding:.4rem .75rem}
        dl.figures dt{color:var(--soft);font-size:.9rem}dl.figures dd{margin:0;font-size:1.4rem;font-weight:700}
        .finding{border-left:5px solid var(--soft);padding:.25rem 1rem;margin:1rem 0;background:var(--tint)}
        .search{margin:1rem 0;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end}
        .search label{display:block;font-size:.9rem}
        .search input,.search select{font:inherit;padding:.25rem .4rem;border:1px solid var(--soft);border-radius:.25rem;max-width:100%}
        .sign{min-width:8rem}
        svg{display:block}
        ul.steps{list-style:none;padding-left:0}
        table.signoff td:nth-child(2),table.signoff td:nth-child(3){white-space:nowrap;overflow-wrap:normal}
        .key{display:block;font-size:.8rem;font-weight:400;color:var(--soft);overflow-wrap:anywhere}
        table.case th{white-space:nowrap;font-weight:400;color:var(--soft)}
        table.case ol{margin:0;padding-left:1.2rem}
        table.origins td:first-child{min-width:12rem}
        .contents{margin:1rem 0}.contents ul{columns:18rem}
        blockquote{margin:.3rem 0;padding:.1rem .75rem;border-left:3px solid var(--line);color:var(--soft)}
        .decide{grid-column:1/-1;margin:.4rem 0}.decide select,.decide textarea{font:inherit;max-width:100%}.decide textarea{display:block;width:100%;margin-top:.3rem}
        .decisions{position:sticky;bottom:0;background:var(--tint);border:1px solid var(--line);padding:.5rem 1rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:end}
        .decisions[hidden]{display:none}.decisions p{margin:.2rem 0}.decisions label{display:block;font-size:.9rem}
        .decisions input,.decisions button{font:inherit;padding:.25rem .5rem;max-width:100%}
        .first li{margin:.2rem 0}
        :target{outline:2px solid var(--link);outline-offset:3px}
        @media (max-width:40rem){.rule{grid-template-columns:minmax(0,1fr)}.rule aside{margin-top:.5rem}main{padding:1rem .75rem}th,td{padding:.25rem .35rem;overflow-wrap:anywhere}.contents ul{columns:1}.decisions{position:static}}
        @media print{header,footer,.search,.skip,.decide,.decisions,script{display:none}body{font-size:10pt;line-height:1.5}h2{margin-top:1rem;break-after:avoid}.finding{break-inside:avoid}.rule{display:block;border:0;border-top:1px solid var(--line);border-radius:0;padding:.2rem 0 0;margin:.4rem 0}.rule h3{font-size:1.05em;break-after:avoid}.sentence{margin:.15rem 0}.rule aside{border:0;padding:0;font-size:.85em;line-height:1.45}.rule aside ul{margin:0;padding-left:1rem}.rule aside p{margin:0}blockquote{margin:0;padding-left:.5rem;border-left-width:2px}a{color:inherit;text-decoration:none}details{display:none}svg{max-width:100%;height:auto}:target{outline:0}main{max-width:none;padding:0}.scroll{overflow:visible}.scroll td,.scroll th{min-width:0}table{font-size:.85em}td,th{overflow-wrap:anywhere}.sign{min-width:0}table.signoff{width:100%;table-layout:fixed}table.signoff th:nth-child(1){width:28%}table.signoff th:nth-child(2){width:15%}table.signoff th:nth-child(3){width:9%}table.signoff tr{break-inside:avoid}pre{white-space:pre-wrap;overflow-wrap:anywhere}}
        """

    /// What each sheet of paper says: the rulebook, its digest, and which page of how many.
    static func paper(_ title: String, _ digest: String) -> String {
        func plain(_ text: String) -> String { String(text.filter { !"\"\\<>\n".contains($0) }) }
        return
            "@page{margin:18mm 15mm;@bottom-left{content:\"\(plain(title)) · \(plain(String(digest.prefix(16))))\";font-size:8pt}@bottom-right{content:counter(page) \" / \" counter(pages);font-size:8pt}}\n"
    }
}
