package import WritLanguage

/// What can go wrong with files and folders.
package enum FileFact: DiagnosticFact {
    case missing(path: String)
    case unreadable(path: String, reason: String)
    case isFolder(path: String)
    case isDevice(path: String)
    case tooLarge(path: String, megabytes: Int)
    case noRules(path: String)
    /// Rule files in which there is no code.
    case noCode(path: String)
    case notWritable(path: String, reason: String)
    case notAFolder(path: String)
    case duplicateCase(id: String)
    case emptyCaseID

    package var id: String {
        switch self {
        case .missing: "file.missing"
        case .unreadable: "file.unreadable"
        case .isFolder: "file.is-folder"
        case .isDevice: "file.is-device"
        case .tooLarge: "file.too-large"
        case .noRules: "file.no-rules"
        case .noCode: "file.no-code"
        case .notWritable: "file.not-writable"
        case .notAFolder: "file.not-a-folder"
        case .duplicateCase: "case.duplicate-id"
        case .emptyCaseID: "case.empty-id"
        }
    }

    package var wording: Wording {
        switch self {
        case .missing(let path):
            Wording(
                Phrase(en: "there is no file or folder `\(path)`", zh: "文件或文件夹 `\(path)` 不存在"),
                help: Phrase(
                    en: "paths are relative to the folder in which the command runs", zh: "路径以运行命令时所在的文件夹为准"))
        case .unreadable(let path, let reason):
            Wording(Phrase(en: "`\(path)` cannot be read: \(reason)", zh: "无法读取 `\(path)`：\(reason)"))
        case .isFolder(let path):
            Wording(Phrase(en: "`\(path)` is a folder, and a file is needed", zh: "`\(path)` 是文件夹，此处需要文件"))
        case .isDevice(let path):
            Wording(
                Phrase(
                    en: "`\(path)` is a pipe or a device, and a file is needed", zh: "`\(path)` 是管道或设备，此处需要文件"))
        case .tooLarge(let path, let megabytes):
            Wording(
                Phrase(
                    en: "`\(path)` is larger than the limit of \(megabytes) MB", zh: "`\(path)` 超过 \(megabytes) MB 的上限")
            )
        case .noRules(let path):
            Wording(
                Phrase(
                    en: "there are no rule files (`*.writ.md` or `*.writ`) in `\(path)`",
                    zh: "`\(path)` 中没有规则文件（`*.writ.md` 或 `*.writ`）"),
                help: Phrase(en: "name the folder of the rulebook with `--rules DIR`", zh: "请用 `--rules DIR` 指明规则文件夹"))
        case .noCode(let path):
            Wording(
                Phrase(en: "there are no rules in `\(path)`, only prose", zh: "`\(path)` 中只有文字，没有规则"),
                help: Phrase(
                    en: "rules stand between a line ```writ and a line ```", zh: "规则写在 ```writ 与 ``` 两行之间"))
        case .notWritable("-", let reason):
            Wording(Phrase(en: "standard output takes no more: \(reason)", zh: "标准输出无法写入：\(reason)"))
        case .notWritable(let path, let reason):
            Wording(
                Phrase(en: "`\(path)` cannot be written: \(reason)", zh: "无法写入 `\(path)`：\(reason)"),
                help: Phrase(
                    en: "nothing of this run was kept; earlier output is as it was", zh: "本次运行未留下任何文件，原有输出保持不变"))
        case .notAFolder(let path):
            Wording(Phrase(en: "`\(path)` is not a folder", zh: "`\(path)` 不是文件夹"))
        case .duplicateCase(let id):
            Wording(
                Phrase(en: "the case id `\(id)` occurs more than once in this run", zh: "案件编号 `\(id)` 在本次运行中重复出现"),
                help: Phrase(
                    en: "documents are filed by case id, so give each case its own", zh: "文书按案件编号存放，请为每个案件使用不同编号"))
        case .emptyCaseID:
            Wording(Phrase(en: "the case has no `id`, so its documents have no folder", zh: "案件没有 `id`，文书无处存放"))
        }
    }
}
