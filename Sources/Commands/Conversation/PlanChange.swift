import Manuscript

/// A change to a plan, typed at "Do it?": "without 3", "only 2", "also drop 4", "a third instead".
///
/// It is read without a model; text that is not understood changes nothing.
struct PlanChange {
    /// The result of reading an answer.
    enum Reading: Equatable {
        /// Apply the plan unchanged, or not at all.
        case consent(Bool)
        /// Steps that replace the whole plan.
        case steps([Step])
        case unknown
    }

    private let session: Session
    private let environment: [String: String]
    private let lexicon: Lexicon
    private let text: String
    private let words: [String]

    /// Prepares an answer; `session` is the post at the time of the plan.
    init(_ text: String, in session: Session, environment: [String: String]) {
        self.session = session
        self.environment = environment
        lexicon = .of(session, environment: environment, request: text)
        let plain = text.trimmed.split(whereSeparator: \.isWhitespace).map(String.init)
        // After "No, …" comes the request.
        let refusal = lexicon.prefix(.no, of: plain.map { $0.lowercased().filter { !$0.isPunctuation || $0 == "'" } })
        let rest = refusal < plain.count ? Array(plain.dropFirst(refusal)) : plain
        self.text = rest.joined(separator: " ")
        words = rest.map { $0.lowercased().filter { !",;!".contains($0) } }
    }

    /// Reads the answer as a change to the given steps.
    func reading(of steps: [Step]) -> Reading {
        let spoken = words.joined(separator: " ").filter { $0 != "." }
        if lexicon.has(.yes, spoken) { return .consent(true) }
        if spoken.isEmpty || lexicon.has(.no, spoken) { return .consent(false) }
        if let less = lessened(steps) { return .steps(less) }
        if let other = resized(steps) { return .steps(other) }
        if let more = requested(steps) { return .steps(more) }
        return reworded(steps).map { .steps($0) } ?? .unknown
    }

    // MARK: - Fewer sections

    /// Reads "without 3", "not 2.1", "only 2"; nil for anything else, or if the plan does not touch those sections.
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
            // A step on one section stays or goes; a step on several sections is limited to the remaining ones.
            guard step.values["address"] != nil else { return kept.isEmpty ? [] : [step] }
            return kept.isEmpty ? [] : [step.on(kept)]
        }
    }

    private func sections(of step: Step) -> [Section.ID] {
        guard step.values["address"] != nil || step.values["section"] != nil else { return [] }
        return step.leaves(in: session)
    }

    /// Returns the leaf sections that the words name; nil if the words name anything else.
    private func sections(in words: ArraySlice<String>) -> Set<Section.ID>? {
        let text = words.joined(separator: " ")
        let tokens = ClauseTokens(text, SectionMention(in: session, lexicon).find(in: text), lexicon)
        guard let found = tokens.sections(at: 0), found.next == tokens.tokens.count else { return nil }
        let entries = found.addresses.flatMap { Address($0).flatMap { try? session.sections(at: $0) } ?? [] }
        return Set(entries.filter(\.section.isLeaf).map(\.section.id))
    }

    // MARK: - Another length

    /// Reads "by a third instead", "30 %", "make it half" as a change of the planned lengths.
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

    // MARK: - Other requests

    /// Reads a request: "also drop 4" adds to the plan, any other request replaces it.
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

    /// Returns the words without "instead" and the like.
    private func bare(_ words: [String]) -> [String] {
        var words = words
        if let last = words.last, words.count > 1, lexicon.has(.instead, last.lowercased()) { words.removeLast() }
        return Array(words.dropFirst(lexicon.prefix(.instead, of: words.map { $0.lowercased() })))
    }

    /// Reads "more formal", "with an example" as a further instruction for the planned texts.
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
