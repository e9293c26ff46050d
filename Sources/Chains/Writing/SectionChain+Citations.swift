import Manuscript

extension SectionChain {
    /// The passages offered to this section, with the judge of claims; nil if there are none.
    private var cited: CitedPassages? {
        passages.isEmpty ? nil : CitedPassages(passages, texts: session.outline.entries.map(\.section.brief))
    }

    /// Returns what is wrong with the citations of a text, each a sentence for the model.
    func citationFaults(of text: String) -> [String] {
        guard let cited else { return [] }
        let offered = Set(passages.map(\.address))
        return Claim.all(in: text).flatMap { claim in
            Citations.findings(on: claim, offered: offered, cited).map { finding in
                let advice =
                    finding.kind == .uncited
                    ? "Cite the passage that has it, or leave it out."
                    : "Say only what the passage says, or cite the right one."
                return "This sentence \(finding.clause): \"\(claim.text)\" \(advice)"
            }
        }
    }

    /// Returns a finished text with marks in their usual form, and without those of passages that were not offered.
    ///
    /// Models that do not follow the rule for marks get them added where a sentence says nearly what a passage says.
    func withCitations(_ draft: Draft, _ live: @Sendable (Live) -> Void) -> Draft {
        let (text, strange) = withCitations(draft.text)
        guard text != draft.text else { return draft }
        live(.restart)
        live(.text(text))
        var cited = strange > 0 ? noting(.citation, strange, in: draft, whole: draft.text) : draft
        cited.text = text
        return cited
    }

    /// Returns a text with such marks, and the number of marks that were removed.
    func withCitations(_ whole: String) -> (text: String, removed: Int) {
        guard !passages.isEmpty || !CitationMarks.all(in: whole).isEmpty else { return (whole, 0) }
        // An edit keeps the marks of the present text, even if a source cannot be read now.
        let present = CitationMarks.all(in: entry.section.text?.text ?? "").flatMap(\.addresses)
        let known = Set(passages.map(\.address) + present)
        var text = CitationMarks.normalised(whole)
        let strange = CitationMarks.all(in: text).flatMap(\.addresses).count { !known.contains($0) }
        text = CitationMarks.removed(from: text) { !known.contains($0) }
        if !passages.isEmpty { text = CitationMarks.withoutNumbers(text) }
        if model.profile.tier != .large { text = Attribution.added(to: text, from: passages) }
        return (text, strange)
    }
}
