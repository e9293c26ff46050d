package import Manuscript

/// Topic → outline: the model supplies titles, briefs and points; code supplies numbers, levels, order and budgets.
package struct OutlineChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling
    /// The number of top-level sections; nil leaves it to the model, within bounds.
    let sectionCount: Int?

    /// The length of a post in words if the style card does not set one.
    package static let defaultWords = 1500

    /// Creates the chain for a session.
    package init(
        model: any LanguageModel, session: Session, sampling: ModelRequest.Sampling = .init(), sectionCount: Int? = nil
    ) {
        self.model = model
        self.session = session
        self.sampling = sampling
        self.sectionCount = sectionCount
    }

    /// The result and its usage.
    package struct Result: Sendable, Equatable {
        package var draft: OutlineDraft
        package var usage: Usage
        /// True if the model's answers were unusable and the outline is a template.
        package var isTemplate = false
        /// The reason missing briefs could not be obtained; empty if none are missing.
        package var briefless = ""
    }

    /// Creates a new outline.
    ///
    /// Throws `ChainError.noTopic`, `ChainError.unreadableOutline` if a capable model's replies contain no outline,
    /// `ModelError`, or `CancellationError`.
    package func outline() async throws -> Result {
        guard !session.topic.isEmpty else { throw ChainError.noTopic }
        if model.profile.tier == .small {
            return try await small.outline()
        }
        return try await ask(OutlinePrompt.new(session, sections: bounds), withIDs: false)
    }

    /// Revises the outline by an instruction; sections that stay keep their ids.
    ///
    /// Throws the same errors as `outline()`.
    package func revision(_ instruction: String) async throws -> Result {
        guard !session.topic.isEmpty else { throw ChainError.noTopic }
        if model.profile.tier == .small {
            return try await small.revision(instruction)
        }
        return try await ask(OutlinePrompt.revision(session, instruction: instruction), withIDs: true)
    }

    private var small: SmallOutline {
        SmallOutline(model: model, session: session, sampling: sampling, sectionCount: sectionCount)
    }

    private var bounds: ClosedRange<Int> { sectionCount.map { $0...$0 } ?? 4...9 }

    /// Makes one call for the outline and one for missing briefs; each point ends up in only one section.
    private func ask(_ messages: [ModelRequest.Message], withIDs: Bool) async throws -> Result {
        let range = withIDs ? 1...OutlineReading.Bounds.siblings : bounds
        let schema = OutlineSchema.outline(sections: range, withIDs: withIDs)
        let call = JSONCall(model: model, sampling: sampling, maxTokens: 8192)
        let (read, usage) = try await call.answer(to: messages, name: "outline", schema: schema) {
            OutlineReading.draft(from: $0, isCut: $1)
        }
        guard let read else { throw ChainError.unreadableOutline(model: model.profile.model) }
        guard !withIDs else { return Result(draft: read.owningPointsOnce(), usage: usage) }
        do {
            let filled = try await MissingBriefs(session: session, call: call).filled(read)
            return Result(draft: filled.draft.owningPointsOnce(), usage: usage + filled.usage)
        } catch let error as ModelError {
            // The outline is usable without the briefs, and already paid for.
            return Result(draft: read.owningPointsOnce(), usage: usage, briefless: error.sentence)
        }
    }
}
