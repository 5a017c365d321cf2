/// The looks of intake pages, for screens of any width and for the eyes of people who do this all day.
enum IntakeStyle {
    /// In the fonts of a language, so that a page in English names no Chinese ones.
    static func css(isChinese: Bool) -> String {
        let chinese = "\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",\"Source Han Sans SC\","
        return
            css
            .replacing("FONTS", with: (isChinese ? chinese : "") + "system-ui,sans-serif")
            .replacing("MONO", with: (isChinese ? "\"Noto Sans Mono CJK SC\"," : "") + "monospace")
    }

    private static let css = """
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;color:#1a1a1a;background:#fff;\
        font:1rem/1.6 FONTS}
        h1{font-size:1.6rem;line-height:1.3;margin:0 0 .5rem}
        fieldset{margin:1.2rem 0;padding:.4rem 1rem 1rem;border:1px solid #767676;border-radius:.3rem;min-width:0}
        legend{font-weight:700;padding:0 .4rem}
        .item{margin:.8rem 0}
        label,.name{display:block;font-weight:600}
        .hint{display:block;color:#595959;font-size:.875rem}
        input,select,textarea{width:100%;min-width:0;padding:.4rem .5rem;font:inherit;color:inherit;background:#fff;\
        border:1px solid #767676;border-radius:.2rem}
        input[type=checkbox]{width:1.2rem;height:1.2rem;margin:0 .5rem 0 0;vertical-align:middle}
        .tick{font-weight:400}
        .time{display:grid;grid-template-columns:minmax(0,1fr) 6rem;gap:.5rem}
        .tried input:invalid,.tried textarea:invalid,.tried select:invalid{border:2px solid #b00020;background:#fff5f5}
        input:focus-visible,select:focus-visible,textarea:focus-visible,button:focus-visible{outline:3px solid #0b57a4;outline-offset:1px}
        button{font:inherit;padding:.4rem 1rem;border:1px solid #0b57a4;border-radius:.2rem;background:#fff;color:#0b57a4}
        button.main{background:#0b57a4;color:#fff}
        .row{border-left:4px solid #d0d7de;padding:.1rem 0 .5rem .8rem;margin:.8rem 0}
        .row>.name{font-weight:700}
        .rows:not(:empty)+.item{display:none}
        #open p{font-weight:600;margin:0}
        #open ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.3rem 0;padding:0;list-style:none}
        #open a{color:#0b57a4}
        .actions{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0}
        [role=status]{min-height:1.6em;font-weight:600}
        textarea[data-kind]{field-sizing:content;resize:vertical;max-height:60vh}
        #data{min-height:14rem;font-family:ui-monospace,Consolas,MONO;font-size:.875rem}
        @media print{.actions,button{display:none}}
        """
}
