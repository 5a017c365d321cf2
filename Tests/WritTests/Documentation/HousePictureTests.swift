import Foundation
import Testing
import WritLanguage

/// The picture of the house in the contributor's guide is drawn from the edges of `Package.swift`. When they change,
/// `WRIT_RECORD=1 swift test --filter HousePictureTests` draws it anew.
@Suite struct HousePictureTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardized
    private static let picture = root.appending(path: "Sources/Writ/Writ.docc/Resources/house.svg")

    private struct Stage {
        let name: String
        let sees: Set<String>
    }

    @Test func thePictureIsThatOfThePackage() throws {
        let drawn = try Self.drawing(Self.stages())
        if ProcessInfo.processInfo.environment["WRIT_RECORD"] != nil {
            try Data(drawn.utf8).write(to: Self.picture)
        }
        let shown = try String(contentsOf: Self.picture, encoding: .utf8)
        #expect(shown == drawn, "draw it anew: WRIT_RECORD=1 swift test --filter HousePictureTests")
    }

    /// The list `stages` of the package, and the command that sees them all.
    private static func stages() throws -> [Stage] {
        let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let start = try #require(text.range(of: "let stages:"))
        let end = try #require(text.range(of: "\n]\n", range: start.upperBound..<text.endIndex))
        let list = text[start.upperBound..<end.lowerBound]
        let stages = list.matches(of: /\(\s*"(\w+)",\s*\[([^\]]*)\]/).map { entry in
            Stage(name: String(entry.1), sees: Set(entry.2.matches(of: /"(\w+)"/).map { String($0.1) }))
        }
        #expect(stages.count >= 8, "the list in Package.swift is no longer read")
        return stages + [Stage(name: "WritTool", sees: Set(stages.map(\.name)))]
    }

    /// One box a stage, one row a level; an arrow leads to each stage that is seen directly and not only through another.
    private static func drawing(_ stages: [Stage]) throws -> String {
        let sees = Dictionary(uniqueKeysWithValues: stages.map { ($0.name, $0.sees.subtracting(["CLibXML2"])) })
        func level(_ name: String) -> Int { (sees[name] ?? []).map { level($0) + 1 }.max() ?? 0 }
        func direct(_ name: String) -> [String] {
            let all = sees[name] ?? []
            return all.filter { other in !all.contains { (sees[$0] ?? []).contains(other) } }.sorted()
        }
        let rows = Dictionary(grouping: stages.map(\.name), by: level)
        let (width, height, gap) = (170, 40, 34)
        let highest = rows.keys.max() ?? 0
        let total = 720
        func place(_ name: String) -> (x: Int, y: Int) {
            let row = rows[level(name)] ?? []
            let step = total / row.count
            let index = row.firstIndex(of: name) ?? 0
            return (step * index + step / 2, 10 + (highest - level(name)) * (height + gap))
        }
        var out = Markup(.en)
        let tall = (highest + 1) * (height + gap)
        out.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(total) \(tall)", "role": "img",
                "font-family": "sans-serif", "font-size": "15",
            ])
        out.element("title", "The stages of Writ: each sees those that its arrows lead to, and what lies below them")
        out.trusted("<rect width=\"\(total)\" height=\"\(tall)\" fill=\"#fff\"/>\n")
        for stage in stages {
            let from = place(stage.name)
            for other in direct(stage.name) {
                let to = place(other)
                out.trusted(
                    "<path d=\"M\(from.x) \(from.y + height)L\(to.x) \(to.y - 6)\" stroke=\"#444\"/>"
                        + "<circle cx=\"\(to.x)\" cy=\"\(to.y - 3)\" r=\"3\" fill=\"#444\"/>\n")
            }
        }
        for stage in stages {
            let (x, y) = place(stage.name)
            out.trusted(
                "<rect x=\"\(x - width / 2)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"5\" fill=\"#f3f5f8\" stroke=\"#444\"/>\n"
            )
            out.element("text", ["x": "\(x)", "y": "\(y + 25)", "text-anchor": "middle", "fill": "#111"], stage.name)
        }
        out.close("svg")
        return String(decoding: out.bytes, as: UTF8.self)
    }

    /// Files that the guide names are there; a recipe that leads nowhere is worse than none.
    @Test func theGuideNamesWhatThereIs() throws {
        let guide = try String(
            contentsOf: Self.root.appending(path: "Sources/Writ/Writ.docc/Contributing.md"), encoding: .utf8)
        let named = guide.matches(of: /`((?:Sources|Tests|Forms|Rules)\/[^`<>… *]*)`/).map { String($0.1) }
        #expect(named.count >= 40)
        for path in named {
            #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: path).path()), "\(path)")
        }
    }
}
