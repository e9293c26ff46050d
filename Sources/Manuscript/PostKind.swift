import Platform

/// A kind of post, such as a tutorial: the shape of its outline, its tone, and questions for the writer.
package struct PostKind: Sendable, Equatable {
    /// A section of the shape.
    package struct Part: Sendable, Equatable {
        /// The title; `{topic}` stands for the topic.
        package var title: String
        package var brief: String
        package var points: [String] = []
    }

    /// The name as it is typed: "case-study".
    package var name: String
    /// A description for lists.
    package var about: String
    /// The tone; empty if there is none.
    package var tone: String
    /// The sections in order.
    package var parts: [Part]
    /// Questions about facts that only the writer knows.
    package var questions: [String]

    /// Returns the kind with a name; nil if there is none.
    package static func named(_ name: String, among kinds: [PostKind]) -> PostKind? {
        let wanted = name.lowercased()
        return kinds.first { $0.name == wanted }
    }

    /// The outline for a topic.
    package func draft(for topic: String) -> OutlineDraft {
        OutlineDraft(
            parts.map { part in
                OutlineDraft.Node(
                    title: part.title.replacing("{topic}", with: topic),
                    brief: part.brief.replacing("{topic}", with: topic), points: part.points)
            })
    }
}

extension PostKind {
    /// Reads a kind from YAML; the file's name is the kind's name.
    ///
    /// Throws `PostKindError` and `YAMLError`.
    package init(_ bytes: [UInt8], name: String, file: String) throws {
        let value = try YAMLText(bytes, file: file).value
        guard let fields = value.object else { throw PostKindError.noSections(file) }
        if let key = fields.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw PostKindError.unknownKey(key, file: file)
        }
        func list(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string).map(Prose.title) }
        let parts = (value["sections"]?.array ?? []).compactMap { item -> Part? in
            let title = Prose.title(item.string ?? item["title"]?.string ?? "")
            let brief = Prose.title(item["brief"]?.string ?? "")
            return title.isEmpty ? nil : Part(title: title, brief: brief, points: list(item["points"]))
        }
        guard !parts.isEmpty else { throw PostKindError.noSections(file) }
        self.init(
            name: name.lowercased(), about: Prose.title(value["about"]?.string ?? ""),
            tone: Prose.title(value["tone"]?.string ?? ""), parts: parts, questions: list(value["questions"]))
    }

    private static let keys: Set<String> = ["about", "tone", "sections", "questions"]
}

/// The reasons why a file describes no kind of post.
package enum PostKindError: PlainError, Equatable {
    case noSections(String)
    case unknownKey(String, file: String)
    /// The name of a kind, and the known ones.
    case unknown(String, known: [String])

    package var sentence: String {
        switch self {
        case .noSections(let file):
            "\(file) has no sections with titles, so it describes no kind of post. Add a list `sections`."
        case .unknownKey(let key, let file):
            "\(file) has the unknown key \"\(key.prefix(40))\". The keys are about, tone, sections and questions."
        case .unknown(let name, let known):
            "There is no kind of post \"\(name.prefix(40))\". Use one of \(known.joined(separator: ", "))."
        }
    }
}
