internal import Glibc

/// `writ-bench [--rounds N] [NAME…]`: runs the benchmarks whose names begin with one of the given words, or all.
@main
struct WritBench {
    /// What can be measured, by name. A benchmark lives in a file of its own and is listed here.
    static let benchmarks: [(name: String, run: @Sendable (Measurement) -> Void)] =
        [("decisions", DecisionBenchmark.run)] + DocumentsBenchmark.all + ReadingBenchmark.all
        + ApprovalBenchmarks.all + ProofBenchmarks.all + RecordBenchmarks.all

    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())
        var rounds = 5
        if let at = words.firstIndex(of: "--rounds"), at + 1 < words.count, let count = Int(words[at + 1]), count > 0 {
            rounds = count
            words.removeSubrange(at...at + 1)
        }
        let chosen = benchmarks.filter { benchmark in words.isEmpty || words.contains { benchmark.name.hasPrefix($0) } }
        guard !chosen.isEmpty else {
            print("benchmarks: \(benchmarks.map(\.name).joined(separator: " "))")
            exit(words.isEmpty ? 0 : 2)
        }
        print(
            "# figures: name, unit, median, minimum, maximum; rates are per second of processor time; \(rounds) rounds")
        let measurement = Measurement(rounds: rounds)
        for benchmark in chosen { benchmark.run(measurement) }
    }
}
