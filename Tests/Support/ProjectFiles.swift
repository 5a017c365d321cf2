package import Foundation

/// The project's own rules and forms, found as the command finds them: in folders below, but for sample cases, schemas and
/// print profiles.
package enum ProjectFiles {
    package static let root = Corpus.tests.deletingLastPathComponent()
    private static let others: Set<String> = ["cases", "schema", "profile"]

    /// Path below the project and bytes of each file of a folder whose name ends so, sorted by path.
    package static func files(_ folder: String, _ suffix: String) throws -> [(path: String, bytes: [UInt8])] {
        let url = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: url.path()).sorted()
            .filter { path in
                path.hasSuffix(suffix)
                    && others.isDisjoint(with: path.split(separator: "/").dropLast().map(String.init))
            }
            .map { ("\(folder)/\($0)", [UInt8](try Data(contentsOf: url.appending(path: $0)))) }
    }
}
