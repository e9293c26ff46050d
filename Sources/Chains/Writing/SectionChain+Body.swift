import Manuscript

extension SectionChain {
    /// The body of an answer, and the text left out of it.
    struct Body {
        var text: String
        var leftOut: LeftOut?
        /// True if something was removed that was shown already, such as a list of references at its end.
        var isCut = false
    }

    /// Returns the body of an answer; it is empty if there is none.
    func cleaned(_ answer: Answer) -> Body {
        var (filtered, raw, removed) = (answer.filtered, answer.raw, answer.removed)
        if let wrapped = WrappedProse(in: answer.filtered) {
            var filter = self.filter
            filtered = filter.push(wrapped.text) + filter.finish()
            let others = wrapped.others.filter { filter.match($0) != .own }
            removed = filter.removed
            removed.count(.string, others.count)
            raw = ([wrapped.text] + others).joined(separator: "\n\n")
        }
        let isWhole = answer.isCut || answer.reply.finish != .length
        let whole = finished(filtered, isWhole: isWhole, removed: &removed)
        let all = withoutInventions(whole, removed: &removed)
        let text = keepsReferences ? all : CitationMarks.normalised(ReferenceTail.removed(from: all))
        let isCut = !keepsReferences && ReferenceTail.removed(from: all) != all
        if isCut { removed.count(.references) }
        return Body(text: text, leftOut: leftOut(removed, of: raw, besides: text), isCut: isCut || all != whole)
    }

    /// Returns a medium model's text without its title as a label, references to sections, invented addresses and its
    /// instructions.
    func withoutInventions(_ text: String, removed: inout Removals) -> String {
        guard model.profile.tier == .medium else { return text }
        let clean = InventedText.removed(from: text, known: given)
        removed.count(.debris, clean.count)
        let body = SectionMention.removed(from: clean.text, titles: otherTitles)
        return TitleEcho.withoutLabel(body, entry.section.title)
    }

    /// All text that the model was given, and the sections before this one.
    private var given: String {
        let asked = (try? request())?.messages.map(\.text) ?? []
        return (asked + written.before(entry, in: session).map(\.text)).joined(separator: "\n")
    }

    /// True if the section itself is to list references, or the present text does.
    private var keepsReferences: Bool {
        ReferenceTail.isHead(entry.section.title)
            || entry.section.text.map { ReferenceTail.removed(from: $0.text) != $0.text } == true
    }

    /// Returns the text after the final clean-up; `isWhole` is false only if the text reached its length limit.
    func finished(_ text: String, isWhole: Bool = true, removed: inout Removals) -> String {
        let text = BodyFilter.withoutEndMarks(text)
        let body = Sanitiser.finished(text, isWhole: isWhole)
        if !isWhole, body != Sanitiser.finished(text) { removed.count(.sentence) }
        guard model.profile.tier == .small else { return body }
        let debris = Boilerplate.removed(from: body)
        removed.count(.debris, debris.count)
        return Sanitiser.finished(debris.text)
    }

    /// Returns the text to keep beside the body if the answer lost something in cleaning, or nil.
    func leftOut(_ removed: Removals, of raw: String, besides text: String) -> LeftOut? {
        guard !removed.isEmpty else { return nil }
        let whole = Sanitiser.finished(kept(raw))
        return whole.isEmpty || whole == text ? nil : LeftOut(what: removed.words, whole: whole)
    }

    /// Returns an answer without reasoning and echoed titles.
    func kept(_ raw: String) -> String {
        var filter = BodyFilter.keepingAll(title: entry.section.title)
        return filter.push(raw) + filter.finish()
    }
}
