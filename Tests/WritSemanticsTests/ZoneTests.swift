import Foundation
import Testing
import WritTestSupport

@testable import WritSemantics

@Suite("Time zones") struct ZoneTests {
    private func moment(_ text: String) throws -> Moment { try #require(Moment.parse(text)) }

    @Test(
        "Well-known offsets",
        arguments: [
            ("Asia/Shanghai", "2026-07-01T00:00:00Z", 480), ("Asia/Shanghai", "1988-07-01T00:00:00Z", 540),
            ("Asia/Shanghai", "2400-07-01T00:00:00Z", 480), ("Europe/Berlin", "2026-01-01T00:00:00Z", 60),
            ("Europe/Berlin", "2040-07-01T00:00:00Z", 120), ("Europe/Berlin", "2026-03-29T00:59:59Z", 60),
            ("Europe/Berlin", "2026-03-29T01:00:00Z", 120), ("Europe/Berlin", "2300-10-28T00:59:59Z", 120),
            ("Europe/Berlin", "2300-10-28T01:00:00Z", 60),
            ("America/New_York", "2026-07-01T00:00:00Z", -240), ("Australia/Sydney", "2060-01-01T00:00:00Z", 660),
            ("Australia/Sydney", "2060-07-01T00:00:00Z", 600), ("Asia/Kolkata", "2026-07-01T00:00:00Z", 330),
            ("+08:00", "2026-07-01T00:00:00Z", 480), ("-03:30", "2026-07-01T00:00:00Z", -210),
            ("UTC", "2026-07-01T00:00:00Z", 0),
        ])
    func known(name: String, at text: String, minutes: Int) throws {
        let zone = try #require(Zone(name))
        #expect(zone.offset(at: try moment(text).milliseconds) == minutes)
    }

    @Test(
        "What is no zone",
        arguments: [
            "", "Asia/Peking", "../../etc/passwd", "/etc/passwd", "Asia", "+8", "+25:00", "8", "Asia//Shanghai",
        ])
    func unknown(name: String) { #expect(Zone(name) == nil) }

    @Test("Every zone of the system agrees with the system's own reading at random instants")
    func oracle() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        var compared = 0
        for name in TimeZone.knownTimeZoneIdentifiers {
            guard let zone = Zone(name), let system = TimeZone(identifier: name) else { continue }
            for _ in 0..<40 {
                // 2000 to 2020: about other years the databases that systems carry differ.
                let seconds = Int64(random.number(946_684_800...1_577_836_800))
                let expected = system.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
                if expected % 60 != 0 { continue }
                let found = zone.offset(at: seconds * 1000)
                #expect(found * 60 == expected, "\(name) at \(seconds), seed \(seed)")
                compared += 1
                if found * 60 != expected { return }
            }
        }
        #expect(compared > 1000)
    }

    @Test("Rules for the years to come change the clocks on the last and second Sundays")
    func yearsToCome() throws {
        func sunday(_ year: Int, _ month: Int, from day: Int) throws -> Int64 {
            let first = try #require(CalendarDate(year: year, month: month, day: day))
            return Int64(Int(first.day) + (6 - first.weekday)) * 86_400
        }
        let berlin = try #require(Zone("Europe/Berlin"))
        let york = try #require(Zone("America/New_York"))
        for year in 2038...2400 {
            for (zone, change, before, after) in [
                (berlin, try sunday(year, 3, from: 25) + 3600, 60, 120),
                (berlin, try sunday(year, 10, from: 25) + 3600, 120, 60),
                (york, try sunday(year, 3, from: 8) + 7 * 3600, -300, -240),
                (york, try sunday(year, 11, from: 1) + 6 * 3600, -240, -300),
            ] {
                #expect(zone.offset(at: change * 1000 - 1) == before, "\(zone.name) \(year)")
                #expect(zone.offset(at: change * 1000) == after, "\(zone.name) \(year)")
            }
        }
    }

    @Test("A file of zone data that is cut off or altered is refused or read, and never ends the program")
    func damaged() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Berlin")))
        for length in 0..<bytes.count {
            _ = ZoneTable(Array(bytes.prefix(length)))?.offset(at: 0)
        }
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            var altered = bytes
            for _ in 0..<random.number(1...4) {
                altered[random.number(0...altered.count - 1)] = UInt8(random.number(0...255))
            }
            let table = ZoneTable(altered)
            for seconds in [Int64.min / 2000, -1, 0, 1_800_000_000, 9_000_000_000_000] {
                _ = table?.offset(at: seconds)
            }
        }
    }

    @Test("One instant is one day, however it is written")
    func oneDay() throws {
        let zone = try #require(Zone("Asia/Shanghai"))
        for text in ["2026-03-04T16:30:00Z", "2026-03-05T00:30:00+08:00", "2026-03-04T11:30:00-05:00"] {
            let moment = try moment(text).at(zone)
            #expect(moment.date.description == "2026-03-05")
            #expect(moment.description == "2026-03-05T00:30:00+08:00")
        }
    }
}
