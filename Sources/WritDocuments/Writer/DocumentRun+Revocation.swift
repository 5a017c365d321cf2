import WritLanguage
import WritSemantics

/// By what sentence a document takes the place of another, as offices do: by its date, name and number.
extension DocumentRun {
    mutating func revocation() {
        guard let revoked = input.revokes, revocationPrinted.insert(isRecord).inserted else { return }
        let language = plan.words.language
        let text: String
        if isChinese {
            var date = revoked.date
            if let (year, month, day) = CalendarDate.parse(revoked.date)?.components {
                date = "\(year)年\(month)月\(day)日"
            }
            let number = revoked.number.isEmpty ? "" : "（\(revoked.number)）"
            // What others wrote stays in the characters in which it was written.
            text =
                language.characters("自本件出具之日起，") + date + "《\(revoked.title)》" + number
                + language.characters("废止。废止理由：") + revoked.reason
        } else {
            let number = revoked.number.isEmpty ? "" : " (\(revoked.number))"
            text =
                "This document takes the place of “\(revoked.title)”\(number) of \(revoked.date), which is revoked: \(revoked.reason)"
        }
        // The frame of such a record is not that of others of its form.
        if isRecord { content.add(part: text) }
        element(text, xml: ("<p>", "</p>\n"), html: ("<p>", "</p>\n"))
    }
}
