package import Manuscript

/// One section → several alternative titles.
package struct TitlesChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let entry: Outline.Entry
    let sampling: ModelRequest.Sampling

    /// The number of titles requested.
    package static let count = 3

    /// Creates the chain.
    package init(
        model: any LanguageModel, session: Session, entry: Outline.Entry, sampling: ModelRequest.Sampling = .init()
    ) {
        self.model = model
        self.session = session
        self.entry = entry
        self.sampling = sampling
    }

    /// Returns one to three titles, different from those of all sections.
    ///
    /// Throws `ChainError.unreadable` if the answer contains none, `ModelError`, or `CancellationError`.
    package func titles() async throws -> (titles: [String], usage: Usage) {
        let taken = session.outline.entries.map(\.section.title)
        var usage = Usage()
        var found: [String] = []
        if model.profile.tier != .large {
            let drafted = DraftedOutline(model: model, session: session, sampling: sampling, sectionCount: nil)
            found = try await drafted.titles(Self.count, taken: taken, usage: &usage) {
                drafted.ask(for: "\(entry.section.title) (\(session.topic))", $0)
            }
        } else {
            let call = JSONCall(model: model, sampling: sampling, maxTokens: 2048)
            let schema = OutlineSchema.titles(Self.count...Self.count + 2)
            let answer = try await call.value(for: prompt, name: "titles", schema: schema)
            usage = answer.usage
            found = (answer.value?["titles"]?.array ?? []).compactMap(\.string)
        }
        var keys = Set(taken.map { TitleMatch.key($0) })
        let titles = found.map(OutlineReading.title)
            .filter { !$0.isEmpty && keys.insert(TitleMatch.key($0)).inserted }
        guard !titles.isEmpty else {
            throw ChainError.unreadable(what: "the titles of section \(entry.number)", model: model.profile.model)
        }
        return (Array(titles.prefix(Self.count)), usage)
    }

    private var prompt: [ModelRequest.Message] {
        let task = """
            Give \(Self.count) other titles for section \(entry.number), "\(entry.section.title)", which differ from each other in \
            angle: one that names the matter plainly, one that makes a claim, one that asks or promises something. Each is \
            specific, of at most eight words, in the language of the post, without number or markup. Answer with JSON only: an \
            object with "titles".
            """
        let text = entry.section.text.map { [PromptPart(.user, "text", "Its text:\n\"\"\"\n\($0.text)\n\"\"\"")] } ?? []
        return
            ([
                PromptPart(.system, "voice", Voice.system(for: session)),
                PromptPart(.system, "contract", Contract.text(of: session)),
            ] + text + [PromptPart(.user, "task", task)]).messages
    }
}
