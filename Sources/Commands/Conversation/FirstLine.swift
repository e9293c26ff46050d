import Manuscript
import Platform

/// The kind of a line typed without an open post; usually it is a topic.
enum FirstLine: Equatable {
    case topic
    /// A request that needs a post: "make the outline", "write it".
    case needsPost
    /// Probably not a topic: a greeting, a question about the program, a mistyped command.
    case doubtful

    /// Classifies a line in English or the language of the writer's locale.
    init(_ text: String, environment: [String: String]) {
        let session = Session(name: "", at: Date(timeIntervalSince1970: 0))
        let lexicon = Lexicon.of(session, environment: environment)
        let words = text.lowercased().split { !$0.isWordPart && $0 != "'" && $0 != "-" }.map(String.init)
        let request = PlainRequest(text, in: session, environment: environment)
        switch request.reading {
        case .line, .steps: self = .needsPost
        case .unclear, .missing: self = .doubtful
        case .open where lexicon.has(.greeting, words.joined(separator: " ")): self = .doubtful
        case .open where words.first.map { lexicon.has(.help, $0) } == true || request.isPolite: self = .doubtful
        case .open where request.isQuestion: self = Self.isAboutProgram(words, lexicon) ? .doubtful : .topic
        case .open: self = words.count == 1 && Self.isNearlyCommand(words[0]) ? .doubtful : .topic
        }
    }

    /// Returns false for "What is data engineering?", a topic, and true for "What can I do here?".
    private static func isAboutProgram(_ words: [String], _ lexicon: Lexicon) -> Bool {
        words.count < 3 || words.contains { lexicon.has(.aboutProgram, $0) }
    }

    private static func isNearlyCommand(_ word: String) -> Bool {
        Spelling.nearest(to: word, among: Catalogue.all.map { $0.card.name }) != nil
    }
}
