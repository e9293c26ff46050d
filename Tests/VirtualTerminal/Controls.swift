extension VirtualTerminal {
    mutating func perform(_ event: Parser.Event) {
        switch event {
        case .character(let scalar): put(scalar)
        case .control(let code): control(code)
        case .escape(let between, let final): escape(between, final)
        case .sequence("", let numbers, let final): sequence(numbers, final)
        case .sequence("?", let numbers, "h"): for number in numbers { mode(number, true) }
        case .sequence("?", let numbers, "l"): for number in numbers { mode(number, false) }
        case .sequence(">", let numbers, "u"): keyFlags.append(numbers.first ?? 0)
        case .sequence("=", let numbers, "u"): keyFlags[keyFlags.count - 1] = numbers.first ?? 0
        case .sequence("<", _, "u") where keyFlags.count > 1: keyFlags.removeLast()
        case .sequence(">", let numbers, "m") where numbers.first == 4: otherKeys = numbers.dropFirst().first ?? 0
        case .sequence(let mark, let numbers, let final): errors.append("CSI \(mark)\(numbers)\(final)")
        case .command(let text): command(text)
        case .broken(let what): errors.append(what)
        }
    }

    private mutating func control(_ code: UInt8) {
        switch code {
        case 0x00: break
        case 0x07: bells += 1
        case 0x08: move(to: row, column - 1)
        case 0x09: move(to: row, (column / 8 + 1) * 8)
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D: move(to: row, 0)
        default: errors.append("control \(code)")
        }
    }

    private mutating func escape(_ between: String, _ final: Character) {
        switch (between, final) {
        case ("", "7"): saved = (row, column, look)
        case ("", "8"):
            look = saved.look
            move(to: saved.row, saved.column)
        case ("", "D"): lineFeed()
        case ("", "E"):
            move(to: row, 0)
            lineFeed()
        case ("", "M"): if row == margins.lowerBound { scroll(-1) } else { move(to: row - 1, column) }
        case ("", "="), ("", ">"), ("(", "B"): break
        default: errors.append("Esc \(between)\(final)")
        }
    }

    mutating func move(to row: Int, _ column: Int) {
        isWrapPending = false
        self.row = min(max(row, 0), rows - 1)
        self.column = min(max(column, 0), columns - 1)
        touch()
    }

    private mutating func mode(_ number: Int, _ isOn: Bool) {
        switch number {
        case 1, 12: break
        case 7: wraps = isOn
        case 25: isCursorShown = isOn
        case 2004: pastesAreMarked = isOn
        default: errors.append("mode ?\(number)")
        }
    }

    private mutating func sequence(_ numbers: [Int], _ final: Character) {
        let first = numbers.first ?? 0
        let count = max(first, 1)
        switch final {
        case "A": move(to: max(row - count, row >= margins.lowerBound ? margins.lowerBound : 0), column)
        case "B", "e": move(to: row + count, column)
        case "C", "a": move(to: row, column + count)
        case "D": move(to: row, column - count)
        case "E": move(to: row + count, 0)
        case "F": move(to: row - count, 0)
        case "G", "`": move(to: row, count - 1)
        case "d": move(to: count - 1, column)
        case "H", "f": move(to: count - 1, max(numbers.count > 1 ? numbers[1] : 1, 1) - 1)
        case "J": eraseDisplay(first)
        case "K": eraseLine(first)
        case "P": deleteCharacters(count)
        case "@": insertCharacters(count)
        case "X": erase(column..<min(column + count, columns))
        case "L": if margins.contains(row) { within(row...margins.upperBound) { $0.scroll(-count) } }
        case "M": if margins.contains(row) { within(row...margins.upperBound) { $0.scroll(count) } }
        case "S": scroll(count)
        case "T": scroll(-count)
        case "r":
            let last = numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], rows) : rows
            guard count < last else { return }
            margins = (count - 1)...(last - 1)
            move(to: 0, 0)
        case "m": paint(numbers)
        case "t" where first == 22: titles.append(title)
        case "t" where first == 23: title = titles.popLast() ?? title
        default: errors.append("CSI \(numbers)\(final)")
        }
    }

    private mutating func within(_ part: ClosedRange<Int>, _ body: (inout Self) -> Void) {
        let (before, kept) = (margins, scrollback)
        margins = part
        touch()
        body(&self)
        margins = before
        // Deleted rows do not become history.
        scrollback = kept
        isWrapPending = false
    }

    private mutating func eraseDisplay(_ part: Int) {
        let blank = Row(columns: columns, look: look)
        switch part {
        case 0:
            eraseLine(0)
            for below in (row + 1)..<max(rows, row + 1) { screen[below] = blank }
        case 1:
            eraseLine(1)
            for above in 0..<row { screen[above] = blank }
        case 2: for any in 0..<rows { screen[any] = blank }
        case 3: scrollback = []
        default: errors.append("CSI \(part)J")
        }
    }

    private mutating func eraseLine(_ part: Int) {
        switch part {
        case 0:
            erase(column..<columns)
            screen[row].isWrapped = false
        case 1: erase(0..<(column + 1))
        case 2: erase(0..<columns)
        default: errors.append("CSI \(part)K")
        }
    }

    private mutating func erase(_ part: Range<Int>) {
        touch()
        isWrapPending = false
        let blank = Row(columns: columns, look: look).cells
        for place in part {
            clearHalf(at: place)
            screen[row].cells[place] = blank[place]
        }
    }

    private mutating func deleteCharacters(_ count: Int) {
        touch()
        let count = min(count, columns - column)
        clearHalf(at: column)
        screen[row].cells.removeSubrange(column..<(column + count))
        screen[row].cells += Row(columns: count, look: look).cells
        isWrapPending = false
    }

    private mutating func insertCharacters(_ count: Int) {
        touch()
        let count = min(count, columns - column)
        clearHalf(at: column)
        screen[row].cells.insert(contentsOf: Row(columns: count, look: look).cells, at: column)
        screen[row].cells.removeLast(count)
        isWrapPending = false
    }

    private mutating func command(_ text: String) {
        let parts = text.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        switch parts.first {
        case "8" where parts.count == 3: look.link = parts[2].isEmpty ? nil : parts[2]
        case "0", "2": title = parts.dropFirst().joined(separator: ";")
        default: errors.append("OSC \(text)")
        }
    }

    private mutating func paint(_ numbers: [Int]) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0:
                let link = look.link
                look = Look()
                look.link = link
            case 1: look.isBold = true
            case 2: look.isDim = true
            case 3: look.isItalic = true
            case 4: look.isUnderlined = true
            case 7: look.isInverse = true
            case 9: look.isStruck = true
            case 22: (look.isBold, look.isDim) = (false, false)
            case 23: look.isItalic = false
            case 24: look.isUnderlined = false
            case 27: look.isInverse = false
            case 29: look.isStruck = false
            case 30...37, 90...97: look.foreground = "\(number)"
            case 40...47, 100...107: look.background = "\(number)"
            case 39: look.foreground = nil
            case 49: look.background = nil
            case 38, 48:
                let count = rest.first == 5 ? 2 : rest.first == 2 ? 4 : 0
                guard count > 0, rest.count >= count else { return errors.append("SGR \(numbers)") }
                let code = ([number] + rest.prefix(count)).map(String.init).joined(separator: ";")
                if number == 38 { look.foreground = code } else { look.background = code }
                rest = rest.dropFirst(count)
            default: errors.append("SGR \(number)")
            }
        }
    }
}
