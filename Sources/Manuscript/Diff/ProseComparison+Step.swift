extension ProseComparison.Step {
    /// Merges this step with the next one; returns nil if they are of different kinds.
    func followed(by next: Self) -> Self? {
        switch (self, next) {
        case (.same(let old, let new), .same(let laterOld, let laterNew)):
            .same(old: old + laterOld, new: new + laterNew)
        case (.change(let removed, let added), .change(let laterRemoved, let laterAdded)):
            .change(removed: removed + laterRemoved, added: added + laterAdded)
        default: nil
        }
    }

    /// Merges changes that have too little unchanged text between them.
    ///
    /// A lone space or a short word between longer changes is harder to read than one change.
    static func readable(_ steps: [Self]) -> [Self] {
        var result: [Self] = []
        for step in steps {
            result.append(step)
            while result.count >= 3, let whole = absorbed(result.suffix(3)) {
                result.replaceSubrange((result.count - 3)..., with: [whole])
            }
        }
        return result.flatMap(\.withoutSharedSpace)
    }

    /// Merges two changes and the unchanged text between them; returns nil if that text is worth keeping.
    private static func absorbed(_ three: ArraySlice<Self>) -> Self? {
        guard let first = three.first, let last = three.last,
            case .change(let removed, let added) = first, case .change(let laterRemoved, let laterAdded) = last,
            case .same(let old, let new) = three[three.startIndex + 1], !old.contains(where: { $0.kind == .gap })
        else { return nil }
        let whole = Self.change(removed: removed + old + laterRemoved, added: added + new + laterAdded)
        let kept = weight(old)
        if kept == 0 {
            let (gone, come) = (weight(removed) + weight(laterRemoved), weight(added) + weight(laterAdded))
            return gone > 0 && come > 0 ? whole : nil
        }
        let before = max(weight(removed), weight(added))
        let behind = max(weight(laterRemoved), weight(laterAdded))
        return kept * 3 <= min(before, behind) ? whole : nil
    }

    /// Returns the bytes in words; a moved paragraph counts as one.
    private static func weight(_ tokens: [ProseTokens.Token]) -> Int {
        tokens.reduce(0) { $0 + ($1.kind == .word ? $1.text.utf8.count : $1.kind == .moved ? 1 : 0) }
    }

    /// The step with the whitespace that both sides begin or end with moved out of the change.
    private var withoutSharedSpace: [Self] {
        guard case .change(let removed, let added) = self else { return [self] }
        func isShared(_ one: ProseTokens.Token?, _ other: ProseTokens.Token?) -> Bool {
            guard let one, let other, one.kind == .space || one.kind == .gap else { return false }
            return one.key == other.key
        }
        var (gone, come) = (removed[...], added[...])
        var (before, behind): (Self?, Self?)
        if isShared(gone.first, come.first) {
            before = .same(old: [gone.removeFirst()], new: [come.removeFirst()])
        }
        if isShared(gone.last, come.last) {
            behind = .same(old: [gone.removeLast()], new: [come.removeLast()])
        }
        let core = gone.isEmpty && come.isEmpty ? nil : Self.change(removed: Array(gone), added: Array(come))
        return [before, core, behind].compactMap(\.self)
    }

    /// The step as pieces of a diff; gaps and moved paragraphs are separate pieces.
    var pieces: [ProseDiff.Piece] {
        switch self {
        case .same(let old, let new): return Self.kept(old, new)
        case .change(let removed, let added):
            return Self.runs(removed, { .removed($0) }, { .left($0) })
                + Self.runs(added, { .added($0) }, { .arrived($0) })
        }
    }

    private static func kept(_ old: [ProseTokens.Token], _ new: [ProseTokens.Token]) -> [ProseDiff.Piece] {
        var pieces: [ProseDiff.Piece] = []
        var (oldText, newText) = ("", "")
        func close() {
            if !oldText.isEmpty || !newText.isEmpty { pieces.append(.same(old: oldText, new: newText)) }
            (oldText, newText) = ("", "")
        }
        for (one, other) in zip(old, new) {
            if one.kind == .gap {
                close()
                pieces.append(.gap(old: String(one.text), new: String(other.text)))
            } else {
                oldText += one.text
                newText += other.text
            }
        }
        close()
        return pieces
    }

    private static func runs(
        _ tokens: [ProseTokens.Token], _ plain: (String) -> ProseDiff.Piece, _ moved: (String) -> ProseDiff.Piece
    ) -> [ProseDiff.Piece] {
        var pieces: [ProseDiff.Piece] = []
        var text = ""
        for token in tokens {
            if token.kind == .moved {
                if !text.isEmpty { pieces.append(plain(text)) }
                text = ""
                pieces.append(moved(String(token.text)))
            } else {
                text += token.text
            }
        }
        return text.isEmpty ? pieces : pieces + [plain(text)]
    }
}
