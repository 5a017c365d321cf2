/// One layer of names in expressions; inner layers win over outer ones.
enum Scope {
    /// The fields and definitions of the record in a local.
    case record(local: Int, RecordID)
    case variable(name: String, local: Int, ValueType)
    /// What the rules that issue a form hand over to it.
    case arguments(FormID)
}
