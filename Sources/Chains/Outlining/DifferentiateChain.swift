package import Manuscript

/// Two overlapping sections → a distinct brief and points for each, from one call whose answer is checked.
package struct DifferentiateChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling

    /// Creates the chain for a session.
    package init(model: any LanguageModel, session: Session, sampling: ModelRequest.Sampling = .init()) {
        self.model = model
        self.session = session
        self.sampling = sampling
    }

    /// The content that one of the two sections should cover.
    package struct Matter: Sendable, Equatable {
        package var brief: String
        package var points: [String]
    }

    /// The result and its usage.
    package struct Result: Sendable, Equatable {
        package var first: Matter
        package var later: Matter
        package var usage: Usage
    }

    /// Asks for the two briefs; a point never ends up in both, even if the model repeats it.
    ///
    /// Throws `ChainError.tooSmall` for small models, `ChainError.unreadable`, `ModelError`, or `CancellationError`.
    package func matter(of first: Outline.Entry, _ later: Outline.Entry, shared: String) async throws -> Result {
        guard model.profile.tier != .small else {
            throw ChainError.tooSmall(model: model.profile.model, what: "tell sections apart")
        }
        let messages = prompt(first, later, shared)
        let (value, usage) = try await JSONCall(model: model, sampling: sampling, maxTokens: 2048)
            .value(for: messages, name: "sections", schema: Self.schema)
        guard let value, let one = Self.matter(in: value["first"]), let two = Self.matter(in: value["second"]) else {
            throw ChainError.unreadable(what: "\(first.number) and \(later.number)", model: model.profile.model)
        }
        let draft = OutlineDraft([
            .init(title: first.section.title, brief: one.brief, points: one.points),
            .init(title: later.section.title, brief: two.brief, points: two.points),
        ]).owningPointsOnce()
        return Result(
            first: .init(brief: one.brief, points: draft.nodes[0].points),
            later: .init(brief: two.brief, points: draft.nodes[1].points), usage: usage)
    }

    private func prompt(_ first: Outline.Entry, _ later: Outline.Entry, _ shared: String) -> [ModelRequest.Message] {
        let task = """
            Sections \(first.number) "\(first.section.title)" and \(later.number) "\(later.section.title)" overlap: \(shared).
            Divide the matter between them, so that each says what the other does not. Answer with JSON only: an object with \
            "first" and "second", each with "brief" (one or two sentences) and "points" (two to five, each one thing that is said \
            there and nowhere else in the post).
            """
        return [
            PromptPart(.system, "voice", Voice.system(for: session)),
            PromptPart(.system, "contract", Contract.text(of: session)), PromptPart(.user, "task", task),
        ].messages
    }

    private static func matter(in value: JSONValue?) -> Matter? {
        guard let brief = value?["brief"]?.string.map({ Prose.title(String($0.prefix(600))) }), !brief.isEmpty else {
            return nil
        }
        let points = (value?["points"]?.array ?? []).compactMap(\.string).map { Prose.title(String($0.prefix(300))) }
        return Matter(brief: brief, points: points.filter { !$0.isEmpty })
    }

    private static var schema: JSONValue {
        OutlineSchema.object(["first": OutlineSchema.matter, "second": OutlineSchema.matter])
    }
}
