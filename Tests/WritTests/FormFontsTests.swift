import Foundation
import Testing
import WritDocuments
import WritTestSupport

/// The fonts that a print profile asks for, and those that a system has.
@Suite struct FormFontsTests {
    /// A font file with nothing but names.
    private static func font(_ names: [(id: UInt16, text: String)]) -> [UInt8] {
        func two(_ number: Int) -> [UInt8] { [UInt8(number >> 8 & 255), UInt8(number & 255)] }
        func four(_ number: Int) -> [UInt8] { two(number >> 16) + two(number & 65535) }
        var records: [UInt8] = []
        var texts: [UInt8] = []
        for (id, text) in names {
            let bytes = text.utf16.flatMap { two(Int($0)) }
            records += two(3) + two(1) + two(0x804) + two(Int(id)) + two(bytes.count) + two(texts.count)
            texts += bytes
        }
        let table = two(0) + two(names.count) + two(6 + records.count) + records + texts
        return Array("OTTO".utf8) + two(1) + two(0) + two(0) + two(0) + Array("name".utf8) + four(0) + four(28)
            + four(table.count) + table
    }

    private func families(_ bytes: [UInt8]) -> Set<String> {
        FontNames.families { offset, count in
            offset < bytes.count ? Array(bytes[offset..<min(bytes.count, offset + count)]) : []
        }
    }

    @Test func namesAreRead() {
        let bytes = Self.font([(1, "仿宋"), (4, "FangSong Regular"), (2, "Regular"), (16, "𠮷宋")])
        #expect(families(bytes) == ["仿宋", "FangSong Regular", "𠮷宋"])
        // Two fonts in one file.
        func shifted(_ font: [UInt8], by start: Int) -> [UInt8] {
            var font = font
            font[23] = UInt8(28 + start)
            return font
        }
        let first = shifted(Self.font([(1, "A")]), by: 20)
        let second = shifted(Self.font([(1, "B")]), by: 20 + first.count)
        let head: [UInt8] =
            Array("ttcf".utf8) + [0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 20, 0, 0, 0, UInt8(20 + first.count)]
        #expect(families(head + first + second) == ["A", "B"])
    }

    @Test func whatIsNoFontHasNoNames() {
        let font = Self.font([(1, "仿宋")])
        for length in 0..<font.count { #expect(families(Array(font[..<length])).isEmpty || length >= 28) }
        #expect(families(Array("not a font at all".utf8)).isEmpty)
        var generator = SeededRandom(seed: 1)
        for _ in 0..<2000 {
            var bytes = font
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            _ = families(bytes)
        }
    }

    @Test(.enabled(if: ToolRun.isBuilt, "the command is not built")) func theCommandTellsThem() throws {
        let folder = try ScratchFolder()
        try folder.write("Rules/notes.writ", DocumentDigestTests.rules)
        try folder.write("Forms/notice.xml", DocumentDigestTests.form)
        let run = try ToolRun(["form", "notice", "--fonts", "--lang", "zh-Hans"], folder: folder.url)
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        #expect(run.text.contains("正文：") && run.text.contains("company"), "\(run.text)")
    }
}
