internal import Glibc
import WritLanguage

/// What is said when a limit of memory ends the process, where the system has set one (`ulimit -v`).
///
/// Swift's runtime ends a process that gets no memory with a trap. Under a limit, a trap is told in words instead. Without a
/// limit nothing is touched.
///
/// Unsafe memory: `message` is written once, before the handler that reads it is set, and never after; only the handler reads it.
enum MemoryLimit {
    /// Ready to be written as it is: a signal's handler may ask for no memory.
    private nonisolated(unsafe) static var message: [UInt8] = []

    static func watch(_ language: MessageLanguage) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < rlim_t.max >> 1 else {
            return
        }
        let megabytes = limit.rlim_cur >> 20
        let text = Phrase(
            en:
                "error[system.memory]: the work was stopped by a fault while its memory was limited to \(megabytes) MB; raise the limit (`ulimit -v`), use fewer `--jobs`, or give less at a time\n",
            zh: "error[system.memory]：在内存限为 \(megabytes) MB 的情况下，程序因故障中止；请放宽限制（`ulimit -v`）、减少 `--jobs` 或分批处理\n"
        ).text(in: language)
        message = Array(text.utf8)
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] {
            signal(number) { _ in
                _ = Glibc.write(STDERR_FILENO, MemoryLimit.message, MemoryLimit.message.count)
                _exit(ExitStatus.unusableInput.rawValue)
            }
        }
    }
}
