import WritEvaluation
import WritSemantics

/// Why there is the document: rules and clauses; and what the record has after its body.
extension DocumentRun {
    mutating func basisList(title: String) {
        guard let causes = input.issue?.because, !causes.isEmpty || isBlank else { return }
        bytes.append("<div class=\"basis\">\n<p class=\"caption\">")
        bytes.appendText(title)
        bytes.append("</p>\n<ul>\n")
        var seen: Set<ClauseID> = []
        for cause in causes {
            for clause in cause.citations where seen.insert(clause).inserted {
                bytes.append("<li>")
                bytes.appendText(Reasons.text(of: clause, in: program, isChinese: isChinese))
                bytes.append("</li>\n")
            }
        }
        bytes.append("</ul>\n</div>\n")
    }

    mutating func annex(hasApprovals: Bool) {
        basisRecord()
        if hasApprovals { approvalRecord() }
        guard !missing.isEmpty else { return }
        bytes.append("<missing>\n")
        for need in missing {
            switch need {
            case .fact(let path):
                attribute("<fact path=\"", path)
                bytes.append("></fact>\n")
            case .holidays(let year):
                attribute("<holidays year=\"", String(year))
                bytes.append("></holidays>\n")
            case .parameter(let id):
                attribute("<parameter name=\"", program.parameters[id.index].identity.name)
                bytes.append("></parameter>\n")
            }
        }
        bytes.append("</missing>\n")
    }

    private mutating func basisRecord() {
        guard let causes = input.issue?.because, !causes.isEmpty else { return }
        bytes.append("<basis>\n")
        for cause in causes {
            content.add(part: cause.rule.index)
            content.add(part: cause.consequence)
            bytes.put(writer.reasons.bytes(of: cause))
        }
        bytes.append("</basis>\n")
    }
}
