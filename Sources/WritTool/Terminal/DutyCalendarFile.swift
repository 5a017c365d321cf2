import WritEvaluation
import WritLanguage
import WritReview
import WritSemantics

/// What falls due when, as an iCalendar file (RFC 5545): an all-day event for each occurrence. The same input gives the same
/// bytes. What has no day cannot stand in a calendar and is left out.
struct DutyCalendarFile {
    private let words: DutyWords
    private var bytes: [UInt8] = []

    static func bytes(_ words: DutyWords, _ occurrences: [DutyOccurrence]) -> [UInt8] {
        var file = DutyCalendarFile(words: words)
        file.write(occurrences)
        return file.bytes
    }

    private init(words: DutyWords) { self.words = words }

    private mutating func write(_ occurrences: [DutyOccurrence]) {
        line("BEGIN:VCALENDAR")
        line("VERSION:2.0")
        line("PRODID:-//Writ//duties//EN")
        line("CALSCALE:GREGORIAN")
        for occurrence in occurrences where occurrence.open == nil {
            guard let days = occurrence.days, let end = days.upperBound.addingDays(1) else { continue }
            let duty = words.program.duties[occurrence.duty]
            let firms = occurrence.organisations.map { words.program.organisations[$0.index].identity.name }
            line("BEGIN:VEVENT")
            line(
                "UID:" + Self.escaped(([duty.identity.name, "\(days.upperBound)"] + firms).joined(separator: "/"))
                    + "@writ")
            // The file states what the rules say and not when it was written.
            line("DTSTAMP:\(Self.basic(days.lowerBound))T000000Z")
            line("DTSTART;VALUE=DATE:\(Self.basic(days.lowerBound))")
            line("DTEND;VALUE=DATE:\(Self.basic(end))")
            let time = words.time(occurrence).map { words.told(en: " (by \($0))", zh: "（\($0)前）") } ?? ""
            line("SUMMARY:" + Self.escaped(words.title(occurrence) + time))
            line("DESCRIPTION:" + Self.escaped(description(occurrence)))
            line("TRANSP:TRANSPARENT")
            line("END:VEVENT")
        }
        line("END:VCALENDAR")
    }

    private func description(_ occurrence: DutyOccurrence) -> String {
        var lines = [
            words.told(en: "by: ", zh: "责任人：")
                + words.owners(occurrence).joined(separator: words.told(en: ", ", zh: "、"))
        ]
        for (head, values) in [
            (Phrase(en: "to: ", zh: "报送："), words.recipients(occurrence)),
            (Phrase(en: "forms: ", zh: "表单："), words.forms(occurrence)),
            (Phrase(en: "firms: ", zh: "公司："), words.firms(occurrence)),
        ] where !values.isEmpty {
            lines.append(words.told(head) + values.joined(separator: words.told(en: ", ", zh: "、")))
        }
        if let remark = words.remark(occurrence) { lines.append(remark) }
        return lines.joined(separator: "\n")
    }

    private static func basic(_ date: CalendarDate) -> String { "\(date)".filter { $0 != "-" } }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            default: if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// A line of at most 75 bytes; what is longer goes on in lines that begin with a space, and no character is cut.
    private mutating func line(_ text: String) {
        var room = 75
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if encoded.count > room {
                bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: " ")]
                room = 74
            }
            bytes += encoded
            room -= encoded.count
        }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
}
