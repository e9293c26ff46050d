import Manuscript

/// An outline made with a small model: titles first, then the subtitles of each section in a separate call.
///
/// Each list is drawn several times, and code chooses the best titles (`TitleChoice`). About a third of the sections
/// between the first and the last have titles from the model; the others come from a template (`OutlineTemplate`), so
/// that the post covers what a reader expects and the run always completes. Code makes the briefs and points, each for
/// one section only.
struct SmallOutline {
    let model: any LanguageModel
    let session: Session
    var sampling = ModelRequest.Sampling()
    let sectionCount: Int?

    /// The number of times a list of titles is drawn.
    private static let draws = 3
    /// The number of words from which a section is divided.
    private static let divided = 260

    private var seed: Int { sampling.seed ?? 0 }

    func outline() async throws -> OutlineChain.Result {
        let words = session.style.words ?? OutlineChain.defaultWords
        let count = sectionCount ?? min(max(words / 140, 3), 9)
        let edges = count >= 3 ? 1 : 0
        let inner = max(1, count - 2 * edges)
        var usage = Usage()
        let known = OutlineTemplate.sections(for: session.topic, count: 9, seed: 0).map(\.title)
        let titles = try await titles(max(1, (inner + 1) / 3), taken: known, usage: &usage) {
            "Blog post: \(session.topic) List \($0) section titles."
        }
        let template = OutlineTemplate.sections(for: session.topic, count: inner - titles.count, seed: seed)
        var middle = template.prefix(1) + titles.map(OutlineTemplate.node) + template.dropFirst()
        if words / count >= Self.divided {
            for index in middle.indices { try await divide(&middle[index], among: Array(middle), &usage) }
        }
        let opening = Array(repeating: OutlineTemplate.opening, count: edges)
        let closing = Array(repeating: OutlineTemplate.closing, count: edges)
        let all = Array((opening + middle + closing).prefix(count))
        return .init(draft: OutlineDraft(all), usage: usage, isTemplate: titles.isEmpty)
    }

    /// Revises the outline by an instruction; without a usable change, returns it unchanged.
    ///
    /// Code parses plain instructions. For others, the model may only add and remove the sections they mention.
    func revision(_ instruction: String) async throws -> OutlineChain.Result {
        if let draft = OutlineInstruction(instruction).applied(to: session.outline) {
            return .init(draft: draft, usage: Usage())
        }
        var usage = Usage()
        let current = session.outline.sections
        let ask = """
            These are the section titles of a blog post about \(session.topic):
            \(current.map { "- \($0.title)" }.joined(separator: "\n"))
            Change the list like this: \(instruction)
            Give the whole new list of titles.
            """
        let found = try await draw([.init(.user, ask)], count: 1...(current.count + 3), draw: 1, usage: &usage)
        let draft = OutlineInstruction(instruction).allowed(of: found, in: session.outline)
        return .init(draft: draft, usage: usage)
    }

    /// Adds two subsections if the model has titles for them; a single one would not divide the section.
    private func divide(
        _ node: inout OutlineDraft.Node, among nodes: [OutlineDraft.Node], _ usage: inout Usage
    ) async throws {
        let taken = nodes.flatMap { [$0.title] + $0.children.map(\.title) }
        let title = node.title
        let found = try await titles(2, taken: taken, usage: &usage) {
            "Blog post: \(title) (\(session.topic)) List \($0) section titles."
        }
        guard found.count > 1 else { return }
        node.children = found.map(OutlineTemplate.node)
        node.points = []
    }

    /// Draws several lists and chooses the best titles; returns fewer than `count` if the model has no more.
    func titles(
        _ count: Int, taken: [String], usage: inout Usage, _ ask: (Int) -> String
    ) async throws -> [String] {
        var draws: [[String]] = []
        for number in 1...Self.draws {
            let language = session.style.language.isEmpty ? "" : " Write in \(session.style.language)."
            let messages = OutlineTemplate.examples + [.init(.user, ask(max(count, 4)) + language)]
            draws.append(try await draw(messages, count: max(count, 4)...max(count, 4), draw: number, usage: &usage))
        }
        return TitleChoice.best(of: draws, topic: session.topic, count: count, taken: taken)
    }

    /// Draws one list of titles; returns an empty list if the answer is unusable.
    private func draw(
        _ messages: [ModelRequest.Message], count: ClosedRange<Int>, draw: Int, usage: inout Usage
    ) async throws -> [String] {
        let schema = ModelRequest.Format.jsonSchema(name: "titles", schema: OutlineSchema.titles(count))
        let format = model.profile.takesSchema ? schema : .text
        let sampling = ModelRequest.Sampling(
            temperature: 0.8, seed: SmallSeed.of(seed, draw: draw), minP: 0.1, repeatPenalty: 1.1, repeatLastN: 64,
            reusesPrompt: self.sampling.seed == nil)
        let request = ModelRequest(
            messages: messages, format: format, sampling: sampling, maxTokens: 24 * count.upperBound + 40)
        do {
            let reply = try await model.reply(to: try model.profile.fitting(request, what: "the outline"))
            usage += reply.usage
            return OutlineReading.draft(from: reply.text)?.nodes.map(\.title) ?? []
        } catch let error as ModelError where error.isAboutFormat || error == .emptyReply(server: model.profile.service)
        {
            return []
        }
    }
}

/// Derives seeds for the many calls that one post takes with a small model.
enum SmallSeed {
    /// Returns a seed unique to this draw of the post, also among nearby base seeds; from 0 to 2³¹−2 because servers
    /// take 32 bits.
    static func of(_ seed: Int, draw: Int) -> Int {
        let mixed = (seed % 0x7FFF_FFFF) * 7919 + draw
        return (mixed % 0x7FFF_FFFF + 0x7FFF_FFFF) % 0x7FFF_FFFF
    }
}
