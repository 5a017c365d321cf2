import Foundation
import Testing
import WritTestSupport

/// A folder with a rulebook of two firms and a form that is numbered.
struct RegisterWorkplace {
    let folder: ScratchFolder

    static let rules = """
        rulebook notes "通知"

        source M1 "办法"
          clause 1 "通知"

        party owner "业主"
        organisation east "东区物业"
        organisation west "西区物业"

        case Visit "巡检"
          unit       : Text "房号"
          owner-name : Text "业主姓名"
          amount     : Money "金额"

        rule tell "发通知"
          for Visit
          basis M1 1
          when amount > ¥100
          issue notice to owner

        """

    static let form = """
        <?xml version="1.0" encoding="UTF-8"?>
        <form xmlns="urn:writ:form:1" id="notice" for="Visit" title="缴费通知" lang="zh-Hans">
          <number pattern="通〔{year}〕{sequence}号"/>
          <body>
            <p>房号<value of="unit"/>，业主<value of="owner-name"/>，金额<value of="amount"/>。</p>
            <seal/>
          </body>
        </form>

        """

    /// With a notice that waits for its approvals, registered under its first number.
    init(registeringBy rules: String) throws {
        try self.init()
        try folder.write("Rules/notes.writ", rules)
        try folder.write(
            "Forms/notice.xml", Self.form.replacingOccurrences(of: "<seal/>", with: "<seal/><approvals/>"))
        try write("A1", asOf: "2026-03-02")
        let run = try writ("run", "A1.json", "--register", "reg", "--out", "out", "--person", "陈某")
        try #require(run.status == 0, "\(run.errors)")
    }

    init() throws {
        folder = try ScratchFolder()
        try folder.write("Rules/notes.writ", Self.rules)
        try folder.write("Forms/notice.xml", Self.form)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        try FileManager.default.createDirectory(
            at: folder.file("Forms/schema"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: root.appending(path: "Forms/schema/document.rng"), to: folder.file("Forms/schema/document.rng"))
    }

    static func line(
        _ id: String, amount: String = "250.5", firm: String = "east", asOf: String = "2026-03-02", owner: String = "王某"
    ) -> String {
        "{\"case\":\"Visit\",\"id\":\"\(id)\",\"as-of\":\"\(asOf)\",\"organisation\":\"\(firm)\",\"facts\":"
            + "{\"unit\":\"3-\(id)\",\"owner-name\":\"\(owner)\",\"amount\":\"\(amount)\"}}\n"
    }

    @discardableResult
    func write(
        _ id: String, amount: String = "250.5", firm: String = "east", asOf: String = "2026-03-02", owner: String = "王某"
    ) throws -> String {
        try folder.write(
            "\(id).json", Self.line(id, amount: amount, firm: firm, asOf: asOf, owner: owner))
        return "\(id).json"
    }

    func writ(_ arguments: String..., timeout: Double = 120) throws -> ToolRun {
        try ToolRun(arguments, folder: folder.url, timeout: timeout)
    }

    /// The numbers in the register, in the order of its lines.
    func numbers(_ more: String...) throws -> [String] {
        let run = try ToolRun(["register", "list", "--register", "reg", "--format", "csv"] + more, folder: folder.url)
        return run.text.split(separator: "\r\n").dropFirst().map { String($0.split(separator: ",")[0]) }
    }
}
