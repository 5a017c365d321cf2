import Writ
import WritApprovals
import WritDocuments
import WritLanguage

/// One start of a command on single cases or forms: the files of the rulebook, and what is remembered of them.
///
/// What is remembered counts while the files are those that it was made from: the system says so of files that nobody has touched
/// (`SourceStamps`), and where it does not, their bytes say it (`IndexKey`).
final class RulebookStart {
    /// Rulebooks with less than this in their files are read whole as fast.
    private static let smallRulebook = 32 << 10

    let profiles: PrintProfiles

    private let session: Session
    private let profileFiles: [(path: String, bytes: [UInt8])]
    /// The moment before anything was read.
    private let begun: Int64
    private let cache: (folder: IndexFolder, places: RulebookPlaces)?
    private let kept: KeptIndex?
    /// All files of the rulebook, once they have been read.
    private var whole: (files: RulebookFiles, sources: RulebookSources)?

    init(_ session: Session) throws(Failure) {
        self.session = session
        begun = Clock.nanoseconds
        profileFiles = try session.readProfileFiles()
        profiles = try session.readProfiles(profileFiles)
        if Console.environment("WRIT_CACHE") != "off", let forms = session.formsPath, let folder = IndexFolder.ofUser {
            let places = RulebookPlaces(rules: session.rulesPath, forms: forms)
            cache = (folder, places)
            kept = folder.index(at: places)
            if kept != nil { ShortLife.prepareMemory() }
        } else {
            cache = nil
            kept = nil
        }
    }

    /// The part of the rulebook that an index picks; nil where none is remembered of these files, or it picks none.
    func outline(_ pick: (RulebookIndex) -> RulebookPart?) -> RulebookOutline? {
        guard let cache, let kept, let secret = IndexKey.secret(of: kept.key), let part = pick(kept.index) else {
            return nil
        }
        if let stamps = kept.stamps {
            let files = stamps.files(at: cache.places)
            // Asked after reading, so that what was read is what the index was made from.
            if let sources = (try? files.read(only: part)) ?? nil,
                stamps.hold(files, at: cache.places, secret: secret, program: program)
            {
                return RulebookOutline(sources, part: part, index: kept.index)
            }
        }
        guard let sources = try? readWhole(), isKept(sources) else { return nil }
        // It is written again only for better stamps.
        if let stamps = stamps(secret) {
            cache.folder.keep(KeptIndex(kept.index, key: kept.key, stamps: stamps), at: cache.places)
        }
        return RulebookOutline(sources, part: part, index: kept.index)
    }

    /// Compiles the rulebook, and keeps an index where there is none.
    func compileWhole() throws(Failure) -> CompiledRulebook {
        let sources = try readWhole()
        let compilation = CompiledRulebook.compile(sources, profiles: profiles)
        if let cache, !isKept(sources), sources.files.reduce(0, { $0 + $1.bytes.count }) >= Self.smallRulebook,
            let made = compilation.rulebook?.index()
        {
            let secret = IndexKey.newSecret()
            let index = KeptIndex(made, key: key(of: sources, secret), stamps: stamps(secret))
            cache.folder.keep(index, at: cache.places)
        }
        var rulebook = try session.usable(compilation)
        rulebook.staff = try session.readStaff(rulebook).map(StaffList.init)
        return rulebook
    }

    private func readWhole() throws(Failure) -> RulebookSources {
        if let whole { return whole.sources }
        let files = try session.findSources()
        let sources = try session.unwrap { () throws(FileFailure) in try files.read() }
        whole = (files, sources)
        return sources
    }

    /// What the system says of the files that were read whole.
    private func stamps(_ secret: UInt64) -> SourceStamps? {
        guard let cache, let whole else { return nil }
        var others = profileFiles.map(\.path)
        if let folder = session.profilesPath { others.append(folder) }
        return SourceStamps(
            whole.files, others: others, places: cache.places, secret: secret, program: program, begun: begun)
    }

    /// Whether what is kept is of these files.
    private func isKept(_ sources: RulebookSources) -> Bool {
        guard let kept, let secret = IndexKey.secret(of: kept.key) else { return false }
        return key(of: sources, secret) == kept.key
    }

    private func key(of sources: RulebookSources, _ secret: UInt64) -> String {
        IndexKey.of(sources, profiles: profileFiles, program: program, secret: secret)
    }

    private var program: String { "\(WritTool.version) \(IndexKey.build)" }
}
