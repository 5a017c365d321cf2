import Foundation
import Testing
import WritTestSupport

/// The commands of the guide to signatures, each tool on its own.
@Suite struct SignatureTests {
    private static let guide = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/Writ/Writ.docc/Signatures.md").standardized

    @Test(arguments: ["ssh-keygen", "openssl"]) func theGuideSignsAndVerifies(_ tool: String) throws {
        let sh = URL(fileURLWithPath: "/bin/sh")
        guard try ToolRun(tool: sh, ["-c", "command -v \(tool)"]).status == 0 else {
            print("skipped: \(tool) is not installed")
            return
        }
        let text = try String(contentsOf: Self.guide, encoding: .utf8)
        let block = try #require(
            text.components(separatedBy: "```signature\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
                .first { $0.hasPrefix(tool) })
        let folder = try ScratchFolder()
        try folder.write("notice.xml", "<document>通知</document>\n")
        let run = try ToolRun(tool: sh, ["-e", "-c", block], folder: folder.url)
        #expect(run.status == 0, "\(run.text)\(run.errors)")
        // A record that was changed does not pass.
        try folder.write("notice.xml", "<document>通告</document>\n")
        let verification = try #require(block.split(separator: "\n").last)
        let changed = try ToolRun(tool: sh, ["-c", String(verification)], folder: folder.url)
        #expect(changed.status != 0, "\(changed.text)")
    }
}
