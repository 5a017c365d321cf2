import Foundation
import Testing
import WritLanguage
import WritSemantics

@testable import WritDocuments

/// Editable documents: a sound package that says what its view says. `Tests/judge/office` has LibreOffice and python-docx
/// judge those of all sample cases.
@Suite struct OfficeDocumentTests {
    private static func template(_ layout: PageLayout = .company()) -> OfficeTemplate {
        OfficeTemplate(layout: layout, language: .zhHans)
    }

    private static func page(_ main: String) -> [UInt8] {
        Array(
            "<!DOCTYPE html>\n<html lang=\"zh-Hans\"><head><title>通知</title></head><body><main>\(main)</main></body></html>"
                .utf8)
    }

    /// The parts of a package of stored entries, found through its directory.
    private func parts(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        try #require(end > 0 && number(end, 4) == 0x0605_4B50)
        var at = number(end + 16, 4)
        #expect(at + number(end + 12, 4) == end)
        var parts: [String: [UInt8]] = [:]
        for _ in 0..<number(end + 10, 2) {
            try #require(number(at, 4) == 0x0201_4B50)
            let size = number(at + 24, 4)
            let nameLength = number(at + 28, 2)
            let name = String(decoding: bytes[at + 46..<at + 46 + nameLength], as: UTF8.self)
            let local = number(at + 42, 4)
            try #require(number(local, 4) == 0x0403_4B50 && number(local + 26, 2) == nameLength)
            let start = local + 30 + nameLength
            let content = Array(bytes[start..<start + size])
            #expect(number(at + 16, 4) == Int(Self.slowSum(content)), "\(name)")
            parts[name] = content
            at += 46 + nameLength
        }
        return parts
    }

