import WritLanguage

/// The fonts of the built-in profiles, Songti and its kin named with fallbacks that exist on Windows, macOS and free systems.
enum PrintFonts {
    static let song = PageLayout.FontList(
        "\"Songti SC\",SimSun,\"Noto Serif CJK SC\",\"Source Han Serif SC\",serif", first: "宋体")
    static let fangsong = PageLayout.FontList(
        "仿宋_GB2312,仿宋,FangSong,FandolFang,\"TW-Sung\",\"Noto Serif CJK SC\",\"Source Han Serif SC\",serif", first: "仿宋")
    static let title = PageLayout.FontList(
        "方正小标宋简体,FZXiaoBiaoSong-B05S,\"Noto Serif CJK SC\",\"Source Han Serif SC\",serif", first: "方正小标宋简体")
    static let hei = PageLayout.FontList(
        "黑体,SimHei,\"Noto Sans CJK SC\",\"Source Han Sans SC\",sans-serif", first: "黑体")
    static let kai = PageLayout.FontList("楷体_GB2312,楷体,KaiTi,FandolKai,\"Noto Serif CJK SC\",serif", first: "楷体")
    static let roman = PageLayout.FontList(
        "\"Times New Roman\",\"Liberation Serif\",\"Nimbus Roman\",serif", first: "Times New Roman")
    static let grotesque = PageLayout.FontList("Arial,\"Liberation Sans\",Helvetica,sans-serif", first: "Arial")

    /// What a profile asks for besides text and title.
    static func others(isOfficial: Bool, _ language: MessageLanguage) -> [FontNeed] {
        let isChinese = language.isChinese
        let hei = (isChinese ? hei : grotesque).css
        guard isOfficial else { return [FontNeed(Phrase(en: "marks of drafts", zh: "草稿标记"), list: hei)] }
        return [
            FontNeed(Phrase(en: "first headings", zh: "一级标题"), list: hei),
            FontNeed(Phrase(en: "second headings", zh: "二级标题"), list: (isChinese ? kai : roman).css),
            FontNeed(Phrase(en: "page numbers", zh: "页码"), list: (isChinese ? song : roman).css),
        ]
    }
}

/// The two built-in style sheets, each for the languages of documents. Colours keep a contrast of at least 7 : 1 to white, so that a
/// photocopy is readable. The figures of page and letters are those of `PageLayout`.
struct PrintStyle {
    private let layout: PageLayout
    private let language: MessageLanguage

    private var isChinese: Bool { language.isChinese }
    private var song: String { (isChinese ? PrintFonts.song : PrintFonts.roman).css }
    /// How wide labels of slips are.
    private var slipLabel: String { isChinese ? "7.8em;white-space:nowrap" : "9em" }
    private var indent: String { isChinese ? "2em" : "0" }
    private var paragraphGap: String { isChinese ? ".2em" : ".5em" }
    private func spacing(_ length: String) -> String { isChinese ? length : "0" }
    private var hei: String { (isChinese ? PrintFonts.hei : PrintFonts.grotesque).css }
    private var kai: String { (isChinese ? PrintFonts.kai : PrintFonts.roman).css }

    /// Made once for each language in which there are documents.
    static func sheet(_ name: String, _ language: MessageLanguage) -> String {
        switch (name == "gbt9704", language) {
        case (false, .zhHans): companyHans
        case (false, .zhHant): companyHant
        case (false, .en): companyEnglish
        case (true, .zhHans): officialHans
        case (true, .zhHant): officialHant
        case (true, .en): officialEnglish
        }
    }

    private static let companyHans = PrintStyle(layout: .company(.zhHans), language: .zhHans).company
    private static let companyHant = PrintStyle(layout: .company(.zhHant), language: .zhHant).company
    private static let companyEnglish = PrintStyle(layout: .company(.en), language: .en).company
    private static let officialHans = PrintStyle(layout: .gbt9704(.zhHans), language: .zhHans).gbt9704
    private static let officialHant = PrintStyle(layout: .gbt9704(.zhHant), language: .zhHant).gbt9704
    private static let officialEnglish = PrintStyle(layout: .gbt9704(.en), language: .en).gbt9704

    /// - Parameter footer: what stands in the margins of all pages.
    private func page(_ footer: String = "") -> String {
        func length(_ side: PageLayout.Side) -> String { layout.margins[side]?.css ?? "" }
        let margins = PageLayout.Side.allCases.map(length).joined(separator: " ")
        return ":root{--sheet:\(layout.paper.css.height);--top:\(length(.top));--bottom:\(length(.bottom))}"
            + "@page{size:\(layout.paper.css.name);margin:\(margins)\(footer)}"
    }

