package import WritLanguage
package import WritSemantics

/// A case as it is told to people: in Chinese by titles, in English in the words of an `example`.
package enum WitnessText {
    package static func lines(_ data: CaseData, in program: Program, language: MessageLanguage) -> [String] {
        language.isChinese ? CaseReading.lines(data, in: program) : ExampleText.lines(data, in: program)
    }
}
