internal import Glibc

/// Repeats a piece of work and prints a line `name TAB unit TAB median TAB min TAB max`, the format of all figures here.
struct Measurement {
    /// How many rounds each figure takes.
    let rounds: Int

    /// Processor time of this process, all threads, in seconds.
    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The rate of a piece of work that does `amount` things, per second of processor time.
    @discardableResult
    func rate(_ name: String, unit: String, amount: Int, _ work: () -> Void) -> Double {
        report(name, unit: unit + "/s", times(work).map { Double(amount) / $0 })
    }

    /// The processor time of a piece of work, in milliseconds.
    @discardableResult
    func duration(_ name: String, _ work: () -> Void) -> Double {
        report(name, unit: "ms", times(work).map { $0 * 1000 })
    }

    private func times(_ work: () -> Void) -> [Double] {
        work()
        return (0..<max(1, rounds)).map { _ in
            let start = Measurement.processorSeconds()
            work()
            return max(Measurement.processorSeconds() - start, 1e-9)
        }
    }

    /// Prints the figure and returns its median.
    @discardableResult
    func report(_ name: String, unit: String, _ figures: [Double]) -> Double {
        let sorted = figures.sorted()
        let median = sorted[sorted.count / 2]
        let low = sorted.first ?? median
        let high = sorted.last ?? median
        print("\(name)\t\(unit)\t\(Measurement.text(median))\t\(Measurement.text(low))\t\(Measurement.text(high))")
        return median
    }

    /// Four significant digits, no exponent.
    static func text(_ value: Double) -> String {
        if value >= 1000 { return "\(Int(value.rounded()))" }
        var scale = 1.0
        while value * scale < 1000, scale < 1e9 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
