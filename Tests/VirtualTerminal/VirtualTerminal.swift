/// A terminal that keeps what it is sent as cells, for tests: xterm's control functions as far as galley uses them.
///
/// Unknown sequences are errors. On a new width it breaks its lines anew, as VTE, kitty, iTerm2, Windows
/// Terminal and tmux do, or with `reflows` false leaves its rows as they are and cuts them, as xterm does. What is
/// erased takes the background's colour. Characters join the one before them where they make one grapheme with it.
package struct VirtualTerminal: Sendable {
    package private(set) var columns: Int
    package private(set) var rows: Int
    /// The rows that left the screen at the top, the oldest first.
    package internal(set) var scrollback: [Row] = []
    /// The rows of the screen.
    package internal(set) var screen: [Row]
    package internal(set) var row = 0
    package internal(set) var column = 0
    /// True if the last column is full and the next character goes to the next row.
    package internal(set) var isWrapPending = false
    package internal(set) var isCursorShown = true
    package internal(set) var pastesAreMarked = false
    /// The flags of kitty's key reports, the present ones last.
    package internal(set) var keyFlags = [0]
    /// The value of xterm's modifyOtherKeys.
    package internal(set) var otherKeys = 0
    package internal(set) var title = ""
    var titles: [String] = []
    package internal(set) var bells = 0
    /// The sequences that it did not understand.
    package internal(set) var errors: [String] = []
    /// The uppermost row that was changed or moved into since `forgetTouches`, counted from the scrollback's first.
    package private(set) var touched: Int?

    let reflows: Bool
    var look = Look()
    var wraps = true
    var margins: ClosedRange<Int>
    var saved = (row: 0, column: 0, look: Look())
    var parser = Parser()

    /// An empty screen of that size.
    package init(columns: Int, rows: Int, reflows: Bool = true) {
        (self.columns, self.rows, self.reflows) = (columns, rows, reflows)
        screen = Array(repeating: Row(columns: columns), count: rows)
        margins = 0...(rows - 1)
    }

    // MARK: - What is seen

    /// The screen as text, line by line.
    package var lines: [String] { screen.map(\.text) }
    /// Scrollback and screen as text down to the last line that has any.
    package var everything: [String] {
        var all = (scrollback + screen).map(\.text)
        while all.last == "" { all.removeLast() }
        return all
    }
    /// Scrollback and screen with the lines that the terminal broke put together again.
    package var paragraphs: [String] {
        var result: [String] = []
        var isOpen = false
        for row in scrollback + screen {
            if isOpen, let last = result.indices.last { result[last] += row.copied } else { result.append(row.copied) }
            isOpen = row.isWrapped
        }
        while result.last == "" { result.removeLast() }
        return result
    }
    /// The cells of scrollback and screen down to the last row with anything on it.
    package var cells: [[Cell]] {
        var all = (scrollback + screen).map(\.cells)
        while all.last?.allSatisfy(\.isBlank) == true { all.removeLast() }
        return all
    }
    /// The cursor's row, counted from the scrollback's first.
    package var depth: Int { scrollback.count + row }

    package mutating func forgetTouches() { touched = nil }

    // MARK: - Input

    /// Takes what a program writes, cut anywhere.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            for event in parser.take(byte) { perform(event) }
        }
    }

    /// Takes a text that a program writes.
    package mutating func feed(_ text: String) { feed(text.utf8) }

    mutating func touch() {
        touched = min(touched ?? depth, depth)
    }

    mutating func put(_ scalar: Unicode.Scalar) {
        if joins(scalar) { return }
        let width = Columns.of(scalar)
        guard width > 0 else { return }
        if isWrapPending || column + width > columns, wraps {
            screen[row].isWrapped = true
            column = 0
            lineFeed()
        }
        isWrapPending = false
        column = min(column, columns - width)
        touch()
        set(String(scalar), width: width)
        advance(width)
    }

    private mutating func advance(_ width: Int) {
        column += width
        if column >= columns {
            column = columns - 1
            isWrapPending = wraps
        }
    }

    /// Puts a character at the cursor; the other half of a wide one that it cuts goes.
    private mutating func set(_ text: String, width: Int) {
        for place in column..<min(column + width, columns) { clearHalf(at: place) }
        screen[row].cells[column] = Cell(text: text, width: width, look: look)
        if width == 2 { screen[row].cells[column + 1] = Cell(text: "", width: 0, look: look) }
    }

    mutating func clearHalf(at place: Int) {
        let cells = screen[row].cells
        if cells[place].width == 0, place > 0 { screen[row].cells[place - 1] = Cell(look: cells[place].look) }
        if cells[place].width == 2, place + 1 < columns { screen[row].cells[place + 1] = Cell(look: cells[place].look) }
    }

    /// Adds a scalar to the character before the cursor, where the two are one.
    private mutating func joins(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        var place = isWrapPending ? column : column - 1
        guard place >= 0 else { return false }
        if screen[row].cells[place].width == 0 { place -= 1 }
        let whole = screen[row].cells[place].text + String(scalar)
        guard !screen[row].cells[place].text.isEmpty, whole.count == 1, let character = whole.first else {
            return false
        }
        let (before, width) = (screen[row].cells[place].width, Columns.of(character))
        touch()
        guard width != before, width == 2, place + 1 < columns else {
            screen[row].cells[place].text = whole
            return true
        }
        column = place
        isWrapPending = false
        set(whole, width: 2)
        advance(2)
        return true
    }

    mutating func lineFeed() {
        isWrapPending = false
        if row == margins.upperBound { scroll(1) } else if row < rows - 1 { row += 1 }
        touch()
    }

    /// Moves what stands between the margins up, or down where `count` is negative.
    mutating func scroll(_ count: Int) {
        for _ in 0..<abs(count) {
            if count > 0 {
                let gone = screen.remove(at: margins.lowerBound)
                if margins.lowerBound == 0 { scrollback.append(gone) }
                screen.insert(Row(columns: columns, look: look), at: margins.upperBound)
            } else {
                screen.remove(at: margins.upperBound)
                screen.insert(Row(columns: columns, look: look), at: margins.lowerBound)
            }
        }
    }

    /// Gives the window another size.
    package mutating func resize(columns width: Int, rows height: Int) {
        let reflown = reflows ? reflow(to: width, rows: height) : cut(to: width, rows: height)
        (scrollback, screen) = (reflown.scrollback, reflown.screen)
        (columns, rows) = (width, height)
        (row, column) = (reflown.row, min(reflown.column, width - 1))
        isWrapPending = isWrapPending && reflown.column >= width
        margins = 0...(height - 1)
    }
}
