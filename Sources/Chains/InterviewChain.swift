package import Manuscript

/// A topic and its outline → questions about what only the writer knows.
package struct InterviewChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling

    /// The largest number of questions.
    package static let most = 6
    /// Fewer usable questions than this are not an interview.
    private static let least = 3

    /// Creates the chain.
    package init(model: any LanguageModel, session: Session, sampling: ModelRequest.Sampling = .init()) {
        self.model = model
        self.session = session
        self.sampling = sampling
    }

    /// Returns up to six questions; empty if the model has too few usable ones.
    ///
    /// Small models are not asked. Throws `ModelError` or `CancellationError`.
    package func questions() async throws -> (questions: [String], usage: Usage) {
        guard model.profile.tier != .small else { return ([], Usage()) }
        let titles = session.outline.entries.map(\.section.title).joined(separator: "; ")
        let task = """
            You interview the writer of a blog post on "\(session.topic)"\(titles.isEmpty ? "" : " with the sections: \(titles)"). Ask what only this \
            writer can know: what they saw or did themselves, their own figures and cases, who their readers are, what went \
            wrong, and what they think that others do not. Give \(Self.most) short questions, each about one thing and in the \
            language of the topic. Answer with JSON only: an object with "questions".
            """
        let (value, usage) = try await JSONCall(model: model, sampling: sampling, maxTokens: 1024)
            .value(for: [.init(.user, task)], name: "questions", schema: Self.schema)
        var seen: Set<String> = []
        let questions = (value?["questions"]?.array ?? []).compactMap(\.string).map(Prose.title)
            .filter { $0.count > 8 && $0.count < 240 && $0.contains { "?？؟".contains($0) } && seen.insert($0).inserted }
        return (questions.count < Self.least ? [] : Array(questions.prefix(Self.most)), usage)
    }

    private static var schema: JSONValue {
        OutlineSchema.object(["questions": ["type": "array", "items": ["type": "string", "maxLength": 200]]])
    }

    /// Returns the questions that need no model: those of a kind of post, then some for any.
    package static func usual(for kind: PostKind?) -> [String] {
        let kind = kind ?? PostKind.named("explainer", among: PostKind.builtIn)
        return Array(((kind?.questions ?? []) + shared).prefix(most))
    }

    private static let shared = [
        "Who reads this, and what do they know already?", "Which figures of your own can the post give?",
        "What do you think about it that others do not?",
    ]
}
