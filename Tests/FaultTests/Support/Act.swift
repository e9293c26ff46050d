import Manuscript
import Platform
import Testing

/// The request during the model's failure.
enum Act: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case outline, write, rewrite, edit, talk

    var testDescription: String { rawValue }

    /// The line as it is typed.
    var line: String {
        switch self {
        case .outline: ":outline"
        case .write: ":write"
        case .rewrite: ":rewrite 3 shorter"
        case .edit: ":edit 3 name the tools"
        case .talk: "what do the keepers do all night?"
        }
    }

    /// True if it is one request for the whole post, not for a section.
    var isOfPost: Bool { self == .outline || self == .talk }

    /// The post that it begins with: 1, 2 with 2.1 and 2.2, 3, 4.
    var post: Session {
        var session = Session(name: "post", topic: "What is a lighthouse?", at: Self.noon, id: "faults")
        session.settings["sections"] = 1
        guard self != .outline else { return session }
        let texts = self == .write ? nil : "Old words about it stand here."
        func section(_ id: String, _ title: String) -> Section {
            var section = Section(id: id, title: title, words: 60)
            guard let texts else { return section }
            section.versions = [
                Version(number: 1, text: "\(title). \(texts)", origin: .written, model: "before", at: Self.noon)
            ]
            section.current = 1
            return section
        }
        let below = [section("towers", "Stone towers"), section("lamps", "Lamps")]
        session.outline = Outline([
            section("fires", "Fires on hills"), Section(id: "how", title: "How it works", children: below),
            section("keepers", "Keepers"), section("ships", "Ships"),
        ])
        return session
    }

    private static var noon: Date { Date(timeIntervalSince1970: 1_750_000_000) }
}

extension Session {
    /// A section by number.
    func section(_ number: String) -> Section? { outline.entries.first { $0.number == number }?.section }

    /// Every section but some by number, without its children.
    func others(than numbers: Set<String>) -> [Section] {
        outline.entries.filter { !numbers.contains($0.number) }.map { entry in
            var bare = entry.section
            bare.children = []
            return bare
        }
    }
}
