package import Manuscript

/// Topic → outline: the model gives titles, briefs and points; code makes numbers, levels, order and budgets.
package struct OutlineChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling
    /// Sections of the first level; nil leaves it to the model, within bounds.
    let sectionCount: Int?

    /// Words of a post where the style card names none.
    package static let defaultWords = 1500

    /// Makes the chain for a session.
    package init(
        model: any LanguageModel, session: Session, sampling: ModelRequest.Sampling = .init(), sectionCount: Int? = nil
    ) {
        self.model = model
        self.session = session
        self.sampling = sampling
        self.sectionCount = sectionCount
    }

    /// What the chain made, and what it took.
    package struct Result: Sendable, Equatable {
        package var draft: OutlineDraft
        package var usage: Usage
        /// Whether the model's answers were unusable and the outline is a template.
        package var isTemplate = false
    }

    /// Makes a new outline.
    ///
    /// Throws `ChainError.noTopic`, `ChainError.unreadableOutline` where two replies hold no outline (capable models
    /// only), `ModelError`, or `CancellationError`.
    package func outline() async throws -> Result {
        guard !session.topic.isEmpty else { throw ChainError.noTopic }
        if model.profile.tier == .small {
            return try await small.outline()
        }
        return try await ask(OutlinePrompt.new(session, sections: bounds), withIDs: false)
    }

    /// Makes the outline anew after an instruction; sections that stay carry their id.
    ///
    /// Throws as `outline()` does.
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

    /// A schema first; a server that refuses it gets a plain JSON request, and a model that ignores that is read as it is.
    private func ask(_ messages: [ModelRequest.Message], withIDs: Bool) async throws -> Result {
        let range = withIDs ? 1...OutlineReading.Bounds.siblings : bounds
        let schema = OutlineSchema.outline(sections: range, withIDs: withIDs)
        let formats: [ModelRequest.Format] = [.jsonSchema(name: "outline", schema: schema), .jsonObject, .text]
        var usage = Usage()
        var unreadable = 0
        for format in formats {
            do {
                let request = ModelRequest(messages: messages, format: format, sampling: sampling, maxTokens: 8192)
                let reply = try await model.reply(to: request)
                usage += reply.usage
                if let draft = OutlineReading.draft(from: reply.text) { return Result(draft: draft, usage: usage) }
                unreadable += 1
                if unreadable == 2 { break }
            } catch let error as ModelError where error.isAboutFormat && format != .text {
                continue
            } catch ModelError.emptyReply {
                unreadable += 1
                if unreadable == 2 { break }
            }
        }
        throw ChainError.unreadableOutline(model: model.profile.model)
    }
}

extension ModelError {
    /// Whether the server may have refused the call because it does not take the `response_format`.
    var isAboutFormat: Bool {
        guard case .rejected(_, let status, let code, let message, _) = self, [400, 422, 500, 501].contains(status)
        else {
            return false
        }
        guard code != "context_length_exceeded", code != "exceed_context_size_error" else { return false }
        return !message.lowercased().contains("context")
    }
}
