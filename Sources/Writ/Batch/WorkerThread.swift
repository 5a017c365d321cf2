package import Glibc

/// A thread with a stack that deep rule trees fit into.
///
/// Unsafe memory: the system is handed what the thread runs as one counted reference. The thread takes it over as the first thing
/// that it does; where no thread starts, `start` takes it back. Nobody else has it.
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
