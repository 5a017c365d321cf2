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

/// The shared state of a pipeline, guarded by one lock.
private final class Exchange<Work: Sendable, Result: Sendable>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let workArrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let resultArrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Work that nobody has taken yet, by its number; what is taken is let go at once.
    private var waiting: [Int: Work] = [:]
    private var next = 0
    private var results: [Int: Result] = [:]
    private var isClosed = false

    init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(workArrived, nil)
        pthread_cond_init(resultArrived, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        pthread_cond_destroy(workArrived)
        pthread_cond_destroy(resultArrived)
        lock.deallocate()
        workArrived.deallocate()
        resultArrived.deallocate()
    }

    func offer(_ work: Work, number: Int) {
        pthread_mutex_lock(lock)
        waiting[number] = work
        pthread_cond_signal(workArrived)
        pthread_mutex_unlock(lock)
    }

    func take() -> (Int, Work)? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while true {
            if let work = waiting.removeValue(forKey: next) {
                next += 1
                return (next - 1, work)
            }
            if isClosed { return nil }
            pthread_cond_wait(workArrived, lock)
        }
    }

    func put(_ result: Result, number: Int) {
        pthread_mutex_lock(lock)
        results[number] = result
        pthread_cond_signal(resultArrived)
        pthread_mutex_unlock(lock)
    }

    func await(number: Int) -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while true {
            if let result = results.removeValue(forKey: number) { return result }
            pthread_cond_wait(resultArrived, lock)
        }
    }

    func close(dropsWaiting: Bool) {
        pthread_mutex_lock(lock)
        isClosed = true
        if dropsWaiting { waiting.removeAll() }
        pthread_cond_broadcast(workArrived)
        pthread_mutex_unlock(lock)
    }
}

/// A thread with a stack that deep rule trees fit into.
package enum WorkerThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    package static let stackBytes = 64 << 20

    /// Starts a thread; nil where the system has none to give.
    package static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        if status == 0 { return thread }
        body.release()
        return nil
    }
}