    private var company: String {
        let number =
            isChinese
            ? "counter(page) \" / \" counter(pages)" : "\"Page \" counter(page) \" of \" counter(pages)"
        return page(";@bottom-center{content:\(number);font:9pt \(song);color:#333}")
            + common
            + "body{font:\(layout.size.css)/1.75 \(layout.font.css)}"
            + "h1{font-size:18pt;line-height:1.4;text-align:center;margin:0 0 .4em;letter-spacing:\(spacing(".08em"))}"
            + "h2,h3,h4,h5,h6{font-size:1em;font-weight:700;margin:.8em 0 .2em}.grid,.fields,.remarks{font-size:10.5pt;line-height:1.55}"
            + ".issuer{text-align:center;margin:0 0 .3em;letter-spacing:\(spacing(".1em"))}"
            + ".subtitle{text-align:center;margin:0 0 .4em}.number{text-align:right;margin:0 0 .6em}"
            + ".addressee{margin:.6em 0 .2em;text-indent:0}main>p,section>p,.keep>p{text-indent:\(indent)}"
            + "p{margin:\(paragraphGap) 0}.items,.attachments{margin:.2em 0 .2em 2em}.attachments p{margin:0}"
            + "@media screen{main{max-width:178mm;margin:8mm auto;padding:12mm 14mm;background:#fff;"
            + "box-shadow:0 0 0 1px #bbb}html{background:#eee}}"
    }

    /// 28 characters to a line, 22 lines to a page.
    private var gbt9704: String {
        page()
            + "@page :right{@bottom-right{content:\"— \" counter(page) \" —\";font:14pt \(song);"
            + "vertical-align:top;padding:7mm 1em 0 0}}"
            + "@page :left{@bottom-left{content:\"— \" counter(page) \" —\";font:14pt \(song);"
            + "vertical-align:top;padding:7mm 0 0 1em}}"
            + common
            + "body{font:calc(156mm/28)/calc(225mm/22) \(layout.font.css);text-align:justify;line-break:strict;"
            + "font-kerning:none;font-variant-ligatures:none}"
            + "main{width:156mm;margin:0 auto}"
            + "header{display:flex;flex-direction:column}header .issuer{order:1;color:#a00000;text-align:center;"
            + "font:36pt/calc(225mm/11) \(layout.titleFont.css);margin:0}"
            + "header .number{order:2;text-align:center;margin:0 0 calc(225mm/22)}"
            + "header .issuer~.number{box-shadow:0 1.5pt 0 #a00000}"
            + "h1{order:3;font:700 22pt/calc(225mm/11) \(layout.titleFont.css);text-align:center;margin:0}"
            + "header .subtitle{order:4;text-align:center;font-family:\(kai);margin:0 0 calc(225mm/22)}"
            + "h2,h3,h4,h5,h6{font-size:1em;line-height:inherit;font-weight:400;margin:0;text-indent:2em}"
            + "h2{font-family:\(hei)}h3{font-family:\(kai)}h4,h5,h6{font-weight:700}"
            + "p{margin:0}main>p,section>p,.keep>p,.items>div{text-indent:2em}"
            // A date or an amount that finds no room goes to the next line whole: the line before it ends early and is not drawn out.
            + "main>p:has(.v),section>p:has(.v),.keep>p:has(.v),.items>div:has(.v){text-align:left}"
            + "main>.addressee{text-indent:0}.items{margin:0}.attachments{margin:calc(225mm/22) 0 0 2em}"
            + ".delivery{font-size:10.5pt!important}.grid,.fields,.remarks,.basis,.copies{font-size:12pt;line-height:1.5;text-align:left}.grid *,.remarks *{text-indent:0}"
            + ".signatures{margin:.5em 0}.seal{margin:.4em 4em .4em auto}.colophon{width:100%;font-size:14pt;line-height:1.6;border-top:1pt solid;"
            + "border-bottom:1pt solid;padding:0 1em;margin-top:calc(225mm/22)}"
            + "@media screen{main{padding:12mm 14mm;box-sizing:content-box;background:#fff;box-shadow:0 0 0 1px #bbb;"
            + "margin:8mm auto}html{background:#eee}}"
    }

