package import WritSemantics

/// A case that is handed from hand to hand as one object; copying what it holds would count references to all its parts.
package final class HeldCase: Sendable {
    package let data: CaseData

    package init(_ data: consuming CaseData) { self.data = data }
}
