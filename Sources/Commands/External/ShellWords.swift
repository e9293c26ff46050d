/// A line split into words as a POSIX shell does, without executing or expanding anything.
///
/// POSIX.1-2017, 2.2 "Quoting": single quotes keep everything; double quotes keep everything but a backslash before
/// `"`, `\`, `$` or a backquote; outside of quotes, a backslash keeps the next character. An unclosed quote extends to
/// the end of the line.
struct ShellWords {
    /// The words, without quotes.
    private(set) var words: [String] = []
    private var word: String?
    private var quote: Character?
    private var isEscaped = false

    init(_ line: String) {
        for character in line { take(character) }
        if isEscaped { word = (word ?? "") + "\\" }
        end()
    }

    private mutating func end() {
        if let word { words.append(word) }
        word = nil
    }

    private mutating func take(_ character: Character) {
        if isEscaped {
            isEscaped = false
            let keepsBackslash = quote == "\"" && !"\"\\$`\n".contains(character)
            if character != "\n" || keepsBackslash {
                word = (word ?? "") + (keepsBackslash ? "\\" : "") + String(character)
            }
        } else if character == "\\", quote != "'" {
            isEscaped = true
        } else if let quote {
            if character == quote { self.quote = nil } else { word = (word ?? "") + String(character) }
        } else if character == "'" || character == "\"" {
            quote = character
            word = word ?? ""
        } else if character.isWhitespace {
            end()
        } else {
            word = (word ?? "") + String(character)
        }
    }
}
