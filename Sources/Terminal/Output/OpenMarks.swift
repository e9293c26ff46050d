/// The marks of emphasis, code and links that are open at a point in a paragraph (an approximation of CommonMark, 6.2).
///
/// If none is open, the text before can be shown without what follows.
struct OpenMarks {
    private struct Mark {
        let character: Character
        var count: Int
    }

    /// A run of equal marks whose next character is not known yet.
    private struct Run {
        let character: Character
        var count: Int
        let before: Character?
    }

    private var stack: [Mark] = []
    private var run: Run?
    private var last: Character?
    private var isEscaped = false

    /// True if nothing is open or undecided.
    var isEmpty: Bool { stack.isEmpty && run == nil && !isEscaped }

    /// The number of characters at the end that are marks of unknown meaning.
    var undecided: Int { (run?.count ?? 0) + (isEscaped ? 1 : 0) }

    /// The number of links that are open or may be.
    var links: Int { stack.count { $0.character == "[" || $0.character == "(" } }

    /// The marks that close the open emphasis and code.
    var closers: String {
        stack.reversed().filter { $0.character != "[" && $0.character != "(" }
            .map { String(repeating: $0.character, count: $0.count) }.joined()
    }

    private var isInCode: Bool { stack.last?.character == "`" }

    /// Takes the next character; a newline counts as a space.
    mutating func take(_ character: Character) {
        if run?.character == character {
            run?.count += 1
            return
        }
        if let run { close(run, after: character) }
        run = nil
        defer { last = character }
        if isEscaped {
            isEscaped = false
            return
        }
        switch character {
        case "`": run = Run(character: character, count: 1, before: last)
        case _ where isInCode: break
        case "\\": isEscaped = true
        case "*", "_", "~": run = Run(character: character, count: 1, before: last)
        case "[": stack.append(Mark(character: "[", count: 1))
        case "]": drop(to: "[")
        case "(" where last == "]": stack.append(Mark(character: "(", count: 1))
        case ")": drop(to: "(")
        default: break
        }
    }

    /// Removes the last mark of a kind and the marks opened after it, which have no meaning.
    private mutating func drop(to character: Character) {
        guard let place = stack.lastIndex(where: { $0.character == character }) else { return }
        stack.removeSubrange(place...)
    }

    private mutating func close(_ run: Run, after: Character) {
        if run.character == "`" {
            guard isInCode else { return stack.append(Mark(character: "`", count: run.count)) }
            if stack.last?.count == run.count { stack.removeLast() }
            return
        }
        let (opens, closes) = (!after.isWhitespace, run.before.map { !$0.isWhitespace } ?? false)
        if run.character == "_", opens, closes, after.isWord, run.before?.isWord == true { return }
        var count = run.count
        while closes, count > 0, let place = stack.lastIndex(where: { $0.character == run.character }) {
            let taken = min(count, stack[place].count)
            count -= taken
            stack[place].count -= taken
            stack.removeSubrange((stack[place].count == 0 ? place : place + 1)...)
        }
        if opens, count > 0 { stack.append(Mark(character: run.character, count: count)) }
    }
}

extension Character {
    fileprivate var isWord: Bool { isLetter || isNumber }
}
