import WritLanguage

/// What can be wrong with a form.
package enum FormFact: DiagnosticFact {
    // Bytes and markup.
    case notUTF8
    case notWellFormed(MarkupProblem)
    case duplicateAttribute(String)
    case doctype
    case prefix(String)
    case tooDeep(limit: Int)
    case tooLarge(limit: Int)
    case tooManyAttributes(limit: Int)
    // The vocabulary.
    case wrongRoot(String)
    case wrongNamespace
    case unknownElement(String, suggestion: String?)
    case misplacedElement(String, parent: String, belongs: [String])
    case duplicateElement(String)
    case missingElement(String, parent: String)
    case unknownAttribute(String, element: String, suggestion: String?)
    case missingAttribute(String, element: String)
    case conflictingAttributes(String, String, element: String)
    case badValue(String, attribute: String, allowed: [String], suggestion: String?)
    case badCount(String, attribute: String)
    case badName(String, attribute: String)
    case emptyAttribute(String, element: String)
    case strayText(parent: String)
    case mixedContent
    case contentBesidesValue
    case idDiffers(id: String, file: String)
    // Names of the rulebook.
    case unknownRole(String, suggestion: String?)
    case unknownForm(String, suggestion: String?)
    case unknownPlaceholder(String, suggestion: String?)
    case unclosedPlaceholder
    case unknownProfile(String, suggestion: String?)
    // Values.
    case needsCase(String)
    case noFormat(type: String)
    case wrongFormat(String, type: String, allowed: [String])
    case mayBeMissing(String)
    case needlessElse(String)
    case notACondition(type: String)
    case notADate(type: String)
    case notAChoice(type: String)
    case notAFileName(type: String)
    case footnoteMisplaced
    case missingLabel
    case tooManyCells(columns: Int)
    case allColumnsMerge
    case tooManyConditionalCopies(limit: Int)
    case noDecimals(type: String)
    /// Rows that are rounded when they are printed, over a total that is rounded once.
    case unroundedSum
    /// Rows that are printed with fewer decimals than they have, over a total.
    case coarseSum
    /// A total of all elements under rows of some of them.
    case sumOfOthers
    // What kind of paper it is.
    case genreForbids(String, Genre)
    case genreNeeds(GenreNeed, Genre)
    case deliveryUnproved(String)
    /// What the schema refuses and nothing above explains.
    case schema(element: String, String)

    package var id: String {
        let name =
            switch self {
            case .notUTF8: "not-utf8"
            case .notWellFormed: "not-well-formed"
            case .duplicateAttribute: "duplicate-attribute"
            case .doctype: "doctype"
            case .prefix: "prefix"
            case .tooDeep: "too-deep"
            case .tooLarge: "too-large"
            case .tooManyAttributes: "too-many-attributes"
            case .wrongRoot: "wrong-root"
            case .wrongNamespace: "wrong-namespace"
            case .unknownElement: "unknown-element"
            case .misplacedElement: "misplaced-element"
            case .duplicateElement: "duplicate-element"
            case .missingElement: "missing-element"
            case .unknownAttribute: "unknown-attribute"
            case .missingAttribute: "missing-attribute"
            case .conflictingAttributes: "conflicting-attributes"
            case .badValue: "bad-value"
            case .badCount: "bad-count"
            case .badName: "bad-name"
            case .emptyAttribute: "empty-attribute"
            case .strayText: "stray-text"
            case .mixedContent: "mixed-content"
            case .contentBesidesValue: "content-besides-value"
            case .idDiffers: "id-differs"
            case .unknownRole: "unknown-role"
            case .unknownForm: "unknown-form"
            case .unknownPlaceholder: "unknown-placeholder"
            case .unclosedPlaceholder: "unclosed-placeholder"
            case .unknownProfile: "unknown-profile"
            case .needsCase: "needs-case"
            case .noFormat: "no-format"
            case .wrongFormat: "wrong-format"
            case .mayBeMissing: "may-be-missing"
            case .needlessElse: "needless-else"
            case .notACondition: "not-a-condition"
            case .notADate: "not-a-date"
            case .notAChoice: "not-a-choice"
            case .notAFileName: "not-a-file-name"
            case .footnoteMisplaced: "footnote-misplaced"
            case .missingLabel: "missing-label"
            case .tooManyCells: "too-many-cells"
            case .allColumnsMerge: "all-columns-merge"
            case .tooManyConditionalCopies: "too-many-conditional-copies"
            case .noDecimals: "no-decimals"
            case .unroundedSum: "unrounded-sum"
            case .coarseSum: "coarse-sum"
            case .sumOfOthers: "sum-of-others"
            case .genreForbids: "genre-forbids"
            case .genreNeeds: "genre-needs"
            case .deliveryUnproved: "delivery-unproved"
            case .schema: "schema"
            }
        return "form." + name
    }
}

/// Why bytes are not well-formed XML.
package enum MarkupProblem: Sendable, Equatable {
    case endsEarly
    case empty
    case unclosed(String)
    case wrongEnd(String, open: String)
    case endWithoutStart(String)
    case textOutside
    case secondRoot
    case expected(String)
    case badName
    case lessThanInValue
    case unquotedValue
    case missingSpace
    case entity(String)
    case bareAmpersand
    case reference
    case cdataEnd
    case comment
    case declaration
    case encoding(String)
    case character(UInt32)
    /// In the words of libxml2.
    case other(String)
}
