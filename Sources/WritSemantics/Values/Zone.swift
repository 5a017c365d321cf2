/// A time zone: how far the clocks of a place are from UTC at each instant.
package struct Zone: Sendable, Equatable {
    /// As the calendar states it.
    package let name: String
    private let clock: Clock

    private enum Clock: Sendable {
        case fixed(minutes: Int)
        case table(ZoneTable)
    }

    package static func == (a: Zone, b: Zone) -> Bool { a.name == b.name }

    /// A fixed offset such as `+08:00`, `UTC`, or a name that the system's zone data knows; nil for anything else.
    package init?(_ name: String) {
        self.name = name
        if let minutes = Zone.minutes(name) {
            clock = .fixed(minutes: minutes)
        } else if let table = ZoneTable.read(name) {
            clock = .table(table)
        } else {
            return nil
        }
    }

    private static func minutes(_ name: String) -> Int? {
        if name == "UTC" || name == "Z" { return 0 }
        // An offset is what a moment ends in.
        guard name.hasPrefix("+") || name.hasPrefix("-") else { return nil }
        return Moment.parse("2000-01-02T00:00" + name).map { Int($0.offsetMinutes) }
    }

    /// Whether its clocks are the same all year, in every year.
    package var isFixed: Bool { if case .fixed = clock { true } else { false } }

    /// Minutes east of UTC at an instant.
    package func offset(at milliseconds: Int64) -> Int {
        switch clock {
        case .fixed(let minutes): return minutes
        case .table(let table):
            let seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
            let offset = table.offset(at: seconds)
            // Before there were zones, clocks went by the sun, and its offsets have seconds.
            return (offset + (offset < 0 ? -30 : 30)) / 60
        }
    }
}

extension Moment {
    /// The same instant by the clocks of a zone.
    package func at(_ zone: Zone) -> Moment {
        Moment(milliseconds: milliseconds, offsetMinutes: zone.offset(at: milliseconds)) ?? self
    }

    /// The same time of day on another day, by the clocks of a zone; an hour that they leave out is the next one.
    package func on(_ date: CalendarDate, by zone: Zone?) -> Moment? {
        guard let plain = on(date), let zone else { return on(date) }
        let offset = zone.offset(at: plain.milliseconds)
        let moved = plain.addingMilliseconds(Int64(Int(offsetMinutes) - offset) * 60_000)?.at(zone)
        guard let moved, moved.date == date, moved.timeOfDay == timeOfDay else { return plain.at(zone) }
        return moved
    }
}
