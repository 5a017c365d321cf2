internal import Glibc
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics

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
        guard let name = try Self.name(arguments.value("--person") ?? Self.account) else {
            throw .input(Diagnostics([Diagnostic(.error, RegisterFact.noPerson, at: .none)]))
        }
        return name
    }

    /// A name as it counts everywhere; nil for one that is nobody's. One with characters that cannot be seen is refused.
    static func name(_ given: String) throws(Failure) -> String? {
        switch PersonName.read(given) {
        case .name(let name): return name.text
        case .nobody: return nil
        case .hidden(let scalar, let place):
            let fact = CaseFact.hiddenCharacter(scalar, at: place)
            throw .input(Diagnostics([Diagnostic(.error, fact, at: .none)]))
        }
    }

    static var account: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
        return String(cString: name)
    }

    /// Adds to cases what a register knows of their documents.
    func complete(_ cases: [CaseData], _ body: (inout CaseData) -> [Diagnostic]) -> [CaseData] {
        var notes: [Diagnostic] = []
        let completed = cases.map { data in
            var data = data
            notes += body(&data)
            return data
        }
        report(Diagnostics(notes))
        return completed
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
        let numbers = Set(arguments.all("--replace"))
        let reason = arguments.value("--reason")?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        guard let folder = arguments.value("--register") else {
            if !numbers.isEmpty { throw .usage(.missingOperand("--register DIR")) }
            return nil
        }
        if !numbers.isEmpty, reason.isEmpty {
            throw .input(Diagnostics([Diagnostic(.error, RegisterFact.needsReason, at: .none)]))
        }
        let person = try person()
        let register = try writeRegister(folder)
        return try unwrap { () throws(FileFailure) in
            try Registrar(register, person: person, replacing: (numbers, reason))
        }
    }
}
