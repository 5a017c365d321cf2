internal import Glibc

/// What benchmarks are told by the environment, and the files that they are pointed to.
enum BenchFiles {
    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }

    static func write(_ bytes: [UInt8], _ path: String) {
        guard let file = fopen(path, "wb") else { return }
        _ = fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}
