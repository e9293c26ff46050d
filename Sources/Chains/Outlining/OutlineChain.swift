package import Manuscript

/// Topic → outline: the model supplies titles, briefs and points; code supplies numbers, levels, order and budgets.
package struct OutlineChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling
    /// The number of top-level sections; nil leaves it to the model, within bounds.
    let sectionCount: Int?
    /// The maximum number of calls at once.
    let parallel: Int
    /// The writer's wish for a new outline.
    let wish: OutlineWish
    /// The passages of the writer's sources that the post is to draw on; a small model does not see them.
    let passages: [Passage]

    /// The length of a post in words if the style card does not set one.
    package static let defaultWords = 1500

    /// Creates the chain for a session; without `parallel`, as many calls run at once as the server handles.
    package init(
        model: any LanguageModel, session: Session, sampling: ModelRequest.Sampling = .init(), sectionCount: Int? = nil,
        parallel: Int? = nil, wish: OutlineWish = OutlineWish(), passages: [Passage] = []
    ) {
        self.model = model
        self.session = session
        self.sampling = sampling
        self.sectionCount = wish.sections ?? sectionCount
        self.wish = wish
        self.parallel = parallel ?? model.profile.parallel
        self.passages = passages
    }

    /// The result and its usage.
    package struct Result: Sendable, Equatable {
        package var draft: OutlineDraft
        package var usage: Usage
        /// True if the model gave too few usable titles, so that some or all are a template's.
        package var isTemplate = false
        /// True if most titles are near copies, or say only what the topic says: the model was asked for too much.
        package var isPoor = false
        /// True if the answer broke off and the outline is what was complete by then.
        package var isCut = false
        /// The reason missing briefs could not be obtained; empty if none are missing.
        package var briefless = ""
    }

    /// An outline while it arrives.
    package struct Growth: Sendable, Equatable {
        package var draft: OutlineDraft
        /// True once all titles are there.
        package var hasAllTitles: Bool

        /// Creates a state of an outline; without arguments, its beginning.
        package init(_ draft: OutlineDraft = OutlineDraft(), hasAllTitles: Bool = false) {
            self.draft = draft
            self.hasAllTitles = hasAllTitles
        }
    }

    /// Creates a new outline.
    ///
    /// With a capable model, `show` is called with the outline so far, from any thread: for each title as soon as it is
    /// there, and whenever briefs arrive. Throws `ChainError.noTopic`, `ChainError.unreadableOutline` if a capable
    /// model's replies contain no outline, `ModelError`, or `CancellationError`.
    package func outline(show: @Sendable (Growth) -> Void = { _ in }) async throws -> Result {
        guard !session.topic.isEmpty else { throw ChainError.noTopic }
        if model.profile.tier != .large {
            return try await drafted.outline()
        }
        return try await LargeOutline(
            model: model, session: session, sampling: sampling, bounds: bounds, parallel: parallel,
            wish: wish, material: SourcePrompt.material(passages)
        ).outline(show)
    }

    /// Revises the outline by an instruction; sections that stay keep their ids.
    ///
    /// `show` gets the sections of the new outline so far, as in `outline(show:)`. Throws the same errors as `outline()`.
    package func revision(
        _ instruction: String, show: @Sendable (Growth) -> Void = { _ in }
    ) async throws -> Result {
        guard !session.topic.isEmpty else { throw ChainError.noTopic }
        if model.profile.tier != .large {
            return try await drafted.revision(instruction)
        }
        let material = SourcePrompt.material(passages)
        return try await revised(
            by: OutlinePrompt.revision(session, instruction: instruction, material: material), show)
    }

    private var drafted: DraftedOutline {
        DraftedOutline(
            model: model, session: session, sampling: sampling, sectionCount: sectionCount, wish: wish,
            subjects: model.profile.tier == .medium ? SourcePrompt.subjects(passages) : "")
    }

    private var bounds: ClosedRange<Int> { sectionCount.map { $0...$0 } ?? 4...9 }

    /// Makes one call for the whole new outline; each point ends up in only one section.
    private func revised(
        by messages: [ModelRequest.Message], _ show: @Sendable (Growth) -> Void
    ) async throws -> Result {
        var stream = OutlineStream()
        let schema = OutlineSchema.revision(sections: 1...OutlineReading.Bounds.siblings)
        let (read, usage) = try await JSONCall(model: model, sampling: sampling, maxTokens: 8192).answer(
            to: messages, name: "outline", schema: schema,
            onText: { if stream.push($0) { show(Growth(OutlineDraft(stream.nodes))) } },
            onRestart: {
                if !stream.nodes.isEmpty { show(Growth()) }
                stream = OutlineStream()
            }, { OutlineReading.draft(from: $0, isCut: $1) })
        guard let read else { throw ChainError.unreadableOutline(model: model.profile.model) }
        return Result(draft: read.owningPointsOnce(), usage: usage)
    }
}
