import Foundation
import WritTestSupport

/// How often the tests of the record do what they do at random: few times, or as often as the environment says.
enum RecordTrials {
    /// - Parameter most: more often it shows nothing new.
    static func count(_ few: Int, most: Int = .max) -> Int {
        min(most, ProcessInfo.processInfo.environment["WRIT_RECORD_TRIALS"].flatMap { Int($0) } ?? few)
    }

    /// The seed of a random test; printed, so that it can be given again.
    static func random(_ test: String) -> SeededRandom {
        let given = ProcessInfo.processInfo.environment["WRIT_RECORD_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 1...1_000_000_000)
        print("\(test): WRIT_RECORD_SEED=\(seed)")
        return SeededRandom(seed: seed)
    }
}

/// A `writ` that runs beside the test, to be killed or waited for.
final class RunningTool {
    private let process = Process()
    private let scratch: ScratchFolder

    init(_ arguments: [String], folder: ScratchFolder, tool: URL = ToolRun.tool) throws {
        scratch = try ScratchFolder()
        for name in ["output", "errors"] { try Data().write(to: scratch.file(name)) }
        process.executableURL = tool
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: scratch.file("output"))
        process.standardError = try FileHandle(forWritingTo: scratch.file("errors"))
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for the end; answers the status, negative for a signal.
    @discardableResult
    func wait() -> Int32 {
        while process.isRunning { usleep(500) }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    }

    var output: String { (try? String(contentsOf: scratch.file("output"), encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOf: scratch.file("errors"), encoding: .utf8)) ?? "" }
}

extension ScratchFolder {
    /// Every file below a path with its content, hidden ones as well.
    func contents(_ path: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in files(below: path) { found[name] = try Data(contentsOf: file(path).appendingPathComponent(name)) }
        return found
    }

    func text(_ path: String) throws -> String { try String(contentsOf: file(path), encoding: .utf8) }
}

extension HostileWorkplace {
    /// The sound case under an id that is the name of its folder.
    static func ofRecords() throws -> HostileWorkplace {
        let place = try HostileWorkplace()
        try place.folder.write("case.json", line("V-1"))
        return place
    }

    /// Runs the case with another amount.
    func changed() throws -> ToolRun {
        try folder.write("bad.json", HostileWorkplace.line("V-1", amount: "777.5"))
        return try writ("run", "bad.json", "--out", "out")
    }

    /// The sound case in one line with another id and amount; below ¥100 and with nothing grave no notice follows.
    static func line(_ id: String, amount: String = "250.5", level: String = "high") -> String {
        sound.replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "v-1", with: id)
            .replacingOccurrences(of: "250.5", with: amount).replacingOccurrences(of: "\"high\"", with: "\"\(level)\"")
            + "\n"
    }
}
