import Writ
import WritLanguage

/// Reads another version of the rulebook, to compare it with this one.
enum VersionLoading {
    /// `forms` is where the forms of that version stand.
    static func load(_ rules: String, forms: String?, _ session: Session) throws(Failure) -> CompiledRulebook {
        let sources: RulebookSources
        do throws(FileFailure) {
            sources = try RulebookSources.read(
                rules: rules, forms: forms, formsAreRequired: session.formsAreRequired)
        } catch {
            throw .input(Diagnostics([error.diagnostic]))
        }
        return try session.usable(CompiledRulebook.compile(sources, profiles: try session.readProfiles()))
    }
}
