import Testing
import WritLanguage

/// The one builder of pages and drawings.
@Suite struct MarkupTests {
    private func text(_ build: (inout Markup) -> Void, _ language: MessageLanguage = .en) -> String {
        var markup = Markup(language)
        build(&markup)
        return String(decoding: markup.bytes, as: UTF8.self)
    }

    @Test func textAndAttributesCannotLeaveTheirPlace() {
        let evil = "<b a=\"1\">&'\u{1}\u{202E}\u{FFFE}"
        #expect(
            text { $0.element("p", ["title": evil], evil) } == """
                <p title="&lt;b a=&quot;1&quot;>&amp;'\\u{1}\\u{202E}\u{FFFD}">\
                &lt;b a="1"&gt;&amp;'\\u{1}\\u{202E}\u{FFFD}</p>

                """)
        #expect(text { $0.text("a\nb\tc\r") } == "a\nb\tc&#xD;")
        #expect(text { $0.open("p", ["title": "a\nb\tc"]) } == "<p title=\"a&#xA;b&#x9;c\">")
    }

    /// What is told is in the characters of the language; what is quoted is as it was written.
    @Test func traditionalIsToldAndNotQuoted() {
        #expect(text({ $0.text("规则") }, .zhHant) == "規則")
        #expect(text({ $0.quoted("规则") }, .zhHant) == "规则")
        #expect(text({ $0.code("规则") }, .zhHant) == "<code>规则</code>\n")
        #expect(text({ $0.text("规则") }, .zhHans) == "规则")
    }

    @Test func aPageLoadsNothingAndSendsNothing() {
        let head = text { $0.pageHead() }
        #expect(head.contains("Content-Security-Policy") && head.contains("default-src 'none'"))
        #expect(!head.contains("script-src"))
        #expect(text { $0.pageHead(script: "sha256-x") }.contains("script-src 'sha256-x'"))
    }

    /// Traditional text stays traditional, so that wording within wording is told right.
    @Test func toldTwiceIsToldOnce() {
        for pair in TraditionalSample.texts {
            let once = TraditionalChinese.text(pair)
            #expect(TraditionalChinese.text(once) == once, "\(pair)")
        }
    }
}

private enum TraditionalSample {
    static let texts = [
        "面积与面粉", "皇后在后面", "公里数里的系统", "采取行动，复核、复制并回复", "头发与发现", "每周周末", "日历、日志、词汇、汇总", "一出戏",
        "干扰若干", "准许、批准与核准", "范围，姓范的人", "征求意见", "余地与剩余", "钟情于时钟", "谷物", "台阶与平台", "只有一只",
    ]
}
