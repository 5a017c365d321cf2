/// One question that is asked of a whole rulebook. Each has one file, one id, one folder of the corpus and one page.
protocol Check: SendableMetatype {
    /// The stable id, such as `definition.overlap`.
    static var id: String { get }
    static func run(_ analysis: Analysis)
}
