/// What breaks RFC 8259, or cannot be kept, in JSON text, and at which byte.
package struct JSONProblem: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case empty
        /// The byte found where something else had to stand; absent at the end of the text.
        case unexpected(UInt8?, expected: Expected)
        case badNumber
        case badEscape
        case unterminatedString
        case controlCharacter(UInt8)
        case notUTF8(UInt8)
        case unpairedSurrogate(UInt32)
        /// A character that XML 1.0, and so no document, can hold.
        case forbiddenCharacter(UInt32)
        case duplicateKey(String, first: Int)
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
        case trailing(UInt8)
    }

    package enum Expected: Sendable, Equatable {
        case value, key, colon, commaOrBrace, commaOrBracket
    }

    package let kind: Kind
    package let offset: Int

    package init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
