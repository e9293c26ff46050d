import Platform

/// Lines from the command line, a file or a pipe instead of a prompt.
package struct ScriptInput: Sendable {
    /// A line, with its place for messages.
    package struct Line: Sendable, Equatable {
        /// The line itself.
        package var text: String
        /// The file and number of the line; nil for one of the command line.
        var place: String?

        /// Makes a line.
        package init(_ text: String, place: String? = nil) {
            self.text = text
            self.place = place
        }
    }

    private let given: [String]
    private let file: String?

    /// Makes the input; nil if a prompt is to be shown.
    ///
    /// Without `takesPipe`, lines do not come from standard input, since it is read as something else.
    package init?(lines: [String], file: String?, takesPipe: Bool = true) throws {
        guard !lines.isEmpty || file != nil || isatty(STDIN_FILENO) == 0 else { return nil }
        given = lines
        self.file = file ?? (lines.isEmpty && takesPipe ? "-" : nil)
    }

    /// Returns the lines, those of the command line first; throws like `Files.read`, or `InputError`.
    package func lines() throws -> [Line] {
        let given = given.map { Line($0) }
        guard let file else { return given }
        let name = file == "-" ? "Standard input" : file
        let bytes = try file == "-" ? Files.readStandardInput() : Files.read(file, within: .named)
        return try given + Self.lines(in: bytes, of: name)
    }

    /// Returns the lines in some bytes, without empty ones; throws `InputError`.
    package static func lines(in bytes: [UInt8], of name: String) throws -> [Line] {
        // UTF-16 text can pass as UTF-8, but contains NUL bytes.
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw InputError.notUTF8(name)
        }
        let lines = PlainText.unmarked(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.enumerated().filter { !$1.isEmpty }.map { Line(String($1), place: "\(name), line \($0 + 1)") }
    }
}

/// Errors in reading script input.
package enum InputError: PlainError, Equatable {
    case notUTF8(String)

    package var sentence: String {
        switch self {
        case .notUTF8(let file): "\(file) is not UTF-8 text, so nothing was run. Convert it, for example with iconv."
        }
    }
}