    /// What all profiles share. Chromium leaves one line of three alone under `orphans:2;widows:2`, hence three. A browser cuts a
    /// printed page at whole pixels on its right, so that boxes end 1.5pt before the edge, or they would lose their right line.
    private var common: String {
        "*{box-sizing:border-box}html{-webkit-print-color-adjust:exact}"
            + "body{margin:0;color:#111;orphans:3;widows:2}.v,.v bdi{white-space:nowrap}h2,h3,h4,h5,h6{break-after:avoid}"
            + ".flush{text-indent:0!important}.center{text-align:center!important}.right{text-align:right!important}"
            + "main{position:relative}.state{position:absolute;top:0;right:0;margin:0;padding:0 .5em;"
            + "border:1.5pt solid #a00000;color:#a00000;font:700 11pt/1.6 \(hei);text-indent:0!important}"
            + "bdi{white-space:pre-line;overflow-wrap:anywhere}.undecided{color:#a00000}span.blank{word-break:keep-all}.box{white-space:nowrap}"
            + ".grid{border-collapse:collapse;width:calc(100% - 1.5pt);margin:.5em 0;break-inside:auto}"
            + ".grid caption,.caption{font-weight:700;text-align:left;margin:.6em 0 .2em;text-indent:0!important;"
            + "break-after:avoid}.grid th,.grid td{border:.75pt solid #333;padding:.2em .4em;vertical-align:top}"
            + ".grid th{text-align:left;font-weight:700}.grid th,.fields dt{text-wrap:balance}.grid td:empty{height:2.2em}.grid thead th,.grid thead td{text-align:center;background:#f2f2f2}"
            + ".grid tr{break-inside:avoid}.grid .count{width:3.6em;text-align:center;white-space:nowrap}.grid thead{display:table-header-group;break-after:avoid}.grid tbody tr:first-child,.grid tbody tr:nth-child(2),.grid tbody tr:last-child,.grid .total,.grid .subtotal{break-before:avoid}"
            + ".open td{height:2.6em}.approvals{break-inside:avoid}.approvals td:nth-child(2){word-break:keep-all}.approvals th:nth-child(1){width:19%}.approvals th:nth-child(2){width:30%}"
            + ".approvals th:nth-child(3){width:15%}.approvals th:nth-child(5){width:14%}.signer{font-weight:400;font-size:.9em}.delivery{break-inside:avoid;margin:.2em 0}.delivery caption{margin-top:.2em}"
            + ".delivery th{width:\(slipLabel)}.delivery td{height:1.8em}"
            + ".fields{display:grid;grid-template-columns:minmax(0,1fr);margin:.5em 1.5pt .5em 0;border:.75pt solid #333}.fields>div{display:flex;"
            + "box-shadow:0 0 0 .375pt #333;break-inside:avoid}.fields dt{flex:0 0 8em;padding:.2em .4em;font-weight:700;"
            + "background:#f2f2f2;border-right:.75pt solid #333}.fields dd{flex:1;min-width:0;overflow-wrap:break-word;margin:0;padding:.2em .4em}"
            + labelWidths
            + ".c2{grid-template-columns:repeat(2,minmax(0,1fr))}.c3{grid-template-columns:repeat(3,minmax(0,1fr))}"
            + ".c4{grid-template-columns:repeat(4,minmax(0,1fr))}.c4 dt{flex-basis:5em}"
            + ".s2{grid-column:span 2}.s3{grid-column:span 3}.s4{grid-column:span 4}"
            + ".signatures{display:flex;flex-wrap:wrap;gap:.4em 2em;margin:.8em 0}.signatures>div{flex:1 1 auto;min-width:40%}.signatures,.signature{break-inside:avoid;break-before:avoid}"
            + ".two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr))}.signature p{text-indent:0}"
            // The middle of the issuer's name and the date is the middle of the seal.
            + ".seal{position:relative;margin:0 2em .3em auto;width:max-content;min-width:44mm;height:44mm;display:flex;"
            + "flex-direction:column;justify-content:center;text-align:center;break-inside:avoid}.seal p{margin:0;text-indent:0}"
            // Its foot may stand beside the title of a slip, so that half a page of text and its slip find room on one page.
            + ".seal:has(+.delivery),.seal:has(+.keep>.delivery:first-child){margin-bottom:-7mm}"
            + ".seal .place{position:absolute;left:0;right:0;bottom:3mm;color:#a00000;font-size:.8em}"
            + ".seal::after{content:\"\";position:absolute;left:50%;top:1mm;"
            + "width:42mm;height:42mm;margin-left:-21mm;border:1pt dashed #d08080;border-radius:50%}"
            + ".remarks{border:.75pt solid #333;padding:.2em .6em .6em;margin:.5em 1.5pt .5em 0;break-inside:avoid}"
            + ".line{height:2em;border-bottom:.75pt solid #333}.copies,.cut{font-size:.9em;text-indent:0!important}"
            + ".cut{border-top:1pt dashed #333;margin-top:1.5em!important}"
            + ".basis{break-inside:avoid;font-size:.9em;line-height:1.6}.basis ul{margin:0;padding-left:2em}"
            + ".deadline,.messages>p{text-indent:\(indent)}.digest{font-size:.82em;white-space:nowrap}"
            // 附件 and its list are one; 版记 stands at the foot of the last page, whole.
            + ".attachments{display:flex;break-inside:avoid}.attachments>p{flex:none;text-indent:0}.attachments [role=listitem]:only-child>.n{display:none}"
            + ".colophon{break-inside:avoid}.colophon p{margin:0;text-indent:0}"
            // As high as whole pages: what ends it ends the last of them. The room for it goes with what stands before it.
            + "@media print{main:has(>.colophon){height:calc-size(auto,round(up,size,var(--sheet) - var(--top) - var(--bottom)))}"
            + "main:has(>.colophon)::after{content:\"\";display:block;height:4.5em;break-before:avoid;break-inside:avoid}"
            + "main:has(>.colophon>:nth-child(3))::after{height:6.5em}main:has(>.colophon>:nth-child(4))::after{height:8.5em}"
            + ".colophon{position:absolute;bottom:0;left:0;right:0;margin:0!important}}"
            + ".firm{margin-top:1em;padding-top:.3em;border-top:.75pt solid #333;font-size:.9em;break-inside:avoid;break-before:avoid}.firm p{margin:0;text-indent:0}"
            + ".seal,.basis,.copies,.keep:has(.delivery),.delivery{break-before:avoid}.keep{break-inside:avoid}.page-break{break-after:page}.diagram{margin:.5em 0}.diagram svg{max-width:100%;height:auto}"
            + ".wide{font-size:9pt!important}.wide thead th{padding:.2em}"
            + ".next{break-after:avoid}.l2{min-height:3.5em}.l3{min-height:5.1em}.l4{min-height:6.6em}.l5{min-height:8.2em}.l6{min-height:9.7em}"
            + ".lines{break-inside:avoid;margin:.5em 1.5pt .5em 0}"
            + ".image{margin:.6em 0;text-align:center;break-inside:avoid}.image img{max-width:100%;height:auto}"
            + ".image figcaption{font-size:.9em;line-height:1.5}.picture{display:flex;align-items:center;justify-content:center;"
            + "max-width:100%;min-height:30mm;margin:0 auto!important;border:.75pt dashed #333;text-indent:0!important}"
            + "sup{font-size:.7em;line-height:0}.notes{border-top:.75pt solid #333;margin:1em 0 .4em;padding-top:.3em;font-size:.9em;line-height:1.5;"
            + "break-inside:avoid}.notes>div{text-indent:0}.notes .n{margin-right:.4em}"
            + "hr{border:0;border-top:.75pt solid #333;margin:.6em 0}"
            + "body.draft::before,body.awaiting-approval::before{position:fixed;left:0;right:0;top:40%;z-index:-1;"
            + "text-align:center;font:700 90pt/1 \(hei);letter-spacing:.3em;color:#e6e6e6;transform:rotate(-28deg);"
            + "pointer-events:none}\(marks)"
            + "@media screen and (max-width:40em){main{padding:4mm!important;width:auto!important;margin:0!important}"
            + ".fields{grid-template-columns:1fr}.fields>div{grid-column:auto}.grid{display:block;overflow-x:auto}}"
    }

    /// Of grids whose labels need more than the usual width.
    private var labelWidths: String {
        (LabelWidth.usual + 1...LabelWidth.widest).map { ".w\($0) dt{flex-basis:\($0)em}" }.joined()
    }

    /// What stands across a document that is none yet.
    private var marks: String {
        let draft = Phrase(en: "DRAFT", zh: "草稿").text(in: language)
        let awaiting = Phrase(en: "FOR APPROVAL", zh: "送审稿").text(in: language)
        return "body.draft::before{content:\"\(draft)\"}body.awaiting-approval::before{content:\"\(awaiting)\""
            + (isChinese ? "}" : ";font-size:60pt}")
    }
}
