internal import Glibc

/// State that threads share behind one lock, with conditions that they wait for. Where nobody waits, `Mutex` does.
///
/// Unsafe memory: the system's lock and conditions lie at one place from `init` to `deinit`, as they must. The state is reached
/// only by who has the lock.
final class Monitor<State>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let conditions: UnsafeMutableBufferPointer<pthread_cond_t>
    private var state: State

    /// - Parameter conditions: how many things are waited for, which are numbered from 0.
    init(_ state: State, conditions count: Int = 0) {
        self.state = state
        conditions = .allocate(capacity: count)
        pthread_mutex_init(mutex, nil)
        for number in 0..<count { pthread_cond_init(&conditions[number], nil) }
    }

    deinit {
        pthread_mutex_destroy(mutex)
        for number in conditions.indices { pthread_cond_destroy(&conditions[number]) }
        mutex.deallocate()
        conditions.deallocate()
    }

    /// Calls with the state.
    func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Calls with the state until the closure has an answer, each time after the condition was told to have come.
    func wait<Result>(for condition: Int, _ body: (inout State) -> Result?) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            pthread_cond_wait(&conditions[condition], mutex)
        }
    }

    /// Changes the state, and tells one of those who wait for a condition, or all, that it has come.
    func tell(_ condition: Int, all: Bool = false, _ body: (inout State) -> Void) {
        pthread_mutex_lock(mutex)
        body(&state)
        if all {
            pthread_cond_broadcast(&conditions[condition])
        } else {
            pthread_cond_signal(&conditions[condition])
        }
        pthread_mutex_unlock(mutex)
    }

    /// Calls with the state and keeps the lock for ever: whoever else comes waits for the end of the process.
    func withLockKept(_ body: (inout State) -> Void) {
        pthread_mutex_lock(mutex)
        body(&state)
    }
}
