// Foundation's readers of JSON over the notices, beside which the reader of cases is measured:
//
//   swiftc -O foundation.swift -o foundation && ./foundation notices.jsonl ROUNDS
//
// One line a figure: name TAB unit TAB median TAB minimum TAB maximum; rates are per second of processor time. `objects` asks for
// any JSON as dictionaries and arrays, `typed` for the notice's own fields. Both read only: no value is checked against rules.

import Foundation

struct Party: Decodable { let name, credit_code, legal_rep, address, phone, industry: String }
struct Inspector: Decodable { let name, cert: String }
struct Inspection: Decodable {
    let date: String
    let inspectors: [Inspector]
}
struct Finding: Decodable {
    let seq: Int
    let place, item, desc, basis, measure, deadline: String
    let penalty: Decimal
}
struct Opinion: Decodable { let role, name, opinion, date: String }
struct Notice: Decodable {
    let doc_no, issued_on, agency, agency_phone: String
    let party: Party
    let inspection: Inspection
    let severity: String
    let `repeat`, stop_work: Bool
    let findings: [Finding]
    let total_penalty: Decimal
    let total_cn: String
    let appeal_days: Int
    let attachments: [String]
    let approvals: [Opinion]
}

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func rate(_ name: String, _ count: Int, rounds: Int, _ work: () throws -> Void) rethrows {
    try work()
    var rates: [Double] = []
    for _ in 0..<rounds {
        let start = processorSeconds()
        try work()
        rates.append(Double(count) / (processorSeconds() - start))
    }
    rates.sort()
    print("\(name)\tcases/s\t\(rates[rates.count / 2])\t\(rates[0])\t\(rates[rates.count - 1])")
}

let arguments = CommandLine.arguments
guard arguments.count > 1, let file = FileManager.default.contents(atPath: arguments[1]) else {
    print("usage: foundation notices.jsonl [ROUNDS]")
    exit(2)
}
let rounds = arguments.count > 2 ? max(1, Int(arguments[2]) ?? 5) : 5
let lines = file.split(separator: 0x0A).prefix(2_000).map { Data($0) }
try rate("reading.foundation.objects", lines.count, rounds: rounds) {
    for line in lines { _ = try JSONSerialization.jsonObject(with: line) }
}
let decoder = JSONDecoder()
try rate("reading.foundation.typed", lines.count, rounds: rounds) {
    for line in lines { _ = try decoder.decode(Notice.self, from: line) }
}
