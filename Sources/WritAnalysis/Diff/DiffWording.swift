package import WritLanguage
package import WritSemantics

/// The differences of two versions, told to people.
package enum DiffWording {
    package static func title(_ region: DiffReport.Region) -> Phrase {
        region.aspect.title(of: "`\(region.subject)`", zh: region.title)
    }

    package static func headline(_ report: DiffReport) -> Phrase {
        let printed = report.printedChanges.count
        if report.isEquivalent, printed > 0 {
            return Phrase(
                en:
                    "the decisions are equivalent: no case that states all its facts has a different outcome (\(report.proved) questions proved); printed words of \(printed == 1 ? "1 declaration" : "\(printed) declarations") differ",
                zh: "决定等效：凡事实齐备的案件，结果均无不同（已证明 \(report.proved) 个问题）；另有 \(printed) 处印刷文字不同")
        }
        if report.isEquivalent {
            return Phrase(
                en:
                    "equivalent: no case that states all its facts has a different outcome (\(report.proved) questions proved)",
                zh: "等效：凡事实齐备的案件，结果均无不同（已证明 \(report.proved) 个问题）")
        }
        if report.isEqualForAllCases {
            let count = report.otherEffects.count
            return Phrase(
                en:
                    "no case that both versions read has a different outcome (\(report.proved) questions proved); \(count) change\(count == 1 ? "" : "s") beyond these cases",
                zh: "两版均可读取的案件，结果均无不同（已证明 \(report.proved) 个问题）；此外另有 \(count) 处有效果的变化")
        }
        return Phrase(
            en:
                "\(report.regions.count) difference\(report.regions.count == 1 ? "" : "s") in effect, \(report.undecided.count) undecided, \(report.proved) questions proved equal",
            zh: "效果差异 \(report.regions.count) 处，未定 \(report.undecided.count) 处，已证明相同 \(report.proved) 个问题")
    }

    package static func undecided(_ open: DiffReport.Open, _ program: Program) -> Phrase {
        var name: String?
        if case .notStated(let parameter) = open.reason { name = program.parameters[parameter.index].identity.name }
        let why = FindingWording.text(of: open.reason, parameter: name)
        return Phrase(
            en: "undecided for `\(open.subject)`: \(why.en)", zh: "`\(open.subject)` 是否不同无法判定：\(why.zh)")
    }

    package static func change(_ change: DiffReport.TextChange) -> Phrase {
        let name = change.reading
        return switch change.kind {
        case .added: Phrase(en: "added: \(name.en)", zh: "新增：\(name.zh)")
        case .removed: Phrase(en: "removed: \(name.en)", zh: "删除：\(name.zh)")
        case .renamed: Phrase(en: "renamed: \(name.en)", zh: "仅更名：\(name.zh)")
        case .reworded where change.isProse: Phrase(en: "text only: \(name.en)", zh: "仅文字变化：\(name.zh)")
        case .reworded: Phrase(en: "other words: \(name.en)", zh: "措辞变化：\(name.zh)")
        case .changed: Phrase(en: "changed: \(name.en)", zh: "有变化：\(name.zh)")
        }
    }
}
