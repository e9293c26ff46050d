import Manuscript

/// The outline with a small model: titles first, then the subtitles of each section in a call of its own.
///
/// Each list is drawn several times and code chooses (`TitleChoice`); a template opens and closes the post and steps in
/// for what the model cannot give, so that the run always completes.
struct SmallOutline {
    let model: any LanguageModel
    let session: Session
    let sectionCount: Int?

    /// How often a list of titles is drawn.
    private static let draws = 4

    func outline() async throws -> OutlineChain.Result {
        let words = session.style.words ?? OutlineChain.defaultWords
        let count = sectionCount ?? min(max(words / 140, 3), 9)
        let edges = count >= 3 ? 1 : 0
        let inner = max(1, count - 2 * edges)
        var usage = Usage()
        let titles = try await titles(inner, taken: [], usage: &usage) {
            "Blog post: \(session.topic) List \($0) section titles."
        }
        var middle = titles
        for title in OutlineTemplate.titles where middle.count < inner { middle.append(title) }
        var nodes: [OutlineDraft.Node] = []
        for title in middle {
            let wanted = words / count >= 260 ? 2 : 0
            let taken = middle + nodes.flatMap { $0.children.map(\.title) }
            let children = wanted == 0 ? [] : try await subtitles(of: title, wanted, taken: taken, &usage)
            nodes.append(.init(title: title, children: children.map { .init(title: $0) }))
        }
        let opening = Array(repeating: OutlineDraft.Node(title: OutlineTemplate.opening), count: edges)
        let closing = Array(repeating: OutlineDraft.Node(title: OutlineTemplate.closing), count: edges)
        let all = Array((opening + nodes + closing).prefix(count))
        return .init(draft: OutlineDraft(all), usage: usage, isTemplate: titles.isEmpty)
    }

    func revision(_ instruction: String) async throws -> OutlineChain.Result {
        var usage = Usage()
        let current = session.outline.sections
        let ask = """
            These are the section titles of a blog post about \(session.topic):
            \(current.map { "- \($0.title)" }.joined(separator: "\n"))
            Change the list like this: \(instruction)
            Give the whole new list of titles.
            """
        let found = try await draw([.init(.user, ask)], count: 1...(current.count + 3), seed: 1, usage: &usage)
        guard !found.isEmpty else { throw ChainError.unreadableOutline(model: model.profile.model) }
        let nodes = found.map { title in
            let same = current.first { TitleMatch.key($0.title) == TitleMatch.key(title) }
            return OutlineDraft.Node(
                id: same?.id, title: same?.title ?? title, children: same?.children.map(Self.kept) ?? [])
        }
        return .init(draft: OutlineDraft(nodes), usage: usage)
    }

    private static func kept(_ section: Section) -> OutlineDraft.Node {
        .init(id: section.id, title: section.title, children: section.children.map(kept))
    }

    private func subtitles(of title: String, _ wanted: Int, taken: [String], _ usage: inout Usage) async throws
        -> [String]
    {
        let found = try await titles(wanted, taken: taken, usage: &usage) {
            "Blog post: \(title) (\(session.topic)) List \($0) section titles."
        }
        // One subsection alone is no division of a section.
        return found.count > 1 ? found : []
    }

    /// Draws lists and chooses the best titles; fewer than asked for where the model gives no more.
    private func titles(
        _ count: Int, taken: [String], usage: inout Usage, _ ask: (Int) -> String
    ) async throws -> [String] {
        var draws: [[String]] = []
        for seed in 1...Self.draws {
            let messages = OutlineTemplate.examples + [.init(.user, ask(max(count, 4)))]
            draws.append(try await draw(messages, count: max(count, 4)...max(count, 4), seed: seed, usage: &usage))
        }
        return TitleChoice.best(of: draws, topic: session.topic, count: count, taken: taken)
    }

    /// One list of titles; empty where the answer is unusable.
    private func draw(
        _ messages: [ModelRequest.Message], count: ClosedRange<Int>, seed: Int, usage: inout Usage
    ) async throws -> [String] {
        let schema = ModelRequest.Format.jsonSchema(name: "titles", schema: OutlineSchema.titles(count))
        let format = model.profile.takesSchema ? schema : .text
        let sampling = ModelRequest.Sampling(
            temperature: 0.8, seed: seed, minP: 0.1, repeatPenalty: 1.1, repeatLastN: 64)
        let request = ModelRequest(
            messages: messages, format: format, sampling: sampling, maxTokens: 24 * count.upperBound + 40)
        do {
            let reply = try await model.reply(to: request)
            usage += reply.usage
            return OutlineReading.draft(from: reply.text)?.nodes.map(\.title) ?? []
        } catch let error as ModelError where error.isAboutFormat || error == .emptyReply(server: model.profile.service)
        {
            return []
        }
    }
}
