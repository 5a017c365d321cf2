package import WritLanguage

/// A picture that a document shows and that cannot be shown.
package struct PictureFact: DiagnosticFact {
    /// Of the file, as the case has it.
    let name: String
    let problem: Picture.Problem
    let form: String
    let caseID: String

    package init(name: String, _ problem: Picture.Problem, form: String, caseID: String) {
        self.name = name
        self.problem = problem
        self.form = form
        self.caseID = caseID
    }

    package var id: String {
        switch problem {
        case .noFolder: "picture.no-folder"
        case .badName: "picture.bad-name"
        case .missing: "picture.missing"
        case .unreadable: "picture.unreadable"
        case .tooLarge: "picture.too-large"
        case .notAPicture: "picture.not-a-picture"
        case .damaged: "picture.damaged"
        case .tooManyPixels: "picture.too-many-pixels"
        case .tooMuch: "picture.too-much"
        }
    }

    package var wording: Wording {
        Wording(
            Phrase(
                en: "`\(form)` of `\(caseID)` was not made: the picture `\(name)` \(reason.en)",
                zh: "`\(caseID)` 的 `\(form)` 未予生成：图片 `\(name)` \(reason.zh)"), help: help)
    }

    private var reason: Phrase {
        switch problem {
        case .noFolder: Phrase(en: "stands beside a case that is no file", zh: "无从查找，案件不是来自文件")
        case .badName: Phrase(en: "is not named as a file in the case's folder", zh: "不是案件所在文件夹内的文件名")
        case .missing: Phrase(en: "is not there", zh: "不存在")
        case .unreadable: Phrase(en: "cannot be read, or is no file", zh: "无法读取，或者不是文件")
        case .tooLarge:
            Phrase(
                en: "is larger than \(Picture.mostBytes >> 20) MB", zh: "大于 \(Picture.mostBytes >> 20) MB")
        case .notAPicture: Phrase(en: "is neither PNG nor JPEG", zh: "既不是 PNG，也不是 JPEG")
        case .damaged: Phrase(en: "is damaged, or something follows it in its file", zh: "已损坏，或者文件末尾另有内容")
        case .tooManyPixels:
            Phrase(
                en: "has no pixels, or more than \(Picture.mostPixelsAcross) in one direction",
                zh: "没有像素，或者某一边超过 \(Picture.mostPixelsAcross) 像素")
        case .tooMuch:
            Phrase(
                en: "and those before it are together larger than \(Picture.mostBytesOfDocument >> 20) MB",
                zh: "与之前的图片合计大于 \(Picture.mostBytesOfDocument >> 20) MB")
        }
    }

    private var help: Phrase? {
        switch problem {
        case .noFolder: Phrase(en: "save the case as a file beside its pictures", zh: "请将案件存为文件，与图片放在一起")
        case .badName, .missing:
            Phrase(
                en: "put the file beside the case, or in a folder there, and name it like `photos/1.jpg`",
                zh: "请将文件放在案件旁，或放入其下的文件夹，写作 `照片/1.jpg`")
        case .unreadable: nil
        case .tooLarge, .tooManyPixels, .tooMuch: Phrase(en: "save it smaller", zh: "请缩小后另存")
        case .notAPicture, .damaged: Phrase(en: "save it anew as PNG or JPEG", zh: "请重新存为 PNG 或 JPEG")
        }
    }
}
