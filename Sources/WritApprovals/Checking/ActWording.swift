import WritLanguage
import WritSemantics

/// Acts on a document's way in words: what was done, and why it changes nothing where it does not.
extension RoutingWording {
    /// What somebody did, as one line.
    func text(of act: RoutingAct) -> Phrase {
        let who = act.person.isEmpty ? Phrase(en: "somebody", zh: "某人") : Phrase(en: act.person, zh: act.person)
        let time = RoutingWording.time(act.at)
        let name = act.step.map { id in
            let title = steps.first { $0.id == id }?.title ?? id
            return Phrase(en: " `\(id)`", zh: "`\(title)`")
        }
        let step = name ?? Phrase(en: "", zh: "")
        let to = act.recipient ?? ""
        return switch act.kind {
        case .submitted: Phrase(en: "\(time)  \(who.en) handed it in", zh: "\(time)  \(who.zh)提交")
        case .withdrawn: Phrase(en: "\(time)  \(who.en) withdrew it", zh: "\(time)  \(who.zh)撤回")
        case .passedOn:
            Phrase(en: "\(time)  \(who.en) passed\(step.en) on to \(to)", zh: "\(time)  \(who.zh)将\(step.zh)转办给\(to)")
        case .countersignerAdded:
            Phrase(
                en: "\(time)  \(who.en) asked \(to) to countersign\(step.en)",
                zh: "\(time)  \(who.zh)在\(step.zh)加签\(to)")
        case .copied: Phrase(en: "\(time)  \(who.en) copied it to \(to)", zh: "\(time)  \(who.zh)抄送\(to)")
        }
    }

    /// For whom a step waits by name.
    static func awaited(_ names: [PersonName]) -> Phrase {
        let list = names.map(\.text)
        return Phrase(en: "waits for \(list.joined(separator: ", "))", zh: "待\(list.joined(separator: "、"))办理")
    }

    static let passedByItself = Phrase(
        en: "passed by itself: the same person has approved an earlier step", zh: "自动通过：同一人已审批在先步骤")

    /// An act that changes nothing: why, and what would.
    func noEffect(
        _ reason: ActState.Idle.Reason, by person: Phrase, at step: RequiredStep, to recipient: String?
    ) -> (message: Phrase, remedy: Phrase) {
        let name = Phrase(en: "`\(step.id)`", zh: "`\(step.title)`")
        let to = recipient ?? ""
        let signer = signers(of: step)
        let none = Phrase(en: "it changes nothing", zh: "该操作无效")
        func told(_ en: String, _ zh: String, _ remedy: Phrase) -> (Phrase, Phrase) {
            (Phrase(en: "\(en): \(none.en)", zh: "\(zh)，\(none.zh)"), remedy)
        }
        switch reason {
        case .nobody:
            return told(
                "an act at \(name.en) names nobody who did it", "\(name.zh)的一项操作未载明由何人所为",
                Phrase(en: "state who did it", zh: "请载明操作人"))
        case .notProposer:
            return told(
                "\(person.en) withdrew the document and is not who proposed it", "\(person.zh)撤回文件，但并非提出人",
                Phrase(
                    en: "have it withdrawn by whoever proposed it, or rejected in its turn", zh: "请由提出人撤回，或者由审批人依次否决"))
        case .notHandedIn:
            return told(
                "\(person.en) withdrew the document before it was handed in", "\(person.zh)在文件提交之前撤回",
                Phrase(en: "correct the record", zh: "请更正记录"))
        case .alreadyApproved:
            return told(
                "\(person.en) withdrew the document after it was approved to the end", "\(person.zh)在文件全部审批通过之后撤回",
                Phrase(en: "revoke it by a document of its own", zh: "请另行出具文件予以废止"))
        case .mayNotTake:
            return told(
                "\(person.en) acted at \(name.en) and may not take it", "\(person.zh)在\(name.zh)操作，而其无权办理该步骤",
                Phrase(en: "have it done by \(signer.en)", zh: "请由\(signer.zh)操作"))
        case .notInTurn:
            return told(
                "\(person.en) acted at \(name.en) before its turn came", "尚未轮到\(name.zh)，\(person.zh)即已操作",
                Phrase(en: "do it again when the turn of \(name.en) comes", zh: "请在轮到\(name.zh)时重新操作"))
        case .alreadyDone:
            return told(
                "\(person.en) acted at \(name.en) after it was signed", "\(name.zh)签署之后，\(person.zh)才操作",
                Phrase(en: "have the document returned to \(name.en) first", zh: "请先将文件退回\(name.zh)"))
        case .noRecipient:
            return told(
                "\(person.en) passed \(name.en) on, or asked for a countersigner, and nobody can tell to whom"
                    + (to.isEmpty ? "" : " (\(to))"),
                "\(person.zh)在\(name.zh)转办或者加签，无从得知对象" + (to.isEmpty ? "" : "（\(to)）"),
                Phrase(en: "state to whom, with the id where several have the name", zh: "请载明对象；同名的请注明编号"))
        case .toOneself:
            return told(
                "\(person.en) named nobody but oneself at \(name.en)", "\(person.zh)在\(name.zh)以本人为对象",
                Phrase(en: "name another person", zh: "请指明他人"))
        case .notDelegable:
            return told(
                "\(person.en) passed \(name.en) on to \(to), who may not take it",
                "\(person.zh)将\(name.zh)转办给\(to)，而其无权办理",
                Phrase(en: "have \(name.en) approved by \(signer.en)", zh: "请\(signer.zh)完成\(name.zh)"))
        case .alreadyAsked:
            return told(
                "\(person.en) asked \(to) to countersign \(name.en) once more", "\(person.zh)在\(name.zh)重复加签\(to)",
                Phrase(en: "nothing is to be done", zh: "无需处理"))
        case .tooMany:
            return told(
                "\(person.en) asked for more countersigners of \(name.en) than \(ActState.mostCountersigners)",
                "\(person.zh)在\(name.zh)加签超过\(ActState.mostCountersigners)人",
                Phrase(en: "check the record", zh: "请核对记录"))
        case .targetUnknown:
            return (
                Phrase(
                    en:
                        "\(person.en) returned the document to `\(to)`, which is no step of this case: it starts again where the chain says",
                    zh: "\(person.zh)将文件退回`\(to)`，本案没有该步骤，视为退回至流程规定的起点"),
                Phrase(en: "name one of the steps that there are", zh: "请指明本案所有的步骤")
            )
        case .targetLater:
            return (
                Phrase(
                    en:
                        "\(person.en) returned the document to `\(to)`, which does not come before: it starts again where the chain says",
                    zh: "\(person.zh)将文件退回`\(to)`，而该步骤并不在先，视为退回至流程规定的起点"),
                Phrase(en: "name a step that comes before", zh: "请指明在先的步骤")
            )
        }
    }
}
