package import WritEvaluation
package import WritSemantics

/// One act in a journal: who did what, when it was recorded, and to what.
///
/// A line ends with its seal, the digest of all its bytes before, and begins where the line before ends: with the seal of that
/// one as `previous`. So no byte of a line can change, and no line can go or come, without two lines that do not fit.
package struct JournalLine: Sendable {
    /// What a line says apart from its place in the journal.
    package struct Act: Sendable {
        package struct Field: Sendable, Equatable {
            package let name: String
            package let text: String

            package init(_ name: String, _ text: String) {
                self.name = name
                self.text = text
            }
        }

        package var person: String
        /// Such as `issued` or `voided`.
        package var act: String
        /// What it was done to, in the order in which it is written.
        package var fields: [Field]
        /// Facts by which people look for it, such as the unit and the owner's name.
        package var about: [Field]

        package init(person: String, act: String, fields: [Field], about: [Field] = []) {
            self.person = person
            self.act = act
            self.fields = fields
            self.about = about
        }

        package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.text }
    }

    /// From 1.
    package let sequence: Int
    package let moment: Moment
    package let act: Act
    /// The seal of the line before.
    package let previous: String
    package let seal: String
    /// As it stands in the file, without the line's end.
    package let bytes: [UInt8]

    /// What stands before the first line.
    package static let origin = String(repeating: "0", count: BLAKE2b.digits)

    private static let sealMark = Array(",\"seal\":\"".utf8)
    private static let tailLength = sealMark.count + BLAKE2b.digits + 2

    /// A new line.
    init(_ act: Act, sequence: Int, moment: Moment, previous: String) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("sequence")
        writer.integer(sequence)
        writer.key("moment")
        writer.string(moment.description)
        writer.key("person")
        writer.string(act.person)
        writer.key("act")
        writer.string(act.act)
        for field in act.fields {
            writer.key(field.name)
            writer.string(field.text)
        }
        if !act.about.isEmpty {
            writer.key("about")
            writer.beginObject()
            for field in act.about {
                writer.key(field.name)
                writer.string(field.text)
            }
            writer.endObject()
        }
        writer.key("previous")
        writer.string(previous)
        var bytes = writer.bytes
        seal = BLAKE2b.hex(bytes)
        bytes += Self.sealMark + Array(seal.utf8) + [0x22, 0x7D]
        self.bytes = bytes
        self.sequence = sequence
        self.moment = moment
        self.act = act
        self.previous = previous
    }

    /// A line as it was found; nil where it is none, or not as it was sealed.
    package init?(_ bytes: [UInt8], _ reader: inout JSONReader) {
        guard let seal = Self.seal(of: bytes), BLAKE2b.hex(bytes.dropLast(Self.tailLength)) == seal else { return nil }
        reader.read(bytes)
        let tree = reader.tree
        guard reader.isUsable, let root = tree.root, tree.kind(of: root) == .object else { return nil }
        var act = Act(person: "", act: "", fields: [])
        var head: [String: String] = [:]
        for member in tree.members(of: root) {
            switch member.name {
            case "sequence", "moment", "previous", "seal": head[member.name] = tree.text(of: member.value)
            case "person": act.person = tree.text(of: member.value)
            case "act": act.act = tree.text(of: member.value)
            case "about":
                act.about = tree.members(of: member.value).map { Act.Field($0.name, tree.text(of: $0.value)) }
            default: act.fields.append(Act.Field(member.name, tree.text(of: member.value)))
            }
        }
        guard let sequence = head["sequence"].flatMap({ Int($0) }),
            let moment = head["moment"].flatMap({ Moment.parse($0) }),
            let previous = head["previous"]
        else { return nil }
        self.sequence = sequence
        self.moment = moment
        self.act = act
        self.previous = previous
        self.seal = seal
        self.bytes = bytes
    }

    /// The seal that a line states.
    static func seal(of bytes: [UInt8]) -> String? {
        guard bytes.count > tailLength, bytes[bytes.count - 1] == UInt8(ascii: "}"),
            bytes[bytes.count - 2] == UInt8(ascii: "\"")
        else {
            return nil
        }
        let start = bytes.count - tailLength
        guard bytes[start..<(start + sealMark.count)].elementsEqual(sealMark) else { return nil }
        return String(decoding: bytes[(start + sealMark.count)..<(bytes.count - 2)], as: UTF8.self)
    }
}
