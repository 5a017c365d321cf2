import Testing
import WritDocuments

/// The digest of a record, computed from its bytes alone: each change of what its reader sees changes it, and what changes
/// while the document goes its way does not.
@Suite struct RecordDigestTests {
    private static let record = """
        <?xml version="1.0" encoding="UTF-8"?>
        <document xmlns="urn:writ:document:1" as-of="2026-03-02" case="V-1" case-type="Visit" digest="\
        0000000000000000000000000000000000000000000000000000000000000000" form="notice" lang="zh-Hans" ordinal="2" \
        organisation="firm" rulebook="aa" state="draft" version="bb">
        <head>
        <state>草稿</state>
        <issuer>公司</issuer>
        <title>通知单</title>
        <number>通〔2026〕＿号</number>
        <date value="2026-03-02">2026年3月2日</date>
        </head>
        <body>
        <p>房号<value field="unit" of="unit">3-1201</value>，金额<value field="amount" of="amount" value="250.5">¥250.50</value>。</p>
        <p>本通知<number>通〔2026〕＿号</number>，前次<number of="notice">通〔2026〕1号</number>，期限<due value="2026-03-09">3月9日</due>。</p>
        <fields columns="2">
        <field>
        <label>加急</label>
        <content><checkboxes of="urgent">☑是　☐否</checkboxes></content>
        </field>
        </fields>
        <messages of="refuse">
        <title>理由</title>
        <item><label>1．</label>逾期</item>
        </messages>
        <delivery>
        <title>回执</title>
        <field>
        <label>编号</label>
        <content><number>通〔2026〕＿号</number></content>
        </field>
        </delivery>
        </body>
        <basis>
        <because rule="tell">
        <title>发通知</title>
        <clause number="1" source="M1">《办法》1</clause>
        </because>
        </basis>
        <approval chain="approve" state="pending">
        <step id="first" roles="clerk" state="next">
        <title>初审</title>
        <signer>经办</signer>
        </step>
        </approval>
        <missing>
        <fact path="fee"></fact>
        </missing>
        </document>

        """

    private func digest(_ text: String) throws -> String { try RecordDigest(of: Array(text.utf8)).computed }

    private func changed(_ old: String, _ new: String) throws -> Bool {
        #expect(Self.record.contains(old), "\(old)")
        return try digest(Self.record) != digest(Self.record.replacing(old, with: new))
    }

    @Test(arguments: [
        ("通知单", "告知单"), ("房号", "房间"), ("3-1201", "3-1202"), ("¥250.50", "¥250.51"),
        (#"value="250.5""#, #"value="250.6""#),
        ("加急", "普通"), ("☑是　☐否", "☐是　☑否"), ("3月9日", "3月8日"), ("通〔2026〕1号", "通〔2026〕2号"), ("逾期", "缺件"),
        ("<label>1．</label>", "<label>2．</label>"), ("发通知", "发函"), ("《办法》", "《法》"), ("公司", "母公司"),
        (#"case="V-1""#, #"case="V-2""#),
        (#"ordinal="2""#, #"ordinal="3""#), (#"organisation="firm""#, #"organisation="other""#),
        (#"columns="2""#, #"columns="3""#),
        (#"lang="zh-Hans""#, #"lang="zh-Hant""#), ("<basis>", "<p>又</p><basis>"), (" ordinal=\"2\"", ""),
        // A value that moves between two places, and text that moves into a value.
        ("1201</value>，金额", "1</value>201，金额"),
        ("房号<value field=\"unit\" of=\"unit\">", "<value field=\"unit\" of=\"unit\">房号"),
        ("</fields>\n<messages", "</fields>\n<rule-line></rule-line>\n<messages"),
    ])
    func whatIsSeenIsPartOfIt(old: String, new: String) throws { #expect(try changed(old, new), "\(old) → \(new)") }

    @Test(arguments: [
        (#"state="draft""#, #"state="issued""#), ("<state>草稿</state>\n", ""), ("通〔2026〕＿号", "通〔2026〕7号"),
        (#"<date value="2026-03-02">2026年3月2日"#, #"<date state="unknown">＿年"#), ("回执", "送达"), ("初审", "复审"),
        (#"state="pending""#, #"state="approved""#), (#"rulebook="aa""#, #"rulebook="ab""#),
        (#"version="bb""#, #"version="bc""#),
        (#"as-of="2026-03-02""#, #"as-of="2026-03-03""#), ("digest=\"00", "digest=\"11"),
        (#"path="fee""#, #"path="fees""#),
        (#"field="unit""#, #"field="unit-number""#),
        // Other ways to write the same XML.
        ("<fact path=\"fee\"></fact>", "<fact path='fee'/>"), ("<p>房号", "<p ><!-- 注 --><![CDATA[房]]>&#x53F7;"),
        (#"case="V-1" case-type="Visit""#, #"case-type="Visit"  case="V-1""#),
    ])
    func whatChangesOnTheWayIsNot(old: String, new: String) throws {
        #expect(try !changed(old, new), "\(old) → \(new)")
    }

    @Test func twoParagraphsInAnotherOrder() throws {
        let lines = Self.record.split(separator: "\n", omittingEmptySubsequences: false)
        let at = try #require(lines.firstIndex { $0.hasPrefix("<p>房号") })
        var swapped = lines
        swapped.swapAt(at, at + 1)
        #expect(try digest(Self.record) != digest(swapped.joined(separator: "\n")))
    }

    @Test func theStatedDigestIsReadFromTheRoot() throws {
        let digest = try RecordDigest(of: Array(Self.record.utf8))
        #expect(digest.stated == String(repeating: "0", count: 64))
        #expect(digest.computed.count == 64 && digest.computed != digest.stated)
    }

    @Test(arguments: ["", "<a/>", "<document", "<document xmlns:a=\"b\"><a:p/></a:p>", "<?a b?><document></document>"])
    func whatIsNoRecordHasNone(text: String) {
        #expect(throws: RecordDigest.Problem.self) { try digest(text) }
    }

    /// What libxml2 would not see.
    @Test func bytesBehindAZeroAreNoRecord() {
        #expect(throws: RecordDigest.Problem.self) { try digest(Self.record + "\u{0}<p/>") }
        #expect(throws: RecordDigest.Problem.self) {
            try digest("<!DOCTYPE document [<!ENTITY a \"b\">]>" + Self.record.dropFirst(39))
        }
    }
}
