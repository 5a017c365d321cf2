import Foundation
import Testing
import Writ
import WritLanguage
import WritTestSupport

/// What is kept from run to run is believed only where it is whole, one's own, and of these very bytes.
@Suite struct RulebookIndexTests {
    private static let rules = """
        role clerk "管理员"
        case A "甲"
          x : Integer
        rule r for A
          when x > 1
          require "办理" by clerk
        """

    private static func made() throws -> (index: RulebookIndex, sources: RulebookSources) {
        let sources = RulebookSources(rules: [("r.writ", Array(rules.utf8))], forms: [])
        let rulebook = try #require(CompiledRulebook.compile(sources).rulebook)
        return (try #require(rulebook.index()), sources)
    }

    @Test func onlyTheWholeIndexIsRead() throws {
        let (index, _) = try Self.made()
        let bytes = try #require(KeptIndex(index, key: "123456789abcdef:k", stamps: nil).text)
        #expect(KeptIndex(bytes)?.key == "123456789abcdef:k")
        for length in 0..<bytes.count { #expect(KeptIndex(Array(bytes[..<length])) == nil) }
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            #expect(KeptIndex(changed) == nil, "byte \(position)")
        }
        #expect(KeptIndex(bytes + bytes) == nil)
        #expect(KeptIndex([]) == nil)
    }

    @Test func theKeyKnowsEveryByteAndName() throws {
        func key(
            rules: String = RulebookIndexTests.rules, name: String = "r.writ", form: String? = nil,
            profile: String? = nil, program: String = "1"
        ) -> String {
            IndexKey.of(
                RulebookSources(
                    rules: [("Rules/" + name, Array(rules.utf8))],
                    forms: form.map { [("Forms/f.xml", Array($0.utf8))] } ?? []),
                profiles: profile.map { [("p.json", Array($0.utf8))] } ?? [], program: program, secret: 0x1_2345_6789)
        }
        let keys = [
            key(), key(rules: Self.rules + " "), key(name: "s.writ"), key(form: ""), key(form: "x"), key(profile: ""),
            key(profile: "x"), key(program: "2"),
        ]
        #expect(Set(keys).count == keys.count)
        #expect(key() == key())
    }

    @Test func theFolderHoldsOneIndexAPlace() throws {
        let scratch = try ScratchFolder()
        let folder = IndexFolder(scratch.file("a/cache/writ").path)
        let (index, _) = try Self.made()
        func place(_ path: String) -> RulebookPlaces { RulebookPlaces(rules: path, forms: path) }
        func key(_ path: String) -> String? { folder.index(at: place(path))?.key }
        func kept(_ key: String) -> KeptIndex { KeptIndex(index, key: key, stamps: nil) }
        #expect(key("/p") == nil)
        folder.keep(kept("1:k"), at: place("/p"))
        #expect(scratch.files().isEmpty, "of the way to it, only the last folder is made")
        try FileManager.default.createDirectory(at: scratch.file("a"), withIntermediateDirectories: true)
        folder.keep(kept("1:k"), at: place("/p"))
        #expect(key("/p") == "1:k")
        #expect(key("/q") == nil)
        folder.keep(kept("2:k2"), at: place("/p"))
        #expect(key("/p") == "2:k2")
        let files = scratch.files()
        #expect(files.count == 1)
        // Who else may write to it may have written it.
        let name = try #require(files.first)
        let file = scratch.file(name)
        try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: file.path)
        #expect(key("/p") == nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(key("/p") == "2:k2")
        let elsewhere = scratch.file("elsewhere")
        try FileManager.default.moveItem(at: file, to: elsewhere)
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: elsewhere)
        #expect(key("/p") == nil)
        // Where a folder stands, or none can be made, nothing is kept and nothing is said.
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        folder.keep(kept("1:k"), at: place("/p"))
        #expect(key("/p") == nil)
        IndexFolder(elsewhere.path + "/writ").keep(kept("1:k"), at: place("/p"))
        #expect(scratch.files() == ["elsewhere"])
    }

    @Test func theFolderDoesNotGrowForEver() throws {
        let scratch = try ScratchFolder()
        let folder = IndexFolder(scratch.file("writ").path)
        let (index, _) = try Self.made()
        for number in 0..<205 {
            let place = RulebookPlaces(rules: "/\(number)", forms: "/")
            folder.keep(KeptIndex(index, key: "1:k", stamps: nil), at: place)
        }
        #expect(scratch.files().count == 5)
    }

    @Test func whatAPartCannotStandForHasNoIndex() throws {
        func index(_ rules: String, forms: [(path: String, bytes: [UInt8])]? = []) throws -> RulebookIndex? {
            let compilation = CompiledRulebook.compile(
                RulebookSources(rules: [("r.writ", Array(rules.utf8))], forms: forms))
            let rulebook = try #require(
                compilation.rulebook, "\(compilation.diagnostics.map(\.fact.wording.message.en))")
            return rulebook.index()
        }
        #expect(try index(Self.rules) != nil)
        #expect(try index(Self.rules, forms: nil) == nil, "forms that are only named")
        // An action that only a rule of another type knows, called as the declared one is titled.
        let hidden = """
            action pay "支付款项"
            case B "乙"
              y : Integer
            rule s for B
              hold 支付款项 until y > 1
            """
        #expect(try index(Self.rules + "\n" + hidden) == nil)
        #expect(try index(Self.rules + "\n" + hidden.replacing("hold 支付款项", with: "hold 放款")) != nil)
    }
}
