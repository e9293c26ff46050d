import Manuscript

/// Rewrites single sentences of a section and leaves every other byte of it as it is.
///
/// The model gets the sentences with their faults as numbered lines and answers in the same form. An answer counts only if
/// it mends the fault and keeps figures and links; other sentences stay. A small model gets one sentence a call.
struct PolishChain {
    let chain: SectionChain
    let flags: [FlaggedSentence]

    /// A sentence, and all that is wrong with it.
    struct Line {
        var sentence: ProseSentence
        var flags: [FlaggedSentence]
        /// The Markdown of the sentence.
        var text: String
        /// True if the sentence only repeats, so that it may be left out.
        var isSpare: Bool { flags.contains { $0.kind != .phrase } }
    }

    private static let most = 8
    private static let attempts = 2

    private var body: String { chain.entry.section.text?.text ?? "" }
    private var isSmall: Bool { chain.model.profile.tier == .small }

    /// The sentences in batches, one for each call.
    var batches: [[Line]] {
        let all = ProseSentence.all(in: body)
        let lines = all.compactMap { sentence -> Line? in
            let own = flags.filter { $0.sentence.number == sentence.number }
            return own.isEmpty ? nil : Line(sentence: sentence, flags: own, text: String(body[sentence.range]))
        }.filter { !isSmall || !$0.isSpare }
        let size = isSmall ? 1 : Self.most
        return stride(from: 0, to: lines.count, by: size).map { Array(lines[$0..<min($0 + size, lines.count)]) }
    }

    /// Returns the request for a batch; throws `ChainError.doesNotFit`.
    func request(_ lines: [Line], attempt: Int = 1) throws -> ModelRequest {
        let words = lines.reduce(0) { $0 + Prose.words(in: $1.text) }
        let profile = chain.model.profile
        let reasoning = profile.tier == .large ? 2000 : 0
        return try profile.fitting(
            ModelRequest(
                messages: isSmall ? [.init(.user, question(lines[0]))] : messages(lines),
                sampling: chain.sampling(attempt: attempt), maxTokens: words * 3 + 60 + reasoning),
            what: "the sentences of section \(chain.entry.number)", least: words * 2)
    }

    private func question(_ line: Line) -> String {
        let faults = line.flags.map(\.fault).joined(separator: " and ")
        return
            "This sentence \(faults): \"\(line.text)\" Write it again in plain words, without that. One sentence only."
    }

    private func messages(_ lines: [Line]) -> [ModelRequest.Message] {
        let voice = [
            "You improve single sentences of a blog post about \"\(chain.session.topic)\".",
            "Each one keeps its meaning, names, figures, links and emphasis, and fits where it stands.",
        ]
        let spare =
            lines.contains(where: \.isSpare)
            ? " Where a sentence only repeats, say something new that fits its place, or answer with a dash to leave it out."
            : ""
        let list = lines.enumerated().map { index, line in
            "\(index + 1). \(line.text.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
                + "   Fault: it \(line.flags.map(\.fault).joined(separator: ", and "))."
        }
        let count = lines.count == 1 ? "one numbered line" : "\(lines.count) numbered lines"
        let task = """
            Section "\(chain.entry.section.title)". Write each of these sentences again, plain and concrete, without its fault.\(spare) \
            Answer with \(count), a sentence each, and nothing else.
            """
        return [
            .init(.system, (voice + Voice.card(chain.session.style)).joined(separator: "\n")),
            .init(.user, ([task] + list).joined(separator: "\n")),
        ]
    }

