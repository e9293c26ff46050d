package import Manuscript

/// Texts → points of a critique; each must quote the text, or it is dropped.
package struct ReviewChain: Sendable {
    let model: any LanguageModel
    let session: Session
    let sampling: ModelRequest.Sampling

    /// The maximum number of points in one answer.
    private static let most = 12
    /// The maximum number of points per section with a small model.
    private static let mostOfSmall = 2
    /// The tokens of text in one call if the model's window is unknown.
    private static let usualRoom = 24_000
    private static let answer = 4096

    /// Creates the chain.
    package init(model: any LanguageModel, session: Session, sampling: ModelRequest.Sampling = .init()) {
        self.model = model
        self.session = session
        self.sampling = sampling
    }

    /// One point, not yet numbered.
    package struct Finding: Sendable, Equatable {
        package var section: Section.ID
        package var kind: ReviewPoint.Kind
        package var quote: String
        package var problem: String
        package var fix: String
    }

    /// The result of a review.
    package struct Result: Sendable, Equatable {
        package var findings: [Finding] = []
        /// The number of points that were dropped: those whose quote is not in the text, empty ones, and duplicates.
        package var dropped = 0
        package var usage = Usage()
    }

    /// Reviews the sections that have a text.
    ///
    /// Throws `ChainError.unreadable` if a capable model's answer has no list of points, `ChainError.doesNotFit`,
    /// `ModelError`, or `CancellationError`.
    package func review(_ entries: [Outline.Entry]) async throws -> Result {
        let written = entries.filter { $0.section.text?.text.isEmpty == false }
        var result = Result()
        for batch in batches(written) {
            try Task.checkCancellation()
            let messages = isSmall ? smallPrompt(batch[0]) : prompt(batch)
            let ceiling = isSmall ? 300 : Self.answer
            _ = try model.profile.fitting(ModelRequest(messages: messages, maxTokens: ceiling), what: "the review")
            let call = JSONCall(model: model, sampling: sampling, maxTokens: ceiling)
            let (value, usage) = try await call.value(for: messages, name: "review", schema: schema(batch))
            result.usage += usage
            guard let points = value?["points"]?.array ?? value?.array else {
                if isSmall { continue }
                throw ChainError.unreadable(what: "the review", model: model.profile.model)
            }
            take(points.prefix(Self.most), of: batch, into: &result)
        }
        return result
    }

    private var isSmall: Bool { model.profile.tier == .small }

    /// Returns the sections grouped by call: as many as fit with a large model, else one per call.
    private func batches(_ entries: [Outline.Entry]) -> [[Outline.Entry]] {
        if model.profile.tier != .large { return entries.map { [$0] } }
        let head = prompt([]).estimatedTokens
        let room = model.profile.contextWindow.map { Int(Double($0) * 0.7) - head - Self.answer } ?? Self.usualRoom
        var batches: [[Outline.Entry]] = []
        var taken = 0
        for entry in entries {
            let tokens = Tokens.estimate(Self.text(entry))
            if batches.isEmpty || taken + tokens > room {
                batches.append([])
                taken = 0
            }
            batches[batches.count - 1].append(entry)
            taken += tokens
        }
        return batches
    }

    // MARK: - Prompts

    private func prompt(_ entries: [Outline.Entry]) -> [ModelRequest.Message] {
        let voice = """
            You review sections of a long blog post for its writer: exactly, and without praise. You name what a careful \
            reader would stumble over: claims without support ("support"), what the brief or a point asks for and the text \
            does not say ("gap"), what stands in the wrong order ("order"), and words that these readers do not know \
            ("jargon").
            """
        let task = """
            Answer with JSON only: an object with "points", at most \(Self.most) of them, the weightiest first, and none where \
            nothing is wrong. Each has "section" (its number), "kind", "quote" (five to twenty words copied from that section's \
            text exactly, where the problem is), "problem" (what is wrong, in a sentence) and "fix" (what to do, in a sentence).
            """
        return
            ([
                PromptPart(.system, "voice", ([voice] + Voice.card(session.style)).joined(separator: "\n")),
                PromptPart(.system, "contract", contract(entries)),
            ] + entries.map { PromptPart(.user, "text of \($0.number)", Self.text($0)) }
            + [PromptPart(.user, "task", task)]).messages
    }

    /// Returns the whole outline, or only the titles and the sections' own matter for a medium model.
    private func contract(_ entries: [Outline.Entry]) -> String {
        guard model.profile.tier == .medium, let entry = entries.first else { return Contract.text(of: session) }
        return Contract.short(of: session, for: entry)
    }

    private func smallPrompt(_ entry: Outline.Entry) -> [ModelRequest.Message] {
        let ask = """
            \(entry.section.text?.text ?? "")

            Which sentence of this text gives no reason or example for what it claims? Copy it as "quote" and say as "problem" \
            what is missing. Answer as JSON with "points".
            """
        return [.init(.user, ask)]
    }

    private static func text(_ entry: Outline.Entry) -> String {
        "Section \(entry.number), \"\(entry.section.title)\":\n\"\"\"\n\(entry.section.text?.text ?? "")\n\"\"\""
    }

    private func schema(_ entries: [Outline.Entry]) -> JSONValue {
        let kinds = ReviewPoint.Kind.all.map { JSONValue.string($0.rawValue) }
        let point = OutlineSchema.object([
            "section": ["type": "string", "enum": .array(entries.map { .string($0.number) })],
            "kind": ["type": "string", "enum": .array(kinds)], "quote": ["type": "string", "maxLength": 240],
            "problem": ["type": "string", "maxLength": 240], "fix": ["type": "string", "maxLength": 240],
        ])
        let most = isSmall ? Self.mostOfSmall : Self.most
        return OutlineSchema.object(["points": ["type": "array", "items": point, "maxItems": .int(most)]])
    }

    // MARK: - Checking

    private func take(_ points: ArraySlice<JSONValue>, of entries: [Outline.Entry], into result: inout Result) {
        for point in points {
            guard let finding = finding(point, of: entries) else {
                result.dropped += 1
                continue
            }
            let isNew = !result.findings.contains { other in
                other.section == finding.section && Quotation.core(of: other.quote) == Quotation.core(of: finding.quote)
            }
            if isNew { result.findings.append(finding) } else { result.dropped += 1 }
        }
    }

    /// Returns the finding if it names one of the sections and quotes its text; otherwise nil.
    private func finding(_ point: JSONValue, of entries: [Outline.Entry]) -> Finding? {
        func line(_ name: String) -> String { String(Prose.title(point[name]?.string ?? "").prefix(300)) }
        let number = line("section").filter { $0.isNumber || $0 == "." }
        guard let entry = entries.first(where: { $0.number == number }) ?? (isSmall ? entries.first : nil),
            let text = entry.section.text?.text
        else { return nil }
        let (quote, problem) = (line("quote"), line("problem"))
        let kind = ReviewPoint.Kind(rawValue: line("kind").lowercased())
        guard ReviewPoint.Kind.all.contains(kind), Prose.words(in: quote) >= (isSmall ? 4 : 2),
            Quotation.occurs(quote, in: text), saysSomething(problem, of: text, quote)
        else { return nil }
        return Finding(section: entry.section.id, kind: kind, quote: quote, problem: problem, fix: line("fix"))
    }

    /// Returns true if the text names a problem instead of copying the section or the question.
    private func saysSomething(_ problem: String, of text: String, _ quote: String) -> Bool {
        let words = Prose.words(in: problem)
        guard words >= (isSmall ? 5 : 2), !Quotation.occurs(problem, in: text) else { return false }
        guard isSmall else { return true }
        // Under a schema, a small model mostly repeats the text or the question.
        let own = Set(ContentWords.of(problem))
        let known = Set(ContentWords.of(text + " sentence text reason example claim quote problem missing"))
        return own.count >= 3 && own.subtracting(known).count * 2 >= own.count
    }
}
