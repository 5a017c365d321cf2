import WritEvaluation
import WritLanguage
import WritSemantics

/// Pictures: the record has the name and the digest of each, the view the picture itself.
extension DocumentRun {
    /// The rest of the record's start tag and the name of the file, or all of the view's element.
    mutating func image(_ slot: ImageSlot, _ interpreter: inout Interpreter) {
        guard let name = fileName(slot, &interpreter) else { return placeOfImage(slot) }
        switch shown(name) {
        case nil: placeOfImage(slot)
        case .failure(let problem)?:
            isFaulty(name, problem)
            placeOfImage(slot)
        case .success(let picture)?:
            if isRecord {
                attribute(" value=\"", picture.digest)
                width(slot, in: " width=\"", "\">")
                bytes.appendText(name)
            } else {
                bytes.append("<img alt=\"")
                bytes.put(slot.alt)
                bytes.append("\" src=\"")
                bytes.put(picture.address)
                width(slot, in: "\" style=\"width:", "mm\">")
            }
        }
    }

    private mutating func shown(_ name: String) -> Result<PictureShelf.Shown, Picture.Problem>? {
        guard let found = pictures?.picture(name) else { return nil }
        guard case .success(let picture) = found else { return found }
        // Each file counts a picture that it has.
        pictureBytes += picture.count
        let most = Picture.mostBytesOfDocument * (target == .both ? 2 : 1)
        if pictureBytes > most { return .failure(.tooMuch) }
        return found
    }

    /// Nothing where the name is not known, or the case's folder is not: the document then is a draft.
    private mutating func fileName(_ slot: ImageSlot, _ interpreter: inout Interpreter) -> String? {
        if isBlank { return nil }
        let name = read(slot.source, &interpreter)
        guard name.tag == .text else {
            isMissing(slot.source, slot.path, &interpreter)
            return nil
        }
        guard pictures != nil else {
            isIncomplete = true
            return nil
        }
        return String(decoding: interpreter.facts.bytes(of: name), as: UTF8.self)
    }

    /// A frame for a picture that is not there.
    private mutating func placeOfImage(_ slot: ImageSlot) {
        if isRecord {
            bytes.append(" state=\"unknown\"")
            width(slot, in: " width=\"", "\">")
        } else {
            width(slot, in: "<p class=\"picture\" style=\"width:", "mm\">")
        }
        bytes.put(slot.alt)
        if !isRecord { bytes.append("</p>") }
    }

    private mutating func width(_ slot: ImageSlot, in start: StaticString, _ end: StaticString) {
        bytes.append(start)
        bytes.appendNumber(slot.width)
        bytes.append(end)
    }
}
