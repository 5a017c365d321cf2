/// An exact decimal number: `coefficient` × 10^-`scale`, always in lowest terms, so that equal numbers are equal values.
package struct Decimal: Hashable, Sendable {
    package let coefficient: Int128
    /// 0…18.
    package let scale: UInt8
}
