import Foundation
import Testing
import Writ
import WritLanguage
import WritTestSupport

/// Files that the system says nobody has touched are not read; whatever is done to them, the system says it.
@Suite struct SourceStampsTests {
    private struct Place {
        let work: ScratchFolder
        let stamps: SourceStamps
        let places: RulebookPlaces

        init() throws {
            work = try ScratchFolder()
            try work.write("Rules/a.writ", "role a \"A\"")
            try work.write("Rules/below/b.writ", "role b \"B\"")
            try work.write("Forms/f.xml", "<form/>")
            try work.write("Forms/profile/p.json", "{}")
            places = RulebookPlaces(rules: work.file("Rules").path, forms: work.file("Forms").path)
            stamps = try #require(try Self.made(work, places))
        }

        static func made(
            _ work: ScratchFolder, _ places: RulebookPlaces, begun: Int64 = Clock.nanoseconds + 10_000_000_000
        ) throws -> SourceStamps? {
            let files = try RulebookFiles.find(
                rules: work.file("Rules").path, forms: work.file("Forms").path, formsAreRequired: true)
            let others = [work.file("Forms/profile").path, work.file("Forms/profile/p.json").path]
            return SourceStamps(files, others: others, places: places, secret: 77, program: "1", begun: begun)
        }

        func hold(program: String = "1") -> Bool {
            stamps.hold(stamps.files(at: places), at: places, secret: 77, program: program)
        }

        func date(_ name: String) throws -> Date {
            try #require(
                FileManager.default.attributesOfItem(atPath: work.file(name).path)[.modificationDate] as? Date)
        }

        func set(_ date: Date, _ name: String) throws {
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: work.file(name).path)
        }
    }

    @Test func theyHoldWhileNobodyTouchesAnything() throws {
        let place = try Place()
        #expect(place.hold())
        #expect(!place.hold(program: "2"))
        // Reading is no touch, and neither is what lies beside in folders that are not looked into.
        _ = try Data(contentsOf: place.work.file("Rules/a.writ"))
        try place.work.write("elsewhere.writ", "x")
        #expect(place.hold())
        let files = place.stamps.files(at: place.places)
        #expect(files.rules == ["Rules/a.writ", "Rules/below/b.writ"].map { place.work.file($0).path })
        #expect(files.forms == [place.work.file("Forms/f.xml").path])
        // The same files by another way.
        let other = place.work.url.path + "/Rules/../"
        let places = RulebookPlaces(rules: other + "Rules/", forms: other + "Forms")
        #expect(place.stamps.hold(place.stamps.files(at: places), at: places, secret: 77, program: "1"))
    }

    private static let changes: [(String, @Sendable (ScratchFolder, _ path: (String) -> String) throws -> Void)] = [
        ("a byte more", { work, _ in try work.write("Rules/a.writ", "role a \"A\" ") }),
        ("as many bytes", { work, _ in try work.write("Rules/below/b.writ", "role b \"C\"") }),
        ("the same bytes again", { work, _ in try work.write("Forms/f.xml", "<form/>") }),
        ("another form", { work, _ in try work.write("Forms/g.xml", "<form/>") }),
        ("another rule file", { work, _ in try work.write("Rules/below/c.writ", "") }),
        ("a folder more", { work, _ in try work.write("Forms/more/h.xml", "") }),
        ("another profile", { work, _ in try work.write("Forms/profile/q.json", "{}") }),
        ("a changed profile", { work, _ in try work.write("Forms/profile/p.json", "[]") }),
        ("a file gone", { work, _ in try FileManager.default.removeItem(at: work.file("Rules/below/b.writ")) }),
        ("a folder gone", { work, _ in try FileManager.default.removeItem(at: work.file("Rules/below")) }),
        (
            "another name",
            { work, _ in
                try FileManager.default.moveItem(at: work.file("Rules/a.writ"), to: work.file("Rules/z.writ"))
            }
        ),
        (
            "another file in its place",
            { work, _ in
                try work.write("new", "role a \"Z\"")
                try FileManager.default.removeItem(at: work.file("Rules/a.writ"))
                try FileManager.default.moveItem(at: work.file("new"), to: work.file("Rules/a.writ"))
            }
        ),
        (
            "a link in its place",
            { work, path in
                try work.write("new", "role a \"A\"")
                try FileManager.default.removeItem(at: work.file("Rules/a.writ"))
                try FileManager.default.createSymbolicLink(
                    atPath: path("Rules/a.writ"), withDestinationPath: path("new"))
            }
        ),
    ]

    /// Every change, with its date and with the old date put back on the file and on its folders.
    @Test(arguments: changes.indices, [false, true])
    func everyChangeIsSeen(_ number: Int, keepsDates: Bool) throws {
        let place = try Place()
        let (what, change) = Self.changes[number]
        let names =
            ["Rules", "Rules/below", "Forms", "Forms/profile"] + ["Rules/a.writ", "Rules/below/b.writ", "Forms/f.xml"]
        let dates = try names.map { try place.date($0) }
        try change(place.work) { place.work.file($0).path }
        if keepsDates {
            for (name, date) in zip(names, dates)
            where FileManager.default.fileExists(atPath: place.work.file(name).path) {
                try place.set(date, name)
            }
        }
        #expect(!place.hold(), "\(what)")
    }

    /// Who writes to a file right after it was read may leave all its dates as they are.
    @Test func filesThatAreTooNewHaveNone() throws {
        let place = try Place()
        #expect(try Place.made(place.work, place.places, begun: Clock.nanoseconds) == nil)
        #expect(try Place.made(place.work, place.places, begun: Clock.nanoseconds - 3_600_000_000_000) == nil)
    }

    @Test func theyAreKeptAsTheyAre() throws {
        let place = try Place()
        let lines = place.stamps.lines.map { $0.map { $0[...] } }
        #expect(SourceStamps(lines: lines[...]) == place.stamps)
        #expect(SourceStamps(lines: lines.dropLast()) == nil)
        #expect(SourceStamps(lines: [][...]) == nil)
    }

    @Test func placesAreFoundByWhateverWay() {
        let ways = [
            ("Rules", "Rules/a/b.writ", "a/b.writ"), ("Rules/", "Rules/a.writ", "a.writ"), ("Rules", "Rules", ""),
            (".", "a.writ", "a.writ"), ("/x/Rules", "/x/Rules/a.writ", "a.writ"), ("r.writ", "r.writ", ""),
        ]
        for (place, path, rest) in ways {
            let places = RulebookPlaces(rules: place, forms: "Forms")
            #expect(places.rest(of: path, below: 0) == rest, "\(path) below \(place)")
            #expect(places.path(rest, below: 0) == path, "\(rest) below \(place)")
        }
        for (place, path) in [("Rules", "Rulesx/a.writ"), ("Rules", "a.writ"), (".", "/a.writ"), (".", "../a.writ")] {
            #expect(
                RulebookPlaces(rules: place, forms: "Forms").rest(of: path, below: 0) == nil, "\(path) below \(place)")
        }
    }
}
