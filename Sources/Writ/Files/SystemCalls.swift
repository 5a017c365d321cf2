internal import Glibc
package import WritLanguage

/// The system's calls that move bytes, by descriptor. Each tries again where a signal broke in, and answers with `errno` set
/// where it fails.
///
/// Unsafe memory: the pointers that the calls take are made here, of bytes and room that are lent for the length of a call.
package enum SystemCalls {
    /// Reads once: how many bytes came, 0 at the end, -1 on failure.
    static func read(_ descriptor: Int32, into room: ByteRoom) -> Int {
        while true {
            let count = Glibc.read(descriptor, room.memory.baseAddress, room.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }

    /// Reads once from a place in a file: how many bytes came, 0 at the end, -1 on failure.
    static func read(_ descriptor: Int32, at place: Int, into bytes: inout [UInt8]) -> Int {
        while true {
            let count = bytes.withRoom { pread(descriptor, $0.memory.baseAddress, $0.count, off_t(place)) }
            if count >= 0 || errno != EINTR { return count }
        }
    }

    /// Writes all bytes; false on failure.
    package static func write(_ bytes: ByteView, to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let rest = bytes.part(offset...)
            let count = Glibc.write(descriptor, rest.memory.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            offset += count
        }
        return true
    }

    /// Writes all bytes to a place in a file; false on failure.
    static func write(_ bytes: [UInt8], to descriptor: Int32, at place: Int) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withBytes {
                pwrite(descriptor, $0.memory.baseAddress, $0.count, off_t(place + offset))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }
}
