/// A full-screen dialogue that takes keys until it has an answer.
package protocol Dialogue<Answer> {
    /// The type of the user's choice.
    associatedtype Answer: Sendable

    /// Handles a key.
    mutating func take(_ key: DialogueKey) -> DialogueStep<Answer>
    /// Returns the current picture for a screen of the given size.
    mutating func picture(width: Int, height: Int) -> DialoguePicture
}

/// A key as seen by dialogues.
package enum DialogueKey: Sendable, Equatable {
    /// A character, or several that were pasted.
    case text(String)
    case enter, escape, backspace
    /// Ctrl-U deletes all typed text, Ctrl-W the last word.
    case clear, dropWord
    case up, down, left, right, pageUp, pageDown, home, end
}

/// The reaction of a dialogue to a key.
package enum DialogueStep<Answer: Sendable>: Sendable {
    case goOn
    /// The dialogue ends without an answer.
    case leave
    case answer(Answer)
}

extension DialogueStep: Equatable where Answer: Equatable {}

/// The way a dialogue ended.
package enum DialogueEnding<Answer: Sendable>: Sendable {
    case answer(Answer)
    /// The user left it.
    case left
    /// The terminal is gone, or the system asked the program to end.
    case hangUp
}

extension DialogueEnding: Equatable where Answer: Equatable {}

/// A screen: painted lines, already safe to show, and the cursor's position.
package struct DialoguePicture: Sendable, Equatable {
    package var lines: [String]
    /// The line and column of the cursor, both from 0; nil hides it.
    package var cursor: Place?

    /// A position on the screen.
    package struct Place: Sendable, Equatable {
        package var line: Int
        package var column: Int

        /// Makes a position.
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
