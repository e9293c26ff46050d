import Manuscript

/// An outline made with a small or medium model: titles first, chosen by code among several drafts (`TitleSet`), then
/// the subtitles of each long section in the same way.
///
/// Drafts stop as soon as there are enough good titles. Only where no draft has enough, a template (`OutlineTemplate`)
/// fills the rest, so that the run always completes. For a small model, code makes the briefs and points, each for one
/// section only; a medium model writes from the titles.
struct DraftedOutline {
    let model: any LanguageModel
    let session: Session
    var sampling = ModelRequest.Sampling()
    let sectionCount: Int?
    /// The writer's wish for a new outline.
    var wish = OutlineWish()
    /// A sentence with what the writer's sources are about; empty without sources.
    var subjects = ""

    /// The number of times a list of titles is drawn at most.
    private static let draws = 5
    /// The number of lists from a small model that must agree before a title is taken.
    private static let agreeing = 3
    /// The number of words from which a section is divided.
    private static let divided = 260

    private var seed: Int { sampling.seed ?? 0 }
    private var isSmall: Bool { model.profile.tier == .small }

    func outline() async throws -> OutlineChain.Result {
        let words = session.style.words ?? OutlineChain.defaultWords
        let count = sectionCount ?? (isSmall ? min(max(words / 140, 3), 9) : min(max(words / 120, 3), 12))
        var usage = Usage()
        let titles = try await titles(count, taken: [], usage: &usage) { ask(for: session.topic, $0) + subjects }
        var nodes = titles.map(node)
        let missing = count - nodes.count
        if missing > 0 {
            let middle = OutlineTemplate.sections(for: session.topic, count: max(0, missing - 2), seed: seed)
            nodes.insert(contentsOf: [OutlineTemplate.opening] + middle, at: 0)
            if missing > 1 { nodes.append(OutlineTemplate.closing) }
        }
        if words / count >= Self.divided {
            // The first and the last section open and close the post.
            for index in nodes.indices.dropFirst().dropLast() { try await divide(&nodes[index], among: nodes, &usage) }
        }
        var result = OutlineChain.Result(draft: OutlineDraft(nodes), usage: usage, isTemplate: missing > 0)
        result.isPoor = missing * 2 > count
        return result
    }

    /// Returns a section with the model's title; a small model needs points to write about.
    private func node(titled title: String) -> OutlineDraft.Node {
        isSmall ? OutlineTemplate.node(titled: title) : OutlineDraft.Node(title: title)
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
        let found = try await titles(2, taken: taken, usage: &usage) { ask(for: "\(title) (\(session.topic))", $0) }
        guard found.count > 1 else { return }
        node.children = found.map { self.node(titled: $0) }
        node.points = []
    }

    /// Returns the question for a list of titles, short because a small model copies the words of a long one.
    func ask(for subject: String, _ count: Int) -> String {
        guard !isSmall else { return "Blog post: \(subject) List \(count) section titles." }
        let wished = wish.text.isEmpty ? "" : " The writer wants this: \(wish.text)."
        return """
            Plan a blog post: "\(subject)". Give the titles of its \(count) sections, in reading order. Each title names one \
            specific thing that section explains, in 3 to 8 words.\(wished)
            """
    }

    /// Draws lists until one or all together have enough good titles; returns fewer than `count` if the model has no
    /// more.
    func titles(
        _ count: Int, taken: [String], usage: inout Usage, _ ask: (Int) -> String
    ) async throws -> [String] {
        let set = TitleSet(topic: session.topic, language: session.style.language)
        let wanted = max(count, 4)
        var drafts: [[String]] = []
        var chosen: [String] = []
        for number in 1...Self.draws {
            let language = session.style.language.isEmpty ? "" : " Write in \(session.style.language)."
            let form = model.profile.takesSchema || isSmall ? "" : " Answer with a numbered list of titles only."
            let examples = isSmall ? OutlineTemplate.examples : []
            let messages = examples + [.init(.user, ask(wanted) + language + form)]
            drafts.append(
                try await draw(messages, count: wanted...(wanted + (isSmall ? 0 : 2)), draw: number, usage: &usage))
            if isSmall, number < Self.agreeing { continue }
            chosen = set.best(of: drafts, count: count, agreeing: isSmall, taken: taken)
            if chosen.count == count { break }
        }
        return chosen
    }

    /// Draws one list of titles; returns an empty list if the answer is unusable.
    private func draw(
        _ messages: [ModelRequest.Message], count: ClosedRange<Int>, draw: Int, usage: inout Usage
    ) async throws -> [String] {
        let schema = ModelRequest.Format.jsonSchema(name: "titles", schema: OutlineSchema.titles(count))
        let format = model.profile.takesSchema ? schema : .text
        var sampling = ModelRequest.Sampling(temperature: 0.8, seed: SmallSeed.of(seed, draw: draw), minP: 0.05)
        if isSmall {
            (sampling.minP, sampling.repeatPenalty, sampling.repeatLastN) = (0.1, 1.1, 64)
            sampling.reusesPrompt = self.sampling.seed == nil
        }
        var request = ModelRequest(
            messages: messages, format: format, sampling: sampling, maxTokens: 24 * count.upperBound + 40)
        request.matter = "the outline"
        do {
            let reply = try await model.reply(to: try model.profile.fitting(request, what: "the outline"))
            usage += reply.usage
            return OutlineReading.draft(from: reply.text, isCut: reply.finish == .length)?.nodes.map(\.title) ?? []
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
