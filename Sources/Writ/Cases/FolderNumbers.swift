internal import WritApprovals
package import WritLanguage
internal import WritSemantics

/// Numbers that documents of two cases would bear in one output folder: a firm gives a number once.
package enum FolderNumbers {
    private struct Key: Hashable {
        let number: String
        let organisation: String?

        init?(_ head: RecordHead?) {
            guard let head, let number = head.number else { return nil }
            self.number = NumberText.key(number)
            organisation = head.organisation
        }
    }

    /// What is wrong with the numbers of documents that are about to be written there. The folder is looked through only where
    /// one of them has a number.
    package static func check(
        _ results: [CaseProcessor.Result], in folder: String
    ) throws(FileFailure) -> [Diagnostic] {
        var owners: [Key: String] = [:]
        var problems: [Diagnostic] = []
        for result in results {
            for document in result.documents {
                guard let head = RecordHead(document.xml), let key = Key(head) else { continue }
                let id = result.routing.data.id
                if let owner = owners[key], owner != id { problems.append(twice(head.number ?? "", id, owner)) }
                owners[key] = owners[key] ?? id
            }
        }
        guard !owners.isEmpty, FileSystem.isFolder(folder) else { return problems }
        for path in try FileSystem.files(below: folder, endingIn: [".xml"], depth: 1) {
            guard let bytes = try? FileSystem.read(path), let head = RecordHead(bytes), let key = Key(head),
                let id = owners[key], let owner = head.caseID, owner != id
            else { continue }
            problems.append(twice(head.number ?? "", id, owner))
        }
        return problems
    }

    private static func twice(_ number: String, _ id: String, _ owner: String) -> Diagnostic {
        Diagnostic(.error, RegisterFact.numberInTwoCases(number: number, caseID: id, other: owner), at: .none)
    }
}
