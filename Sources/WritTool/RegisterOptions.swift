internal import Glibc
import Writ
import WritLanguage

/// What commands say about a register.
enum RegisterOptions {
    static let folder = Option("--register", "DIR", "the firm's register", "登记簿文件夹")
    static let person = Option(
        "--person", "NAME", "who acts (default: the name of the system's account)", "经办人（默认为系统账户名）")
    static let issuing = [
        Option("--register", "DIR", "number the documents and record them in this register", "由此登记簿编号并登记文书"),
        person,
    ]
}

extension Session {
    /// Who acts: `--person`, or the account that the system knows.
    func person() throws(Failure) -> String {
        guard let name = Self.name(arguments.value("--person") ?? Self.account) else {
            throw .input(Diagnostics([Diagnostic(.error, RegisterFact.noPerson, at: .none)]))
        }
        return name
    }

    /// A name with single spaces; nil for one that is nobody's.
    static func name(_ given: String) -> String? {
        let name = given.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isNobody = name.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
                || $0.properties.generalCategory == .control
        }
        return isNobody ? nil : name
    }

    private static var account: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
        return String(cString: name)
    }

    func writeRegister(_ folder: String) throws(Failure) -> Register {
        try unwrap { () throws(FileFailure) in try Register.writing(folder) }
    }

    func readRegister() throws(Failure) -> Register {
        guard let folder = arguments.value("--register") else { throw .usage(.missingOperand("--register DIR")) }
        return try unwrap { () throws(FileFailure) in try Register.reading(folder) }
    }

    /// A turn at the register of `--register`; nothing without it.
    func registrar() throws(Failure) -> Registrar? {
        let number = arguments.value("--replace")
        let reason = arguments.value("--reason")?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        guard let folder = arguments.value("--register") else {
            if number != nil { throw .usage(.missingOperand("--register DIR")) }
            return nil
        }
        if number != nil, reason.isEmpty {
            throw .input(Diagnostics([Diagnostic(.error, RegisterFact.needsReason, at: .none)]))
        }
        let person = try person()
        let register = try writeRegister(folder)
        return try unwrap { () throws(FileFailure) in
            try Registrar(register, person: person, replacing: number.map { (number: $0, reason: reason) })
        }
    }
}