    /// CRC-32 by its definition, a bit at a time.
    private static func slowSum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            for bit in 0..<8 {
                let isOdd = (sum ^ UInt32(byte >> bit)) & 1 == 1
                sum = isOdd ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1
            }
        }
        return ~sum
    }

    private func content(_ main: String, _ layout: PageLayout = .company()) throws -> String {
        let bytes = try #require(Self.template(layout).document(of: Self.page(main)))
        let parts = try parts(bytes)
        for part in parts.values { _ = try XMLTree(part) }
        return String(decoding: try #require(parts["word/document.xml"]), as: UTF8.self)
    }

    /// The letters of a document, a line for each paragraph.
    private func words(_ content: String) -> [String] {
        content.components(separatedBy: "</w:p>").map { paragraph in
            paragraph.replacing("<w:br/>", with: "<w:t>⏎</w:t>").components(separatedBy: "<w:t").dropFirst()
                .filter { $0.hasPrefix(">") || $0.hasPrefix(" ") }
                .map { String($0[$0.index(after: $0.firstIndex(of: ">") ?? $0.startIndex)...].prefix { $0 != "<" }) }
                .joined()
        }.filter { !$0.isEmpty }
    }

    @Test func sumsAreThoseOfTheStandard() {
        #expect(CyclicRedundancyCheck.sum(Array("123456789".utf8)) == 0xCBF4_3926)
        var bytes: [UInt8] = []
        for length in 0..<70 {
            #expect(CyclicRedundancyCheck.sum(bytes) == Self.slowSum(bytes), "\(length)")
            bytes.append(UInt8(truncatingIfNeeded: length &* 151 &+ 7))
        }
    }

    @Test func headInTheOrderOfTheProfile() throws {
        let head =
            "<header><p class=\"issuer\">物业管理处</p><h1>通知</h1><p class=\"number\"><bdi>整改〔2026〕1号</bdi></p></header>"
        #expect(words(try content(head)) == ["物业管理处", "通知", "整改〔2026〕1号"])
        #expect(words(try content(head, .gbt9704())) == ["物业管理处", "整改〔2026〕1号", "通知"])
        #expect(try content(head).contains("<w:pStyle w:val=\"DocumentNumber\"/>"))
    }

    @Test func typedLinesStayAndMarkupIsText() throws {
        let text = try content("<p>甲 \n 乙<br>丙<bdi>一\n二&lt;w:p&gt;&amp;</bdi><b>重</b></p>")
        #expect(words(text) == ["甲 乙⏎丙一⏎二&lt;w:p&gt;&amp;重"])
        #expect(text.contains("<w:rPr><w:b/></w:rPr>"))
    }

    @Test func mergedCellsGoOn() throws {
        let text = try content(
            "<table class=\"grid\"><tbody><tr><td rowspan=\"2\">甲</td><td>乙</td></tr><tr><td>丙</td></tr>"
                + "<tr><td colspan=\"2\">丁</td></tr></tbody></table>")
        #expect(words(text) == ["甲", "乙", "丙", "丁"])
        #expect(text.components(separatedBy: "<w:vMerge w:val=\"restart\"/>").count == 2)
        #expect(text.components(separatedBy: "<w:vMerge w:val=\"continue\"/>").count == 2)
        #expect(text.contains("<w:gridSpan w:val=\"2\"/>"))
        // Every row is as wide as the grid.
        for row in text.components(separatedBy: "<w:tr>").dropFirst() {
            let spans = row.components(separatedBy: "<w:tc>").dropFirst()
            #expect(spans.reduce(0) { $0 + ($1.contains("gridSpan") ? 2 : 1) } == 2)
        }
    }

    @Test func fieldsFillTheirRows() throws {
        let text = try content(
            "<dl class=\"fields c2\"><div><dt>房号</dt><dd>3-1201</dd></div><div><dt>业主</dt><dd>王某</dd></div>"
                + "<div class=\"s2\"><dt>事由</dt><dd>装修</dd></div><div><dt>日期</dt><dd>当日</dd></div></dl>")
        #expect(words(text) == ["房号", "3-1201", "业主", "王某", "事由", "装修", "日期", "当日"])
        #expect(text.components(separatedBy: "<w:tr>").count == 4)
        #expect(text.components(separatedBy: "<w:gridSpan w:val=\"3\"/>").count == 3)
    }

    /// A name or a date that broke would not stand over the other: their cell is as wide as the longest of them.
    @Test(arguments: [PageLayout.company(), .gbt9704()]) func nameAndDateStandOnOneLineEach(layout: PageLayout) throws {
        for name in ["管理处", "一二三四五六七八九十物业管理服务有限责任公司"] {
            let text = try content(
                "<div class=\"seal\"><p class=\"by\">\(name)</p><p class=\"on\"><span class=\"blank\">＿＿＿＿年＿＿月＿＿日</span></p></div>",
                layout)
            let width = try #require(text.firstMatch(of: /<w:tblW w:w="(\d+)"/).flatMap { Int($0.output.1) })
            // Twips: 20 a point; half a point is the unit of sizes. Cells have 85 at each side.
            #expect(
                width - 170 >= max(11, name.count) * layout.halfPoints * 10 && width <= layout.textWidth, "\(width)")
            let indent = try #require(text.firstMatch(of: /<w:tblInd w:w="(\d+)"/).flatMap { Int($0.output.1) })
            #expect(indent + width <= layout.textWidth)
        }
    }

    /// The standard's 28 characters find room on a line, and only its lines are stretched.
    @Test func aLineOfTheStandardHoldsTwentyEightCharacters() {
        let layout = PageLayout.gbt9704()
        let styles = String(decoding: OfficeStyle.sheet(layout, language: .zhHans), as: UTF8.self)
        let spacing = styles.firstMatch(of: /<w:spacing w:val="(-?\d+)"\/><w:sz w:val="32"\/>/).flatMap {
            Int($0.output.1)
        }
        #expect(28 * (320 + (spacing ?? 0)) <= layout.textWidth && spacing.map { $0 > -10 } ?? false)
        #expect(styles.contains("<w:jc w:val=\"both\"/>"))
        let company = String(decoding: OfficeStyle.sheet(.company(), language: .zhHans), as: UTF8.self)
        #expect(!company.contains("w:val=\"both\"") && !company.contains("<w:spacing w:val=\"-"))
    }

    /// Labels of a slip and the date to be written in it stand on one line each.
    @Test(arguments: [PageLayout.company(), .gbt9704()]) func slipsHaveTheRoomThatTheyNeed(layout: PageLayout) throws {
        let text = try content(
            "<table class=\"grid delivery\"><tbody><tr><th>送达时间</th><td>＿＿＿＿年＿＿月＿＿日</td><th>收件人（签字）</th><td>＿＿＿＿＿＿</td></tr></tbody></table>",
            layout)
        let widths = text.matches(of: /<w:gridCol w:w="(\d+)"/).compactMap { Int($0.output.1) }
        let em = layout.slipSize * 10
        #expect(widths.count == 4 && widths.reduce(0, +) <= layout.textWidth, "\(widths)")
        for (width, characters) in zip(widths, [4, 11, 7, 6]) { #expect(width - 170 >= characters * em, "\(widths)") }
    }

    /// A multiple of what a font asks for makes pages of another length where the font is not there.
    @Test(arguments: [PageLayout.company(), .gbt9704()]) func linesAreAsHighWhateverTheFont(layout: PageLayout) {
        let sheet = String(decoding: OfficeStyle.sheet(layout, language: .zhHans), as: UTF8.self)
        #expect(
            sheet.contains(
                layout.isOfficial ? "w:line=\"580\" w:lineRule=\"exact\"" : "w:line=\"420\" w:lineRule=\"atLeast\""))
        #expect(!sheet.contains("w:lineRule=\"auto\""))
    }

    @Test func wideLabelsAreWideHereToo() throws {
        func label(_ classes: String) throws -> Int {
            let text = try content("<dl class=\"fields \(classes)\"><div><dt>房号</dt><dd>3-1201</dd></div></dl>")
            return try #require(text.firstMatch(of: /<w:gridCol w:w="(\d+)"/).flatMap { Int($0.output.1) })
        }
        #expect(try label("c2 w11") > label("c2"))
    }

    @Test func whatIsNoViewGivesNothing() {
        let whole = Self.page("<p>甲</p>")
        #expect(Self.template().document(of: whole) != nil)
        for end in stride(from: 0, to: whole.count - 8, by: 1) {
            _ = Self.template().document(of: Array(whole[..<end]))
        }
        #expect(Self.template().document(of: Array(whole.dropLast(20))) == nil)
        #expect(Self.template().document(of: Self.page(String(repeating: "<div>", count: 100_000))) == nil)
        #expect(Self.template().document(of: Array("<p>甲</p>".utf8)) == nil)
    }

    /// The whole vocabulary of forms, filled and blank: each word of the view, in its order.
    @Test(arguments: [PageLayout.company(), .gbt9704()]) func theWholeVocabulary(layout: PageLayout) throws {
        let folder = FormFixture.root.appending(path: "Tests/Golden/documents")
        for name in ["filled", "unknown", "blank"] {
            let view = Array(try Data(contentsOf: folder.appending(path: "\(name).html")))
            let first = try #require(Self.template(layout).document(of: view), "\(name)")
            #expect(first == Self.template(layout).document(of: view))
            let parts = try parts(first)
            let said = words(String(decoding: try #require(parts["word/document.xml"]), as: UTF8.self)).joined()
            let shown = view.withBytes { Self.shown($0) }
            for text in shown {
                #expect(said.filter { !$0.isWhitespace }.contains(Self.escaped(text)), "\(name): \(text)")
            }
            #expect(shown.count > 20)
        }
    }

    /// The texts of a page between drawings, without white space.
    private static func shown(_ view: ByteView) -> [String] {
        var shown: [String] = []
        var path: [String] = []
        var scan = TagScan(view)
        while let token = scan.next() {
            switch token {
            case .start:
                let tag = scan.string(scan.name)
                if !["meta", "br", "hr", "col", "img"].contains(tag) { path.append(tag) }
            case .end: path.removeLast()
            case .text:
                var bytes: [UInt8] = []
                scan.append(scan.text, to: &bytes)
                let letters = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
                if path.contains("main"), !path.contains("svg"), !letters.isEmpty { shown.append(letters) }
            }
        }
        #expect(!scan.isBroken)
        return shown
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
