/// A random generator that a seed repeats exactly on every machine (SplitMix64). Random tests print the seed.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of the closed range, each as likely as the next.
    package mutating func number(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound)) &+ 1
        guard width != 0 else { return Int(bitPattern: UInt(next())) }
        return range.lowerBound &+ Int(truncatingIfNeeded: next() % width)
    }

    /// True once in so many times.
    package mutating func oneIn(_ times: Int) -> Bool { number(1...max(1, times)) == 1 }

    /// True with a likelihood in percent.
    package mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// One of a few; `fallback` only where there is none.
    package mutating func pick<T>(_ choices: [T], or fallback: T) -> T {
        choices.isEmpty ? fallback : choices[number(0...(choices.count - 1))]
    }

    package mutating func pick<T>(_ first: T, _ others: T...) -> T {
        let index = number(0...others.count)
        return index == 0 ? first : others[index - 1]
    }
}
