/// Something that takes keys and shows itself on the whole screen, until it comes to an answer.
package protocol Dialogue<Answer> {
    /// What the person chooses.
    associatedtype Answer: Sendable

    /// Takes a key.
    mutating func take(_ key: DialogueKey) -> DialogueStep<Answer>
    /// How it looks now on a screen of that many columns and rows.
    mutating func picture(width: Int, height: Int) -> DialoguePicture
}

/// A key, as dialogues know them.
package enum DialogueKey: Sendable, Equatable {
    /// A character, or several that were pasted.
    case text(String)
    case enter, escape, backspace
    /// Ctrl-U and Ctrl-W: all that was typed goes, or the last word.
    case clear, dropWord
    case up, down, left, right, pageUp, pageDown, home, end
}

/// What a dialogue makes of a key.
package enum DialogueStep<Answer: Sendable>: Sendable {
    case goOn
    /// It is over without an answer.
    case leave
    case answer(Answer)
}

extension DialogueStep: Equatable where Answer: Equatable {}

/// How a dialogue ended.
package enum DialogueEnding<Answer: Sendable>: Sendable {
    case answer(Answer)
    /// The person left it.
    case left
    /// The terminal is gone, or the system wants the program to end.
    case hangUp
}

extension DialogueEnding: Equatable where Answer: Equatable {}

/// A screen: painted lines, harmless already, and where the cursor stands.
package struct DialoguePicture: Sendable, Equatable {
    package var lines: [String]
    /// Line and column, both from 0; nil hides the cursor.
    package var cursor: Place?

    /// A place on the screen.
    package struct Place: Sendable, Equatable {
        package var line: Int
        package var column: Int

        /// Names a place.
        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// Makes a picture.
    package init(_ lines: [String], cursor: Place? = nil) {
        self.lines = lines
        self.cursor = cursor
    }
}
