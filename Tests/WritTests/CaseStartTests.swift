import Foundation
import Testing
import WritTestSupport

/// The commands on single cases, with and without what an earlier run remembered: they say the same.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct CaseStartTests {
    /// A copy of the project's rules and forms, and a cache of its own.
    private struct Place {
        let work: ScratchFolder
        let cache: ScratchFolder

        init() throws {
            work = try ScratchFolder()
            cache = try ScratchFolder()
            for name in ["Rules", "Forms"] {
                try FileManager.default.copyItem(at: ProjectFiles.root.appending(path: name), to: work.file(name))
            }
        }

        func run(_ arguments: String..., remembers: Bool = true, tool: URL = ToolRun.tool) throws -> ToolRun {
            try ToolRun(
                tool: tool, arguments, folder: work.url,
                environment: ["XDG_CACHE_HOME": cache.url.path, "WRIT_CACHE": remembers ? "on" : "off"])
        }

        /// The one file that is remembered.
        func index() throws -> URL {
            let files = cache.files()
            #expect(files.count == 1)
            let name = try #require(files.first)
            return cache.file(name)
        }

        func rules(_ suffix: String) throws -> String {
            let name = try #require(work.files(below: "Rules").first { $0.hasSuffix(suffix) })
            return "Rules/" + name
        }
    }

    private static func same(_ a: ToolRun, _ b: ToolRun, _ what: Comment) {
        #expect(a.text == b.text && a.errors == b.errors && a.status == b.status, what)
    }

    private static let sample = "Rules/cases/property-office/legacy-none.json"
    private static let other = "Rules/cases/posts/agency-unfiled.json"

    @Test func everyCommandSaysTheSame() throws {
        let place = try Place()
        let first = try place.run("run", Self.sample, "--out", "first", "--format", "json")
        #expect(first.status == 0, "\(first.errors)")
        _ = try place.index()
        let second = try place.run("run", Self.sample, "--out", "second", "--format", "json")
        #expect(second.text == first.text)
        let files = place.work.files(below: "first")
        #expect(!files.isEmpty && files == place.work.files(below: "second"))
        for file in files {
            #expect(
                try Data(contentsOf: place.work.file("first/\(file)"))
                    == Data(contentsOf: place.work.file("second/\(file)")))
        }
        try place.work.write("odd.json", #"{"case": "No", "as-of": "2026-01-01", "facts": {}}"#)
        try place.work.write("broken.json", #"{"case": "#)
        let runs = [
            ["run", Self.sample, Self.other], ["run", Self.sample, "--case", "No"], ["run", "odd.json"],
            ["run", Self.sample, "odd.json"], ["run", "broken.json"], ["run", "none.json"],
            ["run", Self.sample, "--as-of", "2019-01-01"], ["ask", Self.sample], ["route", Self.sample, Self.other],
            ["explain", Self.sample], ["explain", Self.sample, "inspection-record"], ["explain", Self.sample, "none"],
            ["form", "inspection-record", "--blank"], ["form", "none", "--blank"],
            ["--lang", "en", "run", Self.sample],
        ]
        for arguments in runs {
            func run(remembers: Bool) throws -> ToolRun {
                try ToolRun(
                    arguments, folder: place.work.url,
                    environment: [
                        "XDG_CACHE_HOME": place.cache.url.path, "WRIT_CACHE": remembers ? "on" : "off",
                    ])
            }
            Self.same(try run(remembers: true), try run(remembers: false), "\(arguments)")
        }
    }

    @Test func whatIsDamagedIsMadeAnew() throws {
        let place = try Place()
        let first = try place.run("run", Self.sample)
        let file = try place.index()
        let good = try Data(contentsOf: file)
        func content(_ index: Data) -> Data.SubSequence {
            // Each index has a secret of its own in the first line and in its stamps, and a sum of the whole in the last.
            guard let start = index.range(of: Data("\nrulebook\t".utf8))?.lowerBound,
                let end = index.range(of: Data("\nend\t".utf8))?.lowerBound, start < end
            else { return Data() }
            return index[start..<end]
        }
        #expect(!content(good).isEmpty)
        var changed = good
        changed[good.count / 2] ^= 1
        for bad in [good.prefix(good.count / 2), Data(), changed, Data("writ index 0\n".utf8)] {
            try bad.write(to: file)
            Self.same(try place.run("run", Self.sample), first, "\(bad.count) bytes")
            #expect(content(try Data(contentsOf: place.index())) == content(good))
        }
        // Switched off, nothing is read or written.
        try Data("x".utf8).write(to: file)
        Self.same(try place.run("run", Self.sample, remembers: false), first, "off")
        #expect(try Data(contentsOf: file) == Data("x".utf8))
    }

    /// What an approval of another text leads to is not known before the document was made: its form is fetched then.
    @Test func aFormThatFollowsFromAnApprovalIsLaidOutLate() throws {
        let work = try ScratchFolder()
        let cache = try ScratchFolder()
        let room = (0..<600).map { "-- " + String(repeating: "\($0) ", count: 16) }.joined(separator: "\n")
        try work.write(
            "Rules/r.writ",
            """
            rulebook late "Late"
            role boss "Boss"
            party owner "Owner"
            source S "Manual"
              clause 1 "One"
            chain approve "Approval"
              basis S 1
              step one "One" by boss
            case Matter "Matter"
              title : Text "Title"
            rule a "A"
              for Matter
              basis S 1
              when true
              issue letter to owner approval approve
            rule b "B"
              for Matter
              basis S 1
              when letter is not approved
              issue reminder to owner
            \(room)
            """)
        for form in ["letter", "reminder"] {
            try work.write(
                "Forms/\(form).xml",
                """
                <form xmlns="urn:writ:form:1" id="\(form)" for="Matter" title="\(form)"><body><p>About
                <value of="title"/></p></body></form>
                """)
        }
        for (name, digest) in [("same", ""), ("other", #", "digest": "abab""#)] {
            try work.write(
                "\(name).json",
                """
                {"case": "Matter", "id": "\(name)", "as-of": "2026-03-02", "facts": {"title": "x"}, "history": [
                  {"form": "letter", "issued": "2026-03-01", "approvals": [{"step": "one", "role": "boss",
                    "decision": "approved", "person": "Bo", "at": "2026-03-01T10:00:00+08:00"\(digest)}]}]}
                """)
        }
        func run(_ folder: String, remembers: Bool) throws -> ToolRun {
            try ToolRun(
                ["run", "same.json", "other.json", "--out", folder, "--format", "json"], folder: work.url,
                environment: ["XDG_CACHE_HOME": cache.url.path, "WRIT_CACHE": remembers ? "on" : "off"])
        }
        _ = try run("first", remembers: true)
        #expect(cache.files().count == 1)
        Self.same(try run("part", remembers: true), try run("whole", remembers: false), "the outcome")
        let files = work.files(below: "whole")
        #expect(files.contains { $0.hasPrefix("other") && $0.hasSuffix("reminder.xml") })
        #expect(!files.contains { $0.hasPrefix("same") && $0.hasSuffix("reminder.xml") })
        #expect(files == work.files(below: "part"))
        for file in files {
            #expect(
                try Data(contentsOf: work.file("whole/\(file)")) == Data(contentsOf: work.file("part/\(file)")),
                "\(file)")
        }
    }

    @Test func everyFileCounts() throws {
        let place = try Place()
        let first = try place.run("run", Self.sample)
        let good = try Data(contentsOf: place.index())

        // A mistake anywhere in the rules refuses the run, and nothing is remembered of it.
        let rules = try place.rules(".writ.md")
        let text = try String(contentsOf: place.work.file(rules), encoding: .utf8)
        try place.work.write(rules, text + "\n```writ\nrule broken for Nothing\n  refuse \"x\"\n```\n")
        let refused = try place.run("run", Self.sample)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("Nothing"))
        #expect(try Data(contentsOf: place.index()) == good)
        try place.work.write(rules, text)
        Self.same(try place.run("run", Self.sample), first, "as it was")

        // A new rule file, and one that is gone.
        let role = "```writ\nrole general-manager \"又一个\"\n```\n"
        try place.work.write("Rules/zz.writ.md", role)
        #expect(try place.run("run", Self.sample).status == 1)
        try FileManager.default.removeItem(at: place.work.file("Rules/zz.writ.md"))
        Self.same(try place.run("run", Self.sample), first, "as it was")
        try FileManager.default.removeItem(at: place.work.file("Rules/common/people.writ.md"))
        #expect(try place.run("run", Self.sample).status == 1)
    }

    /// Where the system says that nobody has touched the files, most of them are not read; a change is seen all the same,
    /// also one that keeps the length and the date.
    @Test func filesThatNobodyTouchedAreNotRead() throws {
        let place = try Place()
        // What was written a moment ago could be written again without another date.
        Thread.sleep(forTimeInterval: 2.2)
        let first = try place.run("run", Self.sample)
        #expect(try Data(contentsOf: place.index()).range(of: Data("\nstamps\t".utf8)) != nil)
        Self.same(try place.run("run", Self.sample), first, "untouched")
        let rules = try place.rules("people.writ.md")
        let date = try FileManager.default.attributesOfItem(atPath: place.work.file(rules).path)[.modificationDate]
        let text = try String(contentsOf: place.work.file(rules), encoding: .utf8)
        let title = try #require(text.firstRange(of: /role [a-z-]+ "/))
        try place.work.write(rules, text.replacingCharacters(in: title, with: "rule" + text[title].dropFirst(4)))
        try FileManager.default.setAttributes(
            [.modificationDate: try #require(date)], ofItemAtPath: place.work.file(rules).path)
        #expect(try place.run("run", Self.sample).status == 1)
        try place.work.write(rules, text)
        Self.same(try place.run("run", Self.sample), first, "as it was")
    }

    @Test func nothingIsSaidOfACacheThatCannotBeWritten() throws {
        let place = try Place()
        let first = try place.run("run", Self.sample)
        try FileManager.default.removeItem(at: place.cache.file("writ"))
        // A file stands where the folder should be.
        try place.cache.write("writ", "x")
        Self.same(try place.run("run", Self.sample), first, "no folder")
        #expect(place.cache.files() == ["writ"])
    }

    @Test func manyAtOnceAgree() async throws {
        let place = try Place()
        let expected = try place.run("run", Self.sample, remembers: false)
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 { group.addTask { try place.run("run", Self.sample).text } }
            var texts: [String] = []
            for try await text in group { texts.append(text) }
            return texts
        }
        #expect(texts.allSatisfy { $0 == expected.text })
        _ = try place.index()
    }
}
