/// Word wrap for text that arrives piece by piece: says what to send to the terminal, keeps no more than a word.
///
/// A word is held until it is complete. One that had to be shown early and then does not fit is erased (ECMA-48, CUB and
/// EL) and shown on the next line, so that no word is ever broken unless it is wider than a line. The last column stays
/// empty: a terminal's cursor behaves differently there.
struct SoftWrap {
    /// The column of the cursor, what is held not counted.
    private(set) var column = 0
    /// Spaces before the word, which are shown only where the word follows them on its line.
    private var spaces = ""
    /// The word that is not complete yet, and what of it is shown already, from the column `start` on.
    private var word = ""
    private var shown = ""
    private var start = 0
    /// Whether something stands before the word on its line, so that it may go to the next.
    private var mayMove = false

    /// Whether something waits to be shown.
    var isHolding: Bool { word.unicodeScalars.count != shown.unicodeScalars.count }

    /// Whether the cursor is at the start of a line and nothing waits.
    var isAtLineStart: Bool { column == 0 && word.isEmpty && spaces.isEmpty }

    /// Takes more text; gives back what can be shown.
    mutating func take(_ text: String, columns: Int) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n":
                output += flush(columns: columns) + "\n"
                reset()
            case " ", "\t":
                output += flush(columns: columns)
                closeWord()
                spaces.unicodeScalars.append(scalar)
            default:
                if scalar.isIdeograph, !scalar.isClosing, word.unicodeScalars.last?.isIdeograph == true {
                    output += flush(columns: columns)
                    closeWord()
                }
                word.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// Shows what is held of a word, complete or not.
    mutating func flush(columns: Int) -> String {
        guard isHolding else { return "" }
        let width = max(columns - 1, 2)
        return shown.isEmpty ? begin(width) : goOn(width)
    }

    /// Shows everything that is held and begins anew.
    mutating func end(columns: Int) -> String {
        defer { reset() }
        return flush(columns: columns)
    }

    private mutating func reset() {
        (column, spaces) = (0, "")
        closeWord()
    }

    private mutating func closeWord() {
        (word, shown) = ("", "")
    }

    /// Shows the first part of a word, on the next line where it does not fit.
    private mutating func begin(_ width: Int) -> String {
        mayMove = column > 0
        if !mayMove, gapWidth * 2 > width { spaces = "" }
        let (gap, output) = (gapWidth, spaces)
        guard !mayMove || column + gap + word.displayWidth <= width else { return nextLine(width) }
        column += gap
        (spaces, start) = ("", column)
        return output + spill(word[...], width)
    }

    /// Shows more of a word, and all of it anew where it no longer fits or where its last character has changed.
    private mutating func goOn(_ width: Int) -> String {
        if mayMove, start + word.displayWidth > width { return back() + nextLine(width) }
        if word.hasPrefix(shown) { return spill(word.dropFirst(shown.count), width) }
        return back() + spill(word[...], width)
    }

    private mutating func nextLine(_ width: Int) -> String {
        let output = column > 0 ? "\n" : ""
        (column, start, spaces, mayMove) = (0, 0, "", false)
        return output + spill(word[...], width)
    }

    /// Erases what is shown of the word.
    private mutating func back() -> String {
        let count = column - start
        column = start
        return count > 0 ? "\u{1B}[\(count)D\u{1B}[K" : ""
    }

    /// Writes characters from the cursor on, breaking between them at the margin.
    ///
    /// Of a word that was broken only the part on the last line goes on being the word.
    private mutating func spill(_ text: Substring, _ width: Int) -> String {
        var output = ""
        var line: Substring?
        for index in text.indices {
            let character = text[index]
            let columns = character.displayWidth
            if column > 0, column + columns > width {
                output += "\n"
                (column, start, mayMove) = (0, 0, false)
                line = text[index...]
            }
            output.append(character)
            column += columns
        }
        if let line { word = String(line) }
        shown = word
        return output
    }

    /// The columns of the spaces that are held; a tab goes to the next multiple of eight.
    private var gapWidth: Int {
        spaces.reduce(column) { $1 == "\t" ? ($0 / 8 + 1) * 8 : $0 + 1 } - column
    }
}
