package import Foundation

/// One run of the built `writ` command, as a user's shell would start it.
package struct ToolRun: Sendable {
    package let status: Int32
    /// Whether a signal ended it: a trap is never an answer.
    package let wasKilled: Bool
    package let output: [UInt8]
    package let errors: String
    /// The most memory that it held, in bytes, as far as the kernel told while it ran.
    package let peakMemory: Int
    package let seconds: Double

    package var text: String { String(decoding: output, as: UTF8.self) }

    /// The command beside the test bundle.
    package static let tool: URL = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("writ")
    }()

    /// Whether the command stands there and answers.
    package static let isBuilt: Bool = {
        guard FileManager.default.isExecutableFile(atPath: tool.path) else { return false }
        return (try? ToolRun(["--version"], timeout: 10))?.text.hasPrefix("writ ") ?? false
    }()

    /// Runs `writ` with arguments. Output goes through files, so that no amount of it can block.
    package init(
        _ arguments: [String], input: URL? = nil, output destination: URL? = nil, folder: URL? = nil,
        environment: [String: String] = [:], timeout: Double = 120
    ) throws {
        try self.init(
            tool: Self.tool, arguments, input: input, output: destination, folder: folder,
            environment: environment, timeout: timeout)
    }

    package init(
        tool: URL, _ arguments: [String], input: URL? = nil, output destination: URL? = nil, folder: URL? = nil,
        environment: [String: String] = [:], timeout: Double = 120
    ) throws {
        let scratch = try ScratchFolder()
        let outputFile = destination ?? scratch.file("output")
        let errorFile = scratch.file("errors")
        if destination == nil { try Data().write(to: outputFile) }
        try Data().write(to: errorFile)
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        // A rulebook that the tester's own shell names is none of the tests' business.
        var variables = ProcessInfo.processInfo.environment
        for name in ["WRIT_RULES", "WRIT_FORMS"] { variables[name] = nil }
        // Nor is what the tests run remembered in the tester's own folder.
        variables["WRIT_CACHE"] = "off"
        process.environment = variables.merging(environment) { _, given in given }
        process.currentDirectoryURL = folder ?? scratch.url
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        let start = Date()
        try process.run()
        var peak = 0
        while process.isRunning {
            peak = max(peak, Self.peakMemory(of: process.processIdentifier))
            if Date().timeIntervalSince(start) > timeout { process.terminate() }
            usleep(2000)
        }
        process.waitUntilExit()
        seconds = Date().timeIntervalSince(start)
        status = process.terminationStatus
        wasKilled = process.terminationReason == .uncaughtSignal
        output = destination == nil ? Array(try Data(contentsOf: outputFile)) : []
        errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
        peakMemory = peak
    }

    private static func peakMemory(of process: Int32) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return 0 }
        for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
        }
        return 0
    }
}

/// A folder that goes away with the last reference to it.
package final class ScratchFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("writ-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    package func file(_ path: String) -> URL { url.appendingPathComponent(path) }

    /// Writes a file, with the folders that it stands in.
    @discardableResult
    package func write(_ path: String, _ bytes: some Sequence<UInt8>) throws -> URL {
        let url = file(path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url
    }

    @discardableResult
    package func write(_ path: String, _ text: String) throws -> URL { try write(path, text.utf8) }

    /// Every file below, by its path from here.
    package func files(below path: String = "") -> [String] {
        let root = path.isEmpty ? url : file(path)
        let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return found.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: root.appendingPathComponent(name).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
