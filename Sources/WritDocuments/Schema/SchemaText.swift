/// The schemas of `Forms/schema` as part of the program, which must not need a file of the place where it was built. They are
/// constants of its image, and cost nothing until one is compiled.
package enum SchemaText {
    package static func bytes(_ text: StaticString) -> [UInt8] { text.withUTF8Buffer { Array($0) } }

    package static var ofForms: [UInt8] { bytes(form) }
    package static var ofDocuments: [UInt8] { bytes(document) }
}