    /// Returns the body with the sentences that came back well; throws `SectionChain.Broken` with what is done so far.
    func draft(_ live: @Sendable (SectionChain.Live) -> Void) async throws -> SectionChain.Draft {
        var draft = SectionChain.Draft(text: body, usage: Usage(), seconds: 0)
        var changes: [Int: String] = [:]
        for batch in batches {
            var open = batch
            for attempt in 1...Self.attempts where !open.isEmpty {
                do {
                    let answer = try await chain.ask(
                        request(open, attempt: attempt), filter: .keepingAll(title: chain.entry.section.title)
                    ) { _ in }
                    draft.usage += answer.reply.usage
                    draft.seconds += answer.reply.seconds
                    let found = Self.answers(in: answer.filtered, count: open.count)
                    for (index, line) in open.enumerated() {
                        if let new = found[index + 1], accepts(new, for: line) { changes[line.sentence.number] = new }
                    }
                    open.removeAll { changes[$0.sentence.number] != nil }
                } catch let error as ChainError {
                    throw SectionChain.Broken(partial: "", cause: .dropped, reason: error)
                } catch var broken as SectionChain.Broken {
                    broken.partial = changes.isEmpty ? "" : result(changes)
                    throw broken
                }
            }
        }
        draft.text = result(changes)
        live(.text(draft.text))
        return draft
    }

    /// Returns the body with new sentences; an empty one is left out, and so are a small model's repetitions.
    private func result(_ changes: [Int: String]) -> String {
        var text = body
        for sentence in ProseSentence.all(in: body).reversed() {
            guard let new = changes[sentence.number], !new.isEmpty else { continue }
            text.replaceSubrange(sentence.range, with: new)
        }
        var out = Set(changes.filter { $0.value.isEmpty }.keys)
        if isSmall { out.formUnion(flags.filter { $0.kind != .phrase }.map(\.sentence.number)) }
        return SentenceCut.without(out, in: text, least: Prose.words(in: text) / 2).text
    }

    /// Returns the sentences of an answer by their numbers; a single sentence needs none, and a dash stands for nothing.
    static func answers(in text: String, count: Int) -> [Int: String] {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        var found: [Int: String] = [:]
        for line in lines {
            guard let mark = line.prefixMatch(of: /(?:\*\*)?(\d{1,2})[.):](?:\*\*)?\s*(.*)/),
                let number = Int(mark.output.1), (1...count).contains(number), found[number] == nil
            else { continue }
            found[number] = bare(String(mark.output.2))
        }
        if found.isEmpty, count == 1, let only = lines.first(where: { !$0.hasSuffix(":") }) { found[1] = bare(only) }
        return found
    }

    /// Returns a sentence without quotation marks around all of it; empty for a dash.
    private static func bare(_ text: String) -> String {
        if ["-", "–", "—"].contains(text) { return "" }
        for (open, close) in [("\"", "\""), ("“", "”")]
        where text.hasPrefix(open) && text.hasSuffix(close) && text.filter({ open.contains($0) }).count <= 2 {
            return String(text.dropFirst().dropLast()).trimmed
        }
        return text
    }

    /// Returns true if a sentence can replace another one: whole, of like length, with the same figures and links, and
    /// with fewer of the faulty phrases.
    func accepts(_ new: String, for line: Line) -> Bool {
        if new.isEmpty { return line.isSpare }
        let (words, old) = (Prose.words(in: new), Prose.words(in: line.text))
        guard (1 + old / 3...old * 2 + 4).contains(words), new != line.text, !Sentences.isStructural(new),
            !new.hasPrefix("#"), Sentences.isFinished(new) || !Sentences.isFinished(line.text),
            !Phrases.isPreamble(new),
            Self.links(new) == Self.links(line.text),
            line.isSpare || Self.figures(new) == Self.figures(line.text)
        else { return false }
        let phrases = FlaggedSentence.phrases(in: new, banned: chain.session.style.banned, isEnglish: true)
        guard line.flags.contains(where: { $0.kind == .phrase }) else { return true }
        return phrases.count < line.flags.count { $0.kind == .phrase }
    }

    private static func figures(_ text: String) -> [Substring] { text.split { !$0.isNumber }.sorted() }

    private static func links(_ text: String) -> [Substring] {
        text.matches(of: /\]\([^)\s]*\)/).map(\.output).sorted()
    }
}
