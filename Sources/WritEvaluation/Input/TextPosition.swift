/// Lines and columns of byte offsets in data, counted only when a complaint needs them.
package enum TextPosition {
    /// The line and the column, both from 1; a column is one Unicode scalar.
    package static func of(_ offset: Int, in bytes: some Collection<UInt8>) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
