/// Which commands are in charge of which files in the folder of a case.
package enum CaseFiles {
    /// What `writ run` and `writ batch` write: documents, and what follows from the case.
    package static func isOutcome(_ name: String) -> Bool { !isDrawing(name) }

    /// What `writ route` draws.
    package static func isDrawing(_ name: String) -> Bool { name.hasSuffix(".svg") }
}
