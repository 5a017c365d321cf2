/// A point in time with the offset it was written with. Two moments are equal when they are the same instant at the same offset.
package struct Moment: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64
    package let offsetMinutes: Int16
}
