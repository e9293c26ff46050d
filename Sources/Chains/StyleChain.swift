package import Manuscript

/// A text → tone and audience in a few words: what cannot be measured of how it is written.
package struct StyleChain: Sendable {
    let model: any LanguageModel
    let sampling: ModelRequest.Sampling

    /// Characters of a text that are shown; a voice is heard in less.
    private static let shown = 6000

    /// Makes the chain.
    package init(model: any LanguageModel, sampling: ModelRequest.Sampling = .init()) {
        self.model = model
        self.sampling = sampling
    }

    /// Tone and audience, each empty where the model says nothing of use; models of the small tier are not asked.
    ///
    /// Throws `ModelError` or `CancellationError`.
    package func words(of text: String) async throws -> (tone: String, audience: String, usage: Usage) {
        guard model.profile.tier == .large else { return ("", "", Usage()) }
        let task = """
            How is this text written? Answer with JSON only: an object with "tone" (two to five words, such as "plain, dry, \
            concrete") and "audience" (for whom it is written, in at most ten words). Do not say what it is about.
            \"\"\"
            \(text.prefix(Self.shown))
            \"\"\"
            """
        let (value, usage) = try await JSONCall(model: model, sampling: sampling, maxTokens: 1024)
            .value(for: [.init(.user, task)], name: "style", schema: Self.schema)
        func words(_ name: String) -> String {
            let line = Prose.title(value?[name]?.string ?? "")
            return line.count <= 120 ? line : ""
        }
        return (words("tone"), words("audience"), usage)
    }

    private static var schema: JSONValue {
        OutlineSchema.object([
            "tone": ["type": "string", "maxLength": 60], "audience": ["type": "string", "maxLength": 100],
        ])
    }
}
