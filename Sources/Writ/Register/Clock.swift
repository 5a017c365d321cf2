internal import Glibc
package import WritSemantics

/// The one place where Writ reads the clock: when a line of a journal was written, and when the files of a rulebook were read.
/// Evaluation never does.
package enum Clock {
    /// Now, at the offset of this machine's time zone.
    package static func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        var seconds = time.tv_sec
        var local = tm()
        localtime_r(&seconds, &local)
        let milliseconds = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec / 1_000_000)
        return Moment(milliseconds: milliseconds, offsetMinutes: local.tm_gmtoff / 60)
            ?? Moment(milliseconds: milliseconds, offsetMinutes: 0) ?? .epoch
    }

    /// Now, in nanoseconds since 1970, as the dates of files are told.
    package static var nanoseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
