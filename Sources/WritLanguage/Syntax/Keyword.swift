/// The words of the grammar, independent of the language that they are spelled in. `KeywordTable` spells them.
package enum Keyword: UInt8, Sendable, CaseIterable {
    case rulebook
}
