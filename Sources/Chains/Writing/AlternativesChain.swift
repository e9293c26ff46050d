package import Manuscript

/// One section → several texts to choose from, drawn in parallel with different seeds, temperatures and emphases.
package struct AlternativesChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let entry: Outline.Entry
    let count: Int
    let sampling: ModelRequest.Sampling
    let parallel: Int
    let holdsLength: Bool
    let passages: [Passage]

    /// The permitted values of `count`.
    package static let counts = 2...5
    /// The cosine from which two texts count as nearly identical; those of one section rightly share most words.
    static let likeness = 0.85
    /// The number of texts assumed for weighing words; with the few compared here, all would seem to share nothing.
    private static let texts = 24

    /// Creates the chain; at most `parallel` texts are drawn at the same time.
    package init(
        model: any LanguageModel, session: Session, entry: Outline.Entry, count: Int,
        sampling: ModelRequest.Sampling = .init(), parallel: Int, holdsLength: Bool = true, passages: [Passage] = []
    ) {
        self.passages = passages
        self.model = model
        self.session = session
        self.entry = entry
        self.count = count
        self.sampling = sampling
        self.parallel = max(1, parallel)
        self.holdsLength = holdsLength
    }

    /// A text and the emphasis it was drawn with.
    package struct Alternative: Sendable, Equatable {
        package var emphasis: String
        package var draft: SectionChain.Draft
    }

    /// The result of a run.
    package struct Result: Sendable {
        /// The texts in display order; never empty.
        package var alternatives: [Alternative]
        /// The indices of texts still nearly identical to an earlier or the current one after a second draw.
        package var alike: [Int]
        /// The reason there are fewer texts than requested; nil if there are not.
        package var failure: (any Error)?
    }

    /// Draws the texts; any that is nearly identical to another is drawn once more.
    ///
    /// Throws the reason of the first failure if no text was completed, or `CancellationError`.
    package func draw() async throws -> Result {
        var drawn = try await drawn(Array(0..<count))
        var alike = alike(among: drawn.texts)
        if !alike.isEmpty {
            let again = try await self.drawn(alike.map { drawn.places[$0] + count })
            for (place, alternative) in zip(again.places, again.texts) {
                guard let index = drawn.places.firstIndex(of: place - count) else { continue }
                let usage = drawn.texts[index].draft.usage
                drawn.texts[index] = alternative
                drawn.texts[index].draft.usage += usage
            }
            alike = self.alike(among: drawn.texts)
        }
        return Result(alternatives: drawn.texts, alike: alike, failure: drawn.failure)
    }

    /// The jobs as a run would see them.
    package var jobs: [WritingPlan.Job] {
        (0..<count).map {
            .init(entry: entry, task: .alternative(emphasis: Self.emphasis($0)), passages: passages)
        }
    }

    // MARK: - Drawing

    /// The result of one draw.
    ///
    /// This is a type instead of a tuple because the optimiser of Swift 6.3 loses the first value of a tuple that a
    /// task returns on several paths (`Tests/PlatformTests/OptimiserTests.swift` has a small example).
    private struct Draw: Sendable {
        let number: Int
        let result: Swift.Result<SectionChain.Draft, any Error>
    }

    private typealias Drawn = (places: [Int], texts: [Alternative], failure: (any Error)?)

    private func drawn(_ draws: [Int]) async throws -> Drawn {
        let known = SectionScheduler(
            model: model, session: session, plan: WritingPlan(jobs: Array(jobs.prefix(1)), parallel: 1))
        let (digests, told) = (known.existingDigests(), known.existingTexts())
        var found: [Int: Swift.Result<SectionChain.Draft, any Error>] = [:]
        await withTaskGroup(of: Draw.self) { group in
            var rest = draws[...]
            func begin() {
                guard let draw = rest.popFirst() else { return }
                let chain = SectionChain(
                    model: model, session: session, entry: entry, task: .alternative(emphasis: Self.emphasis(draw)),
                    digests: digests, told: WrittenParagraphs(told), written: WrittenSections(of: session),
                    sampling: sampling(draw), holdsLength: holdsLength, passages: passages)
                group.addTask { Draw(number: draw, result: await chain.outcome()) }
            }
            for _ in 0..<parallel { begin() }
            for await draw in group {
                found[draw.number] = draw.result
                if !Task.isCancelled { begin() }
            }
        }
        try Task.checkCancellation()
        var drawn: Drawn = ([], [], nil)
        for draw in draws {
            switch found[draw] {
            case .success(let draft)?:
                drawn.places.append(draw)
                drawn.texts.append(Alternative(emphasis: Self.emphasis(draw), draft: draft))
            case .failure(let error)?: drawn.failure = drawn.failure ?? (error as? SectionChain.Broken)?.reason ?? error
            case nil: break
            }
        }
        // If a second draw fails, the first one remains.
        if drawn.texts.isEmpty, draws.first ?? 0 < count, let failure = drawn.failure { throw failure }
        return drawn
    }

    /// Returns the emphasis of a draw: the first `count` draws are for the texts, the others for second draws.
    static func emphasis(_ draw: Int) -> String { emphases[draw % emphases.count] }

    private static let emphases = [
        "Lead with a concrete case and draw the rest from it.",
        "Lead with the main claim, then give the reasons and their limits.",
        "Explain it step by step, as to a colleague at the same desk.",
        "Begin with what people usually believe of it, and put it right.",
        "Keep to short sentences and everyday words, and give a figure where there is one.",
        "Begin with a question that a reader would ask, and answer it.",
        "Compare it with something well known.",
        "Tell what goes wrong without it.",
        "Go from the whole to its parts.",
        "Let one example carry the whole section.",
    ]

    private static let shifts = [0, 0.2, -0.2, 0.35, 0.1]

    private func sampling(_ draw: Int) -> ModelRequest.Sampling {
        var sampling = sampling
        sampling.seed = SmallSeed.of(sampling.seed ?? 0, draw: (entry.section.versions.count + 1) * 100 + draw)
        sampling.temperature = sampling.temperature.map { warmth in
            min(max(warmth, 1.2), max(min(warmth, 0.2), warmth + Self.shifts[draw % Self.shifts.count]))
        }
        return sampling
    }

    // MARK: - Likeness

    /// Returns the indices of the texts that are nearly identical to an earlier or the current text.
    private func alike(among texts: [Alternative]) -> [Int] {
        let current = [entry.section.text?.text].compactMap { $0 }
        let all = current + texts.map(\.draft.text)
        let pairs = TermVectors(all, least: Self.texts).likeness(above: Self.likeness).pairs
        return Set(pairs.map { $0.second - current.count }).filter { $0 >= 0 }.sorted()
    }
}

extension SectionChain {
    /// Returns the draft, or the error that ended it.
    fileprivate func outcome() async -> Result<Draft, any Error> {
        do { return .success(try await draft()) } catch { return .failure(error) }
    }
}
