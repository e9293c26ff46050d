import Manuscript

/// A change of a plan, in the writer's words at "Do it?": "without 3", "only 2", "also drop 4", "a third instead".
///
/// Code reads it and no model is asked: what is not understood changes nothing.
struct PlanChange {
    /// What the words come to.
    enum Reading: Equatable {
        /// The plan is to be done as it is, or not at all.
        case consent(Bool)
        /// What is to be done instead of all that was planned.
        case steps([Step])
        case unknown
    }

    private let session: Session
    private let environment: [String: String]
    private let lexicon: Lexicon
    private let text: String
    private let words: [String]

    /// `session` is the post as it was when the plan was made.
    init(_ text: String, in session: Session, environment: [String: String]) {
        self.session = session
        self.environment = environment
        lexicon = .of(session, environment: environment)
        let plain = text.trimmed.split(whereSeparator: \.isWhitespace).map(String.init)
        // "No, …" is followed by what is wanted.
        let refusal = lexicon.prefix(.no, of: plain.map { $0.lowercased().filter { !$0.isPunctuation || $0 == "'" } })
        let rest = refusal < plain.count ? Array(plain.dropFirst(refusal)) : plain
        self.text = rest.joined(separator: " ")
        words = rest.map { $0.lowercased().filter { !",;!".contains($0) } }
    }

    /// What becomes of a plan.
    func reading(of steps: [Step]) -> Reading {
        let spoken = words.joined(separator: " ").filter { $0 != "." }
        if lexicon.has(.yes, spoken) { return .consent(true) }
        if spoken.isEmpty || lexicon.has(.no, spoken) { return .consent(false) }
        if let less = lessened(steps) { return .steps(less) }
        if let other = resized(steps) { return .steps(other) }
        if let more = requested(steps) { return .steps(more) }
        return reworded(steps).map { .steps($0) } ?? .unknown
    }

    // MARK: - Less of it

    /// "Without 3", "not 2.1", "only 2"; nil if nothing of the kind is said, or if the plan has nothing of it.
    private func lessened(_ steps: [Step]) -> [Step]? {
        let only = lexicon.prefix(.only, of: words)
        let without = lexicon.prefix(.without, of: words)
        guard only > 0 || without > 0, let named = sections(in: words.dropFirst(only > 0 ? only : without)) else {
            return nil
        }
        let touched = steps.flatMap { sections(of: $0) }
        guard touched.contains(where: named.contains) else { return nil }
        return steps.flatMap { step -> [Step] in
            let all = sections(of: step)
            let kept = all.filter { named.contains($0) == (only > 0) }
            if all.isEmpty { return only > 0 ? [] : [step] }
            if kept.count == all.count { return [step] }
            // A command on one section is done to it or not; one on several is done to those that are left.
            guard step.values["address"] != nil else { return kept.isEmpty ? [] : [step] }
            return kept.compactMap { session.outline.entry($0)?.number }.map { number in
                Step(step.name, step.values.merging(["address": number]) { $1 })
            }
        }
    }

    private func sections(of step: Step) -> [Section.ID] {
        guard step.values["address"] != nil || step.values["section"] != nil else { return [] }
        return step.leaves(in: session)
    }

    /// The lowest sections that words name, and nothing but sections; nil if they say anything else.
    private func sections(in words: ArraySlice<String>) -> Set<Section.ID>? {
        let text = words.joined(separator: " ")
        let tokens = ClauseTokens(text, SectionMention(in: session, lexicon).find(in: text), lexicon)
        guard let found = tokens.sections(at: 0), found.next == tokens.tokens.count else { return nil }
        let entries = found.addresses.flatMap { Address($0).flatMap { try? session.sections(at: $0) } ?? [] }
        return Set(entries.filter(\.section.isLeaf).map(\.section.id))
    }

    // MARK: - Another length

    /// "By a third instead", "30 %", "make it half": the lengths of the plan change.
    private func resized(_ steps: [Step]) -> [Step]? {
        let budgets = steps.filter { $0.name == "budget" }
        guard let present = budgets.first?.values["words"], present.hasSuffix("%") else { return nil }
        let rest = bare(words)
        let tokens = ClauseTokens(rest.joined(separator: " "), SectionMention.Found(), lexicon)
        let isShorter = present.hasPrefix("-")
        let length =
            LengthRequest(tokens.rest(from: 0), isShorter: isShorter, lexicon)
            ?? LengthRequest(tokens.rest(from: 0), isShorter: nil, lexicon)
        guard case .percent(let percent)? = length else { return nil }
        return steps.map { step in
            step.name == "budget"
                ? step.giving("words", "\(percent > 0 ? "+" : "")\(percent)%") : step
        }
    }

    // MARK: - More or something else

    /// "Also drop 4" is done besides; any other request instead.
    private func requested(_ steps: [Step]) -> [Step]? {
        let also = lexicon.prefix(.also, of: words)
        let isMore = also > 0 || words.last.map { lexicon.has(.also, $0) } == true
        var rest = Array(text.split(separator: " ").map(String.init).dropFirst(also))
        if also == 0, isMore { rest.removeLast() }
        let request = bare(rest).joined(separator: " ")
        guard case .steps(let wanted) = PlainRequest(request, in: session, environment: environment).reading else {
            return nil
        }
        return isMore ? steps + wanted : wanted
    }

    /// Words without the ones that only say that this is to be done instead.
    private func bare(_ words: [String]) -> [String] {
        var words = words
        if let last = words.last, words.count > 1, lexicon.has(.instead, last.lowercased()) { words.removeLast() }
        return Array(words.dropFirst(lexicon.prefix(.instead, of: words.map { $0.lowercased() })))
    }

    /// "More formal", "with an example": a further wish for the texts that are to be written.
    private func reworded(_ steps: [Step]) -> [Step]? {
        let isAbout = SectionMention(in: session, lexicon).find(in: text)
        guard steps.contains(where: { $0.name == "rewrite" || $0.name == "edit" }), isAbout.addresses.isEmpty,
            isAbout.missing == nil, words.count > 1 || isComparative,
            !PlainRequest(text, in: session, environment: environment).isQuestion
        else { return nil }
        return steps.map { step in
            guard step.name == "rewrite" || step.name == "edit" else { return step }
            let wish = [step.values["instruction"] ?? "", text].filter { !$0.isEmpty }.joined(separator: "; ")
            return step.giving("instruction", wish)
        }
    }

    private var isComparative: Bool {
        RequestClause(text, in: session, lexicon, carried: []).isComparative(from: 0)
    }
}
