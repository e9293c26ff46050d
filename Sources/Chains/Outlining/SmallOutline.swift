import Manuscript

/// The outline with a small model: titles first, then the subtitles of each section in a call of its own.
///
/// Code removes repeats, and a template steps in for what the model cannot give, so that the run always completes.
struct SmallOutline {
    let model: any LanguageModel
    let session: Session
    let sectionCount: Int?

    /// Sampling for JSON: a schema guides it, so only some variety is wanted.
    private let sampling = ModelRequest.Sampling(temperature: 0.5, seed: 7, minP: 0.05)

    func outline() async throws -> OutlineChain.Result {
        let words = session.style.words ?? OutlineChain.defaultWords
        let count = sectionCount ?? min(max(words / 250, 3), 6)
        var usage = Usage()
        let ask =
            "List the titles of \(count) sections of a blog post about: \(session.topic)\nEach title is short and different from the others."
        var titles = try await self.titles(ask, count: count, usage: &usage)
        let isTemplate = titles.count < min(count, 2)
        for title in OutlineTemplate.titles where titles.count < count {
            if !titles.contains(where: { TitleMatch.key($0) == TitleMatch.key(title) }) { titles.append(title) }
        }
        var nodes: [OutlineDraft.Node] = []
        for (index, title) in titles.prefix(count).enumerated() {
            let isEdge = index == 0 || index == count - 1
            let wanted = isEdge ? 0 : min(3, words / count / 90)
            let children =
                wanted > 1
                ? try await subtitles(
                    of: title, wanted, besides: titles + nodes.flatMap { $0.children.map(\.title) }, &usage) : []
            nodes.append(.init(title: title, children: children.map { .init(title: $0) }))
        }
        return .init(draft: OutlineDraft(nodes), usage: usage, isTemplate: isTemplate)
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
        let titles = try await self.titles(ask, count: max(current.count + 2, 3), usage: &usage, atLeast: 1)
        guard !titles.isEmpty else { throw ChainError.unreadableOutline(model: model.profile.model) }
        let nodes = titles.map { title in
            let same = current.first { TitleMatch.key($0.title) == TitleMatch.key(title) }
            return OutlineDraft.Node(
                id: same?.id, title: same?.title ?? title, children: same?.children.map(Self.kept) ?? [])
        }
        return .init(draft: OutlineDraft(nodes), usage: usage)
    }

    private static func kept(_ section: Section) -> OutlineDraft.Node {
        .init(id: section.id, title: section.title, children: section.children.map(kept))
    }

    private func subtitles(
        of title: String, _ wanted: Int, besides taken: [String], _ usage: inout Usage
    ) async throws -> [String] {
        let ask = """
            A blog post about \(session.topic) has a section titled "\(title)".
            List \(wanted) short subtitles for this section. Each names one different aspect of \(title).
            """
        let keys = Set(taken.map { TitleMatch.key($0) })
        let found = try await titles(ask, count: wanted, usage: &usage).filter { !keys.contains(TitleMatch.key($0)) }
        // One subsection alone is no division of a section.
        return found.count > 1 ? found : []
    }

    /// Titles without repeats; empty where the model gives nothing usable.
    private func titles(_ ask: String, count: Int, usage: inout Usage, atLeast least: Int? = nil) async throws
        -> [String]
    {
        let format = ModelRequest.Format.jsonSchema(
            name: "titles", schema: OutlineSchema.titles((least ?? count)...count))
        let request = ModelRequest(
            messages: [.init(.user, ask)], format: format, sampling: sampling, maxTokens: 24 * count + 40)
        do {
            let reply = try await model.reply(to: request)
            usage += reply.usage
            let found = OutlineReading.draft(from: reply.text)?.nodes.map(\.title) ?? []
            return Array(distinct(found).prefix(count))
        } catch let error as ModelError where error.isAboutFormat || error == .emptyReply(server: model.profile.service)
        {
            return []
        }
    }

    /// Without titles that say the same with one word more or less.
    private func distinct(_ titles: [String]) -> [String] {
        var kept: [String] = []
        for title in titles {
            let words = Set(TitleMatch.key(title).split(separator: " "))
            let repeats = kept.contains { other in
                let others = Set(TitleMatch.key(other).split(separator: " "))
                return Double(words.intersection(others).count) >= 0.75 * Double(max(words.count, others.count))
            }
            if !repeats, words.count <= 12 { kept.append(title) }
        }
        return kept
    }
}
