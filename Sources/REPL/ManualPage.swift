import Commands
import Manuscript
import Platform

/// The manual page in roff (groff_man(7)), made from the catalogue and the argument parser's description of itself.
package struct ManualPage {
    private let program: Command
    private let version: String

    /// Reads the JSON description that the argument parser prints (`ToolInfoV0`); throws `DecodingError`.
    package init(described json: String, version: String) throws {
        program = Command(try JSONValue(parsing: json)["command"] ?? .null)
        self.version = version
    }

    /// A command with its arguments.
    private struct Command {
        let path: String
        let abstract: String
        let discussion: String
        let arguments: [Argument]
        let subcommands: [Command]

        init(_ value: JSONValue, below above: String = "") {
            let name = value["commandName"]?.string ?? ""
            path = above.isEmpty ? name : "\(above) \(name)"
            abstract = value["abstract"]?.string ?? ""
            discussion = value["discussion"]?.string ?? ""
            let all = (value["arguments"]?.array ?? []).filter { $0["shouldDisplay"] != false }.map { Argument($0) }
            // A flag and its inverse share one entry.
            arguments = all.reduce(into: []) { told, next in
                guard let last = told.last, last.value.isEmpty, next.value.isEmpty, last.abstract == next.abstract
                else { return told.append(next) }
                told[told.count - 1].names += next.names
            }
            let below = path
            // Every command already has help as an option.
            subcommands = (value["subcommands"]?.array ?? [])
                .filter { $0["shouldDisplay"] != false && $0["commandName"] != "help" }
                .map { Command($0, below: below) }
        }
    }

    /// An argument, option or flag.
    private struct Argument: Equatable {
        var names: [String]
        let value: String
        let abstract: String
        let isOptional: Bool
        let isRepeating: Bool
        let isPositional: Bool

        init(_ value: JSONValue) {
            isPositional = value["kind"] == "positional"
            let name = value["valueName"]?.string ?? ""
            self.value = value["kind"] == "flag" ? "" : isPositional ? name.uppercased() : name
            names = (value["names"]?.array ?? []).map { name in
                (name["kind"] == "long" ? "--" : "-") + (name["name"]?.string ?? "")
            }
            let standard = value["defaultValue"]?.string.map { " The default is \($0)." } ?? ""
            abstract = (value["abstract"]?.string ?? "") + (value["kind"] == "flag" ? "" : standard)
            isOptional = value["isOptional"]?.bool ?? false
            isRepeating = value["isRepeating"]?.bool ?? false
        }

        /// The form of a positional argument in a synopsis.
        var usage: String { (isOptional ? "[\(value)]" : value) + (isRepeating ? "…" : "") }
    }

    // MARK: - Text

    /// The page, with a line feed at its end.
    package var text: String {
        var lines = [".TH GALLEY 1 \"\" \(quoted(version)) \"User Commands\""]
        // Names and command lines are neither hyphenated nor justified.
        lines += [".nh", ".ad l", ".SH NAME", "galley \\- " + Self.text(Self.lowercased(program.abstract))]
        lines += [".SH SYNOPSIS"] + synopsis(program)
        lines += [".SH DESCRIPTION"] + Self.paragraphs(program.discussion)
        lines += [".SH OPTIONS"] + program.arguments.flatMap(Self.entry)
        lines += [".SH SUBCOMMANDS"] + program.subcommands.flatMap(subcommand)
        lines +=
            [".SH COMMANDS AT THE PROMPT"]
            + Self.paragraphs(
                "Lines that begin with a colon are commands; unique prefixes work. Everything else is about the post.")
        lines += Catalogue.all.flatMap { type in
            Self.item(type.card.synopsis, "\(type.card.summary.capitalizedFirst). Example: \(type.card.example)")
        }
        lines += [".SH EXIT STATUS"]
        lines += Runner.Status.all.flatMap { Self.item("\($0.code)", $0.meaning.capitalizedFirst + ".") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func synopsis(_ command: Command) -> [String] {
        let positional = command.arguments.filter(\.isPositional).map(\.usage)
        let options = command.arguments.contains { !$0.isPositional } ? ["[options]"] : []
        let isGroup = !command.subcommands.isEmpty && command.path != program.path
        let own = isGroup ? [] : [([command.path] + positional + options).joined(separator: " ")]
        return own.flatMap { [".PP", "\\fB\(Self.text($0))\\fR"] } + command.subcommands.flatMap(synopsis)
    }

    /// Returns the section about a subcommand, with the arguments that the program itself does not have.
    private func subcommand(_ command: Command) -> [String] {
        let shared = Set(program.arguments.flatMap(\.names))
        let own = command.arguments.filter { argument in
            argument.isPositional || !argument.names.contains(where: shared.contains)
        }
        let positional = own.filter(\.isPositional).map(\.usage)
        let head = ([command.path] + positional).joined(separator: " ")
        let common = shared.subtracting(["-h", "--help", "--version"])
        let takesShared = command.arguments.contains { $0.names.contains(where: common.contains) }
        return [".SS \(quoted(head))"] + Self.paragraphs(command.abstract) + Self.paragraphs(command.discussion)
            + own.flatMap(Self.entry)
            + (takesShared ? Self.paragraphs("It also takes the common options above.") : [])
            + command.subcommands.flatMap(subcommand)
    }

    private static func entry(_ argument: Argument) -> [String] {
        let value = argument.value.isEmpty ? "" : "\\fI\(text(argument.value))\\fR"
        let names = argument.names.map { "\\fB\(text($0))\\fR" }.joined(separator: ", ")
        let tag = argument.isPositional ? value : names + (value.isEmpty ? "" : " " + value)
        return [".TP", tag, text(argument.abstract)]
    }

    private static func item(_ tag: String, _ words: String) -> [String] {
        [".TP", "\\fB\(text(tag))\\fR", text(words)]
    }

    /// Returns the paragraphs of a text, separated by blank lines; lines with two columns become a list.
    private static func paragraphs(_ words: String) -> [String] {
        words.split(separator: "\n\n").flatMap { paragraph -> [String] in
            let lines = paragraph.split(separator: "\n").map(String.init)
            guard lines.allSatisfy({ $0.hasPrefix("  ") }) else {
                return [".PP"] + lines.map { text(String($0.trimmed)) }
            }
            return lines.flatMap { line -> [String] in
                let cells = line.drop { $0 == " " }.split(separator: "  ", maxSplits: 1)
                let item = item(String(cells[0]), cells.count > 1 ? String(cells[1].drop { $0 == " " }) : "")
                return line.hasPrefix("    ") ? [".RS"] + item + [".RE"] : item
            }
        }
    }

    private static func lowercased(_ words: String) -> String {
        let sentence = words.hasSuffix(".") ? String(words.dropLast()) : words
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    // MARK: - Escapes

    /// Returns a quoted argument of a request.
    private func quoted(_ words: String) -> String { "\"\(Self.text(words).replacing("\"", with: "\\(dq"))\"" }

    /// Returns a text in ASCII with all requests and escapes neutralized (groff_char(7)).
    static func text(_ words: String) -> String {
        var result = ""
        for scalar in PlainText.clean(words).unicodeScalars {
            switch scalar {
            case "\\": result += "\\(rs"
            case "-": result += "\\-"
            case "`": result += "\\(ga"
            case "'": result += "\\(aq"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\n": result += " "
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
        return result.hasPrefix(".") ? "\\&" + result : result
    }
}
