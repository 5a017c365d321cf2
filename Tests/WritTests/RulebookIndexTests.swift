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
        let bytes = try #require(index.text(key: "1:k"))
        #expect(RulebookIndex(bytes, key: "1:k") != nil)
        #expect(RulebookIndex(bytes, key: "1:other") == nil)
        for length in 0..<bytes.count { #expect(RulebookIndex(Array(bytes[..<length]), key: "1:k") == nil) }
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            #expect(RulebookIndex(changed, key: "1:k") == nil, "byte \(position)")
        }
        #expect(RulebookIndex(bytes + bytes, key: "1:k") == nil)
        #expect(RulebookIndex([], key: "1:k") == nil)
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
        #expect(folder.index(at: ["/p"]) { _ in "1:k" } == nil)
        folder.keep(index, at: ["/p"], key: "1:k")
        #expect(scratch.files().isEmpty, "of the way to it, only the last folder is made")
        try FileManager.default.createDirectory(at: scratch.file("a"), withIntermediateDirectories: true)
        folder.keep(index, at: ["/p"], key: "1:k")
        #expect(folder.index(at: ["/p"]) { _ in "1:k" } != nil)
        #expect(folder.index(at: ["/q"]) { _ in "1:k" } == nil)
        folder.keep(index, at: ["/p"], key: "2:k2")
        #expect(folder.index(at: ["/p"]) { _ in "1:k" } == nil)
        #expect(folder.index(at: ["/p"]) { _ in "2:k2" } != nil)
        let files = scratch.files()
        #expect(files.count == 1)
        // Who else may write to it may have written it.
        let name = try #require(files.first)
        let file = scratch.file(name)
        try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: file.path)
        #expect(folder.index(at: ["/p"]) { _ in "2:k2" } == nil)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(folder.index(at: ["/p"]) { _ in "2:k2" } != nil)
        let elsewhere = scratch.file("elsewhere")
        try FileManager.default.moveItem(at: file, to: elsewhere)
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: elsewhere)
        #expect(folder.index(at: ["/p"]) { _ in "2:k2" } == nil)
        // Where a folder stands, or none can be made, nothing is kept and nothing is said.
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        folder.keep(index, at: ["/p"], key: "1:k")
        #expect(folder.index(at: ["/p"]) { _ in "1:k" } == nil)
        IndexFolder(elsewhere.path + "/writ").keep(index, at: ["/p"], key: "1:k")
        #expect(scratch.files() == ["elsewhere"])
    }

    @Test func theFolderDoesNotGrowForEver() throws {
        let scratch = try ScratchFolder()
        let folder = IndexFolder(scratch.file("writ").path)
        let (index, _) = try Self.made()
        for number in 0..<205 { folder.keep(index, at: ["/\(number)"], key: "1:k") }
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
