package import WritLanguage

/// What can go wrong with files and folders.
package enum FileFact: DiagnosticFact {
    case missing(path: String)
    case unreadable(path: String, reason: String)
    case isFolder(path: String)
    case isDevice(path: String)
    case tooLarge(path: String, megabytes: Int)
    /// A file of a spreadsheet program, which is no text.
    case workbook(path: String)
    /// A file packed by gzip.
    case compressed(path: String)
    /// Not UTF-8, and not surely anything else.
    case unknownEncoding(path: String)
    /// The encoding was not stated; it is what the bytes look like.
    case guessedEncoding(path: String, encoding: String)
    /// The library that converts texts does not know it.
    case noDecoder(encoding: String)
    case noRules(path: String)
    /// Rule files in which there is no code.
    case noCode(path: String)
    case notWritable(path: String, reason: String)
    case notAFolder(path: String)
    /// Another run writes there.
    case inUse(path: String)
    /// A file that Writ would replace and did not write, or that was changed since.
    case notAsWritten(path: String)
    /// A folder that something new was to be made in.
    case notEmpty(path: String)
    /// A case id that an earlier case of the run had, and the line of that one where it is known.
    case duplicateCase(id: String, firstLine: Int?)
    case emptyCaseID
    /// A case beside those that are decided which cannot be told from another.
    case otherCaseWithoutID
    case otherCaseTwice(id: String)
    /// Not all cases beside those that are decided could be read, so many could not.
    case otherCasesIncomplete(path: String, unread: Int)
    /// A document whose loops would write more than one may hold.
    case documentTooLarge(form: String, caseID: String, megabytes: Int, rounds: Int)
    case journal(JournalFact)

    package var id: String {
        switch self {
        case .missing: "file.missing"
        case .unreadable: "file.unreadable"
        case .isFolder: "file.is-folder"
        case .isDevice: "file.is-device"
        case .tooLarge: "file.too-large"
        case .workbook: "file.workbook"
        case .compressed: "file.compressed"
        case .unknownEncoding: "file.unknown-encoding"
        case .guessedEncoding: "file.guessed-encoding"
        case .noDecoder: "file.no-decoder"
        case .noRules: "file.no-rules"
        case .noCode: "file.no-code"
        case .notWritable: "file.not-writable"
        case .notAFolder: "file.not-a-folder"
        case .inUse: "file.in-use"
        case .notAsWritten: "file.not-as-written"
        case .notEmpty: "file.folder-not-empty"
        case .duplicateCase: "case.duplicate-id"
        case .emptyCaseID: "case.empty-id"
        case .otherCaseWithoutID: "cases.no-id"
        case .otherCaseTwice: "cases.id-twice"
        case .otherCasesIncomplete: "cases.incomplete"
        case .documentTooLarge: "document.too-large"
        case .journal(let fact): fact.id
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
        case .workbook(let path):
            Wording(
                Phrase(en: "`\(path)` is a workbook and no text", zh: "`\(path)` 是电子表格工作簿，不是文本"),
                help: Phrase(
                    en: "open it, choose “Save As”, then the type “CSV UTF-8”, and give that file",
                    zh: "请打开该文件，点“另存为”，类型选“CSV UTF-8”，再使用所存的文件"))
        case .compressed(let path):
            Wording(
                Phrase(en: "`\(path)` is packed by gzip", zh: "`\(path)` 是 gzip 压缩文件"),
                help: Phrase(
                    en: "unpack it on the way: `gzip -dc \(path) | writ … -`",
                    zh: "请边解压边读取：`gzip -dc \(path) | writ … -`"))
        case .unknownEncoding(let path):
            Wording(
                Phrase(
                    en: "`\(path)` is not UTF-8, and it is not certain what it is",
                    zh: "`\(path)` 不是 UTF-8，也无法确定是何种编码"),
                help: Phrase(
                    en: "say it with `--encoding`: \(Self.encodings); or save the file as UTF-8",
                    zh: "请用 `--encoding` 写明：\(Self.encodings)；或将文件保存为 UTF-8"))
        case .guessedEncoding(let path, let encoding):
            Wording(
                Phrase(
                    en: "`\(path)` is not UTF-8 and was read as \(encoding), which its bytes look like",
                    zh: "`\(path)` 不是 UTF-8，已按其字节特征以 \(encoding) 读取"),
                help: Phrase(
                    en: "say so with `--encoding \(encoding)` where that is right",
                    zh: "如属实，请用 `--encoding \(encoding)` 写明"))
        case .noDecoder(let encoding):
            Wording(
                Phrase(en: "this system cannot convert \(encoding)", zh: "本系统无法转换 \(encoding) 编码"),
                help: Phrase(en: "save the file as UTF-8", zh: "请将文件保存为 UTF-8 编码"))
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
        case .notEmpty(let path):
            Wording(
                Phrase(en: "the folder `\(path)` is not empty", zh: "文件夹 `\(path)` 不是空的"),
                help: Phrase(en: "name a folder that does not exist yet", zh: "请指定一个尚不存在的文件夹"))
        case .notAFolder(let path):
            Wording(Phrase(en: "`\(path)` is not a folder", zh: "`\(path)` 不是文件夹"))
        case .inUse(let path):
            Wording(
                Phrase(en: "another run of writ is writing to `\(path)`", zh: "另一个 writ 进程正在写入 `\(path)`"),
                help: Phrase(
                    en: "run this again when that one has ended; nothing was written", zh: "请待其结束后重试；本次未写入任何文件"))
        case .notAsWritten(let path):
            Wording(
                Phrase(
                    en: "`\(path)` is not as Writ wrote it, and so it is not replaced",
                    zh: "`\(path)` 不是 Writ 写入时的原样，因此不予替换"),
                help: Phrase(
                    en:
                        "move it elsewhere or give another folder with `--out`; Writ replaces only what it wrote itself",
                    zh: "请将其移到别处，或用 `--out` 指定其他文件夹；Writ 只替换自己写入的文件"))
        case .duplicateCase(let id, let firstLine):
            Wording(
                firstLine.map {
                    Phrase(
                        en: "the case id `\(id)` is that of the case on line \($0), so nothing was written of this one",
                        zh: "案件编号 `\(id)` 与第 \($0) 行的案件相同，本案件未写出文书")
                }
                    ?? Phrase(
                        en: "the case id `\(id)` occurs more than once in this run", zh: "案件编号 `\(id)` 在本次运行中重复出现"),
                help: Phrase(
                    en: "documents are filed by case id, so give each case its own", zh: "文书按案件编号存放，请为每个案件使用不同编号"))
        case .otherCaseWithoutID:
            Wording(Phrase(en: "a case without an id cannot be told from the others", zh: "没有编号的案件无法与其他案件区分"))
        case .otherCaseTwice(let id):
            Wording(
                Phrase(
                    en: "the case id `\(id)` occurs twice among the cases; which of the two counts is not known",
                    zh: "案件编号 `\(id)` 在全部案件中出现两次，无法确定以哪一个为准"))
        case .otherCasesIncomplete(let path, let unread):
            Wording(
                Phrase(
                    en:
                        "\(unread == 1 ? "1 case" : "\(unread) cases") of `\(path)` cannot be counted among the others: what rests on other cases of the type is open",
                    zh: "`\(path)` 中有 \(unread) 个案件无法计入：取决于该类其他案件的事项均待定"))
        case .documentTooLarge(let form, let caseID, let megabytes, let rounds):
            Wording(
                Phrase(
                    en:
                        "`\(form)` of `\(caseID)` would be larger than \(megabytes) MB, or its loops would go round more than \(rounds) times; it was not made",
                    zh: "`\(caseID)` 的 `\(form)` 将超过 \(megabytes) MB，或循环次数超过 \(rounds) 次，未予生成"),
                help: Phrase(
                    en: "loops within loops multiply the lengths of their lists: take one out, or shorten a list",
                    zh: "嵌套循环的次数为各列表长度之积：请减少嵌套或缩短列表"))
        case .journal(let fact): fact.wording
        case .emptyCaseID:
            Wording(
                Phrase(
                    en: "the case has no `id`, so nothing was written of it", zh: "案件没有 `id`，未写出文书"),
                help: Phrase(
                    en: "documents are filed by case id; where a table has no column `id`, the cases are numbered",
                    zh: "文书按案件编号存放；表格没有 `id` 列时按顺序编号"))
        }
    }

    private static let encodings = TextEncoding.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
}
