internal import CLinux
internal import Glibc

/// Output that has been begun and is not finished: hidden folders and files that must not outlive the process that
/// writes them.
///
/// The one list that the whole process shares, because a signal is told to the process. Who is told to stop, by Ctrl-C, by
/// `kill` or by a closed terminal, finds nothing half-written afterwards; what is just being moved into place is moved
/// first.
package enum Unfinished {
    private static let list = Monitor(Set<String>())

    /// Makes something at a path and lists it, if it could be made.
    static func begin(_ path: String, making: () -> Bool) -> Bool {
        list.withLock { paths in
            guard making() else { return false }
            paths.insert(path)
            return true
        }
    }

    /// Moves a path into place; it is off the list when that succeeded.
    static func finish<Failure: Error>(_ path: String, moving: () throws(Failure) -> Void) throws(Failure) {
        try list.withLock { (paths) throws(Failure) in
            try moving()
            paths.remove(path)
        }
    }

    /// Takes a path off the list: it was removed.
    static func end(_ path: String) {
        list.withLock { _ = $0.remove(path) }
    }

    /// From now on a signal that ends the process removes first what is on the list. For a process that belongs to Writ:
    /// called once, before there are other threads, which inherit that the signals are left to one thread.
    package static func removeOnSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        // What the caller has told the process not to hear, such as `nohup` does, it does not hear.
        for number in [SIGINT, SIGTERM, SIGHUP] where writ_is_ignored(number) == 0 { sigaddset(&signals, number) }
        let watched = signals
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let thread = WorkerThread.start {
            var watched = watched
            var number: Int32 = 0
            guard sigwait(&watched, &number) == 0 else { return }
            // The lock is kept: whoever begins or finishes anything from here on waits for the end.
            list.withLockKept { paths in
                let end = now + 0.5
                for path in paths { remove(path, by: end) }
            }
            signal(number, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &watched, nil)
            kill(getpid(), number)
        }
        if thread == nil { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    }

    /// Other threads may still be writing into a folder: it is removed until it is gone. What cannot be removed in half a
    /// second goes with the next run: who stops a program does not wait for it.
    private static func remove(_ path: String, by end: Double) {
        while now < end {
            if Disk.unlink(path) || errno == ENOENT { return }
            Disk.removeTree(path, until: { now >= end })
        }
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
