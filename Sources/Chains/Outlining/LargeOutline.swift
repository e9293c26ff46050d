import Manuscript
import Platform

/// A new outline from a capable model: the titles in one streamed call, then the briefs and points in a call for each
/// section of the first level, sent as soon as the titles of that section are there.
struct LargeOutline: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling
    /// The number of sections of the first level that are asked for.
    let bounds: ClosedRange<Int>
    /// The maximum number of calls at once.
    let parallel: Int
    /// The writer's wish.
    var wish = OutlineWish()
    /// The passages of sources in each call; empty without sources.
    var material = ""

    private enum Event: Sendable {
        case titles([OutlineDraft.Node], complete: Int)
        case ended(Result<Titles, any Error>)
        case briefs(SectionBriefs.Answer)
    }

    private struct Titles: Sendable {
        var nodes: [OutlineDraft.Node]
        var usage: Usage
        var isCut: Bool
    }

    /// Returns the outline; `show` is called with the outline so far for each new title and each answer with briefs.
    ///
    /// A failed call for briefs leaves its section without them. Throws `ChainError.unreadableOutline`, `ModelError`, or
    /// `CancellationError`.
    func outline(_ show: @Sendable (OutlineChain.Growth) -> Void) async throws -> OutlineChain.Result {
        let (events, post) = AsyncStream<Event>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            var progress = OutlineProgress(topic: session.topic)
            var isCut = false
            group.addTask { post.yield(.ended(await titles { post.yield(.titles($0, complete: $1)) })) }
            for await event in events {
                switch event {
                case .titles(let nodes, let complete): progress.take(nodes, complete: complete)
                case .ended(let result):
                    let titles = try result.get()
                    progress.end(titles.nodes, usage: titles.usage)
                    isCut = titles.isCut
                case .briefs(let answer): progress.take(answer)
                }
                show(.init(progress.draft, hasAllTitles: progress.hasAllTitles))
                while progress.running < max(1, parallel), let index = progress.next() {
                    let briefs = SectionBriefs(
                        call: call(2048), session: session, bounds: bounds, wish: wish, material: material,
                        known: progress.titles, index: index)
                    group.addTask { post.yield(.briefs(await briefs.answer())) }
                }
                if progress.isDone { break }
            }
            try Task.checkCancellation()
            return result(progress, isCut: isCut)
        }
    }

    private func result(_ progress: OutlineProgress, isCut: Bool) -> OutlineChain.Result {
        var result = OutlineChain.Result(draft: progress.draft.owningPointsOnce(), usage: progress.usage)
        result.isCut = isCut
        result.isPoor = TitleSet(topic: session.topic, language: session.style.language)
            .isPoor(OutlineDraft(progress.titles).leaves.map(\.title))
        let isBriefless = progress.draft.leaves.contains { $0.brief.isEmpty }
        if isBriefless {
            let service = model.profile.service.capitalizedFirst
            result.briefless =
                progress.failure.isEmpty ? "\(service) sent none that says more than the title." : progress.failure
        }
        return result
    }

    /// The fewest sections that are taken without asking once more.
    private var least: Int { min(2, bounds.lowerBound) }

    private func call(_ maxTokens: Int) -> JSONCall {
        // The tokens of reasoning count, too.
        JSONCall(
            model: model, sampling: sampling, maxTokens: sampling.reasoningEffort == nil ? maxTokens : maxTokens * 4)
    }

    /// Makes the call for the titles; `tell` gets what has arrived, and how many sections of it are complete.
    private func titles(_ tell: @Sendable ([OutlineDraft.Node], Int) -> Void) async -> Result<Titles, any Error> {
        var stream = OutlineStream()
        var best = Titles(nodes: [], usage: Usage(), isCut: false)
        /// The complete sections of an answer without its end.
        func whole() -> [OutlineDraft.Node] {
            OutlineTitles.kept(Array(stream.nodes.prefix(stream.complete)), topic: session.topic)
        }
        func read(_ text: String, _ isCut: Bool) -> Titles? {
            let draft = isCut ? nil : OutlineReading.draft(from: text)
            let nodes = draft.map { OutlineTitles.kept($0.nodes, topic: session.topic) } ?? whole()
            let titles = Titles(nodes: nodes, usage: Usage(), isCut: draft == nil)
            // A part counts once it has as many sections as were asked for, or if nothing better comes.
            if nodes.count >= (isCut ? bounds.lowerBound : least), isCut || draft != nil { return titles }
            if nodes.count > best.nodes.count, draft != nil || nodes.count >= least { best = titles }
            return nil
        }
        do {
            let answer = try await call(4096).answer(
                to: OutlinePrompt.titles(session, sections: bounds, wish: wish, material: material), name: "outline",
                schema: OutlineSchema.headings(sections: bounds),
                onText: { piece in
                    if stream.push(piece) { tell(stream.nodes, stream.complete) }
                    if stream.isEndless { throw JSONCall.Enough() }
                },
                onRestart: {
                    if !stream.nodes.isEmpty { tell([], 0) }
                    stream = OutlineStream()
                }, read)
            if var titles = answer.value {
                titles.usage = answer.usage
                return .success(titles)
            }
            guard !best.nodes.isEmpty else { throw ChainError.unreadableOutline(model: model.profile.model) }
            best.usage = answer.usage
            return .success(best)
        } catch let error as ModelError {
            let nodes = whole()
            guard nodes.count >= bounds.lowerBound else { return .failure(error) }
            return .success(Titles(nodes: nodes, usage: Usage(), isCut: true))
        } catch { return .failure(error) }
    }
}
