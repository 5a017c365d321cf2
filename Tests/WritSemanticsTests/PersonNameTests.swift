import Testing

@testable import WritSemantics

@Suite("Names of persons") struct PersonNameTests {
    @Test("White space of every kind is trimmed and made single")
    func space() throws {
        for text in [
            "张三", " 张三", "张三 ", "\u{3000}张三\u{3000}", "\t张三\r\n", "\u{A0}张三\u{2003}", "\u{2028}张三\u{85}",
        ] {
            #expect(PersonName(text)?.text == "张三", "\(text.debugDescription)")
        }
        #expect(PersonName("John \u{A0} \t Smith")?.text == "John Smith")
        #expect(PersonName("John Smith") == PersonName("John\u{3000}Smith"))
        #expect(PersonName("John Smith") != PersonName("JohnSmith"))
    }

    @Test("Nothing is nobody", arguments: ["", " ", "\u{3000}", "\t\n", "\u{FE00}", " \u{FE0F} "])
    func nobody(text: String) { #expect(PersonName.read(text) == .nobody) }

    @Test("What nobody sees is refused with its place")
    func hidden() {
        let hidden: [Unicode.Scalar] = [
            "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{61C}", "\u{200E}",
            "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}",
            "\u{2069}", "\u{115F}", "\u{3164}", "\u{FFA0}", "\u{2800}", "\u{0}", "\u{1B}", "\u{9B}", "\u{E0041}",
            "\u{180E}", "\u{2062}",
        ]
        for scalar in hidden {
            #expect(PersonName.read("张\(scalar)三") == .hidden(scalar, at: 2), "\(scalar.value)")
            #expect(PersonName.read("\(scalar)") == .hidden(scalar, at: 1))
            #expect(PersonName("张三\(scalar)") == nil)
        }
    }

    @Test("One name in several spellings is one person")
    func oneName() {
        // Composed and decomposed, with a variation selector, and a compatibility ideograph.
        for (a, b) in [
            ("Zoë", "Zoe\u{308}"), ("Nguyễn", "Nguye\u{302}\u{303}n"), ("葛\u{E0100}城", "葛城"), ("神\u{FE00}", "神"),
            ("\u{F900}", "\u{8C48}"),
        ] {
            #expect(PersonName(a) == PersonName(b), "\(a) \(b)")
            #expect(PersonName(a).hashValue == PersonName(b).hashValue)
        }
        #expect(PersonName("葛\u{E0100}城")?.text.unicodeScalars.count == 3)
        for rare in ["𠮷田", "㐱", "𬭎", "阿·凡提", "O’Brien", "欧阳娜娜", "𪚥"] { #expect(PersonName(rare)?.text == rare) }
    }

    @Test(
        "Names that look alike are told, others are not",
        arguments: [
            ("ZHANG San", "Zhang San", true), ("Ｚhang", "Zhang", true), ("Аnna", "Anna", true), ("Ο", "O", true),
            ("Bill", "BiII", true), ("L1", "Ll", true), ("⼈民", "人民", true), ("阿·凡提", "阿•凡提", true),
            ("李 明", "李明", true), ("Smith-Jones", "Smith‑Jones", true), ("𝐀nna", "Anna", true),
            ("张三", "张二", false), ("Anna", "Anne", false), ("Mali", "Mall", false), ("未", "末", false),
        ])
    func alike(a: String, b: String, isAlike: Bool) throws {
        let names = [try #require(PersonName(a)), try #require(PersonName("王五")), try #require(PersonName(b))]
        #expect(
            LookAlikes.pairs(names).map { [$0.0.text, $0.1.text] } == (isAlike ? [[names[0].text, names[2].text]] : []))
    }
}
