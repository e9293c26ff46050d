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

    /// Returns the questions that need no model, for a kind of post such as "tutorial", or for any.
    package static func usual(kind: String?) -> [String] {
        (byKind[kind?.lowercased() ?? ""] ?? byKind["explainer"] ?? []) + shared
    }

    private static let shared = [
        "Who reads this, and what do they know already?", "Which figures of your own can the post give?",
        "What do you think about it that others do not?",
    ]
    private static let byKind: [String: [String]] = [
        "tutorial": [
            "What did you build with it yourself, and how long did it take?",
            "Where do beginners go wrong, in your experience?",
            "Which step do you do otherwise than the usual guides?",
        ],
        "comparison": [
            "Which of them have you used, and for what?", "What made you choose one over the other?",
            "In which case would you choose the other one?",
        ],
        "case-study": [
            "What was the situation at the beginning, in figures?", "What did you try that did not work?",
            "What changed in the end, and how did you measure it?",
        ],
        "opinion": [
            "What happened that made you hold this opinion?", "What is the best argument against it?",
            "What should readers do differently after reading?",
        ],
        "announcement": [
            "What is new, in one sentence?", "What could users not do before?",
            "What is still missing, and when does it come?",
        ],
        "explainer": [
            "What did you see or do yourself that the post can tell?", "What do people usually get wrong about it?",
            "Which example explains it best?",
        ],
    ]
}
