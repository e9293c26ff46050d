import Manuscript

/// The faults of a section's draft that a reader would meet, and the feedback to the model about them.
struct DraftFaults: Sendable {
    /// The length that the draft missed; nil if its length is right or free.
    let length: LengthGoal?
    /// The sentences that define a subject again, repeat an earlier section, or are the title.
    let sentences: [FlaggedSentence]
    /// True if the draft came as a list where none was asked for.
    let isList: Bool
    /// The faults of its citations, each a sentence for the model.
    var citations: [String] = []
    private let draft: String
    private let section: Section

    /// The largest acceptable share of sentences that repeat an earlier one; `:check` has a like limit for the post.
    private static let mostNearSame = 0.1

    /// Finds the faults of a draft; `earlier` and `later` are the other sections, as far as they have a text.
    ///
    /// With a topic, the reader knows what its subject is.
    init(
        of draft: String, section: Section, goal: LengthGoal?, allowsLists: Bool, topic: String?,
        seesNearSame: Bool = true,
        after earlier: [(title: String, body: String)], before later: [String] = []
    ) {
        self.draft = draft
        self.section = section
        length = goal.flatMap { $0.accepts(draft) ? nil : $0 }
        isList = !allowsLists && ListedProse.share(of: draft) > ListedProse.most
        var kinds = Set(FlaggedSentence.Kind.allCases)
        if !seesNearSame { kinds.remove(.nearSame) }
        let flags = FlaggedSentence.all(
            in: draft, title: section.title, topic: topic, after: earlier, before: later, kinds: kinds)
        sentences = Self.repetitive(flags, in: draft, seesNearSame)
    }

    /// Makes the faults of a draft whose length and sentences the writer's instruction decides.
    ///
    /// `allowsLists` is false if nobody asked for a list. A draft that repeats itself is a fault with `seesNearSame`.
    init(
        ofInstructed draft: String, section: Section, citations: [String], allowsLists: Bool, seesNearSame: Bool = false
    ) {
        (self.citations, self.draft, self.section) = (citations, draft, section)
        length = nil
        let flags = seesNearSame ? FlaggedSentence.all(in: draft, title: "", after: []) : []
        sentences = Self.repetitive(flags, in: draft, seesNearSame)
        isList = !allowsLists && ListedProse.share(of: draft) > ListedProse.most
    }

    /// Drops the near-same sentences if they are few; one may be chance.
    private static func repetitive(
        _ flags: [FlaggedSentence], in draft: String, _ seesNearSame: Bool
    ) -> [FlaggedSentence] {
        let near = flags.count { $0.kind == .nearSame }
        let isRepetitive =
            seesNearSame && near > 1 && Double(near) > mostNearSame * Double(ProseSentence.all(in: draft).count)
        return flags.filter { $0.kind != .nearSame || isRepetitive }
    }

    var isEmpty: Bool { length == nil && isOnlyLength }
    /// True if nothing but its length may be wrong.
    var isOnlyLength: Bool { sentences.isEmpty && !isList && citations.isEmpty }

    /// The weight of the faults, to compare two drafts: a missed length costs up to 100.
    var weight: Double {
        let missed = length.map { 100 - LengthScore.score(words: Prose.words(in: draft), budget: $0.words) } ?? 0
        let said = sentences.reduce(0.0) { $0 + ($1.kind == .nearSame ? 10 : 30) }
        return missed + said + (isList ? 40 : 0) + Double(citations.count) * 25
    }

    /// A short description for a writer: "117 of 170 words, defines \"yeast\" again".
    var description: String {
        var parts = length.map { ["\(Prose.words(in: draft)) of \($0.words) words"] } ?? []
        if isList { parts.append("a list") }
        parts += sentences.prefix(1).map(\.fault)
        if !citations.isEmpty { parts.append("\(citations.count) claim\(citations.count == 1 ? "" : "s") to check") }
        return parts.joined(separator: ", ")
    }

    /// The feedback to the model: what is missing, what must go, and each faulty sentence by its words.
    var complaint: String {
        var lines = length.map { [$0.complaint(about: draft, section: section)] } ?? []
        lines += sentences.prefix(Self.named).map { flag in
            let reason =
                switch flag.kind {
                case .titleEcho: "is only the title again"
                case .nearSame where flag.earlier == nil: flag.fault
                default: "\(flag.fault), and the reader has read it"
                }
            return "This sentence \(reason): \"\(flag.sentence.text)\" Leave it out and say something new instead."
        }
        lines += citations.prefix(Self.named)
        if isList { lines.append("It came as a list. Write running prose: whole sentences, no items, no bold labels.") }
        lines.append(length?.whole ?? "Give the whole body again, with only that changed.")
        return lines.joined(separator: "\n")
    }

    private static let named = 4
}
