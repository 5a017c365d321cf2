package import Glibc

/// Work spread over threads, results in the order of the work.
///
/// The calling thread reads and writes; the workers only compute. At most `2 × jobs + 2` pieces are under way, so memory does
/// not grow with the length of the input.
package struct OrderedPipeline<Work: Sendable, Result: Sendable> {
    /// - Parameters:
    ///   - jobs: how many threads compute; 1 computes on the calling thread.
    ///   - produce: the next piece of work, nil at the end. Called on the calling thread.
    ///   - makeWorker: makes the state and the function of one worker; called once on each worker's thread.
    ///   - consume: takes results in order, on the calling thread; returning false ends the run early.
    package static func run<Failure: Error>(
        jobs: Int,
        produce: () throws(Failure) -> Work?,
        makeWorker: @escaping @Sendable () -> (Work) -> Result,
        consume: (Result) throws(Failure) -> Bool
    ) throws(Failure) {
        if jobs <= 1 {
            let worker = makeWorker()
            while let work = try produce() {
                guard try consume(worker(work)) else { return }
            }
            return
        }
        let state = Exchange<Work, Result>()
        var threads: [pthread_t] = []
        for _ in 0..<jobs {
            if let thread = WorkerThread.start({
                let worker = makeWorker()
                while let (number, work) = state.take() { state.put(worker(work), number: number) }
            }) {
                threads.append(thread)
            }
        }
        defer {
            state.close(dropsWaiting: true)
            for thread in threads { pthread_join(thread, nil) }
        }
        if threads.isEmpty {
            return try run(jobs: 1, produce: produce, makeWorker: makeWorker, consume: consume)
        }
        var produced = 0
        var consumed = 0
        var isAtEnd = false
        while true {
            while !isAtEnd, produced - consumed < 2 * jobs + 2 {
                if let work = try produce() {
                    state.offer(work, number: produced)
                    produced += 1
                } else {
                    isAtEnd = true
                    state.close(dropsWaiting: false)
                }
            }
            if consumed == produced { return }
            let result = state.await(number: consumed)
            consumed += 1
            guard try consume(result) else { return }
        }
    }
}

/// The shared state of a pipeline.
private final class Exchange<Work: Sendable, Result: Sendable>: Sendable {
    private struct State {
        /// Work that nobody has taken yet, by its number; what is taken is let go at once.
        var waiting: [Int: Work] = [:]
        var next = 0
        var results: [Int: Result] = [:]
        var isClosed = false
    }

    private static var workArrived: Int { 0 }
    private static var resultArrived: Int { 1 }

    private let state = Monitor(State(), conditions: 2)

    func offer(_ work: Work, number: Int) {
        state.tell(Self.workArrived) { $0.waiting[number] = work }
    }

    func take() -> (Int, Work)? {
        state.wait(for: Self.workArrived) { state -> (Int, Work)?? in
            if let work = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                return (state.next - 1, work)
            }
            return state.isClosed ? .some(nil) : nil
        }
    }

    func put(_ result: Result, number: Int) {
        state.tell(Self.resultArrived) { $0.results[number] = result }
    }

    func await(number: Int) -> Result {
        state.wait(for: Self.resultArrived) { $0.results.removeValue(forKey: number) }
    }

    func close(dropsWaiting: Bool) {
        state.tell(Self.workArrived, all: true) { state in
            state.isClosed = true
            if dropsWaiting { state.waiting.removeAll() }
        }
    }
}
