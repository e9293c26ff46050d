/// One place on the screen.
package struct Cell: Sendable, Equatable {
    /// The character that stands here; empty where nothing was ever written, and in the second half of a wide one.
    package var text = ""
    /// The columns that the character takes: 1 or 2; 0 in the second half of a wide one.
    package var width = 1
    /// How it looks.
    package var look = Look()

    /// True if a character was written here, even a space.
    package var isWritten: Bool { !text.isEmpty || width == 0 }
    /// True if the cell looks empty.
    var isBlank: Bool { text.isEmpty && width == 1 && look == Look() }
}

/// How characters look (ECMA-48, 8.3.117) and where they lead (OSC 8).
package struct Look: Sendable, Equatable {
    package var isBold = false
    package var isDim = false
    package var isItalic = false
    package var isUnderlined = false
    package var isInverse = false
    package var isStruck = false
    /// The colours' codes as they were asked for, such as `34` or `38;5;252`; nil for the terminal's own.
    package var foreground: String?
    package var background: String?
    /// The address of the link that the character belongs to.
    package var link: String?

    package init() {}
}

/// One row of the screen or of the scrollback.
package struct Row: Sendable, Equatable {
    package var cells: [Cell]
    /// True if the terminal broke the line here, so that the next row belongs to it.
    package var isWrapped = false

    init(columns: Int, look: Look = Look()) {
        var cell = Cell()
        // Erased cells get only the colour of the background (xterm, "back-color-erase").
        cell.look.background = look.background
        cells = Array(repeating: cell, count: columns)
    }

    /// The visible text, without trailing spaces.
    package var text: String {
        var text = cells.map { $0.width == 0 ? "" : $0.text.isEmpty ? " " : $0.text }.joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The characters that a copy takes: what was written, without what was only erased at the end.
    package var copied: String {
        let end = cells.lastIndex { $0.isWritten }.map { $0 + 1 } ?? 0
        return cells[..<end].map { $0.width == 0 ? "" : $0.text.isEmpty ? " " : $0.text }.joined()
    }
}
