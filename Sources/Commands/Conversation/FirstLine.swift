import Manuscript
import Platform

/// What a line is that is typed where no post is open: mostly a topic.
enum FirstLine: Equatable {
    case topic
    /// Something that needs a post: "make the outline", "write it".
    case needsPost
    /// Something that people say to a program rather than a topic: a greeting, a question about it, a mistyped command.
    case doubtful

    /// Reads a line in English and the language of the writer's locale.
    init(_ text: String, environment: [String: String]) {
        let session = Session(name: "", at: Date(timeIntervalSince1970: 0))
        let lexicon = Lexicon.of(session, environment: environment)
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }.map(String.init)
        let request = PlainRequest(text, in: session, environment: environment)
        switch request.reading {
        case .line, .steps: self = .needsPost
        case .unclear: self = .doubtful
        case .open where lexicon.has(.greeting, words.joined(separator: " ")): self = .doubtful
        case .open where words.first.map { lexicon.has(.help, $0) } == true || request.isPolite: self = .doubtful
        case .open where request.isQuestion: self = Self.isAboutProgram(words, lexicon) ? .doubtful : .topic
        case .open: self = words.count == 1 && Self.isNearlyCommand(words[0]) ? .doubtful : .topic
        }
    }

    /// "What is data engineering?" is a topic; "What can I do here?" is not.
    private static func isAboutProgram(_ words: [String], _ lexicon: Lexicon) -> Bool {
        words.count < 3 || words.contains { lexicon.has(.aboutProgram, $0) }
    }

    private static func isNearlyCommand(_ word: String) -> Bool {
        Spelling.nearest(to: word, among: Catalogue.all.map { $0.card.name }) != nil
    }
}
