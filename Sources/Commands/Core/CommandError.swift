import Platform

/// Errors in a line typed at the prompt.
package enum CommandError: PlainError, Equatable {
    case unknown(String, nearest: String?)
    case ambiguous(String, [String])
    case missing(String, command: String)
    case tooMany(String, command: String)
    case unknownOption(String, nearest: String?, command: String)
    case notANumber(String, of: String)
    case noTopic
    /// Only numbers or an address, where an instruction for the outline is expected.
    case noInstruction(String)
    case hasParts(String, toBe: String)
    case noParagraph(Int, of: String, count: Int)
    case nothingToCheck
    case emptyTopic
    case nothingToUndo
    case nothingToRedo
    case historyDoesNotFit
    case nothingWritten(String)
    case noCandidate(String)
    case noCandidates
    case severalCandidates([String])
    case locked([String])
    case noVersion(String, of: String, has: [Int])
    case nothingLeftOut(String, Int)
    case nothingToCompare(String)
    case outlineExists
    case unknownFormat(String, known: [String])
    /// `takes` completes a sentence.
    case badArgument(String, takes: String)
    /// `kept` is the file that holds the writer's work, if any.
    case editorFailed(String, Int, kept: String?)
    case noEditor(String)
    /// The edited file is not text; `kept` is its path.
    case editorNoText(String, kept: String)
    /// The edited file is gone; `kept` is its folder if the editor left anything else there.
    case editorNoFile(String, Int, kept: String?)

    /// True if the line is wrong whatever the session holds.
    var isOfWording: Bool {
        switch self {
        case .unknown, .ambiguous, .missing, .tooMany, .unknownOption, .notANumber, .unknownFormat, .badArgument,
            .noInstruction:
            true
        default: false
        }
    }

    package var sentence: String {
        switch self {
        case .unknown(let name, let nearest?):
            "There is no command :\(name); did you mean :\(nearest)? `:help` lists them."
        case .unknown(let name, nil):
            "There is no command :\(name). `:help` lists them; begin with `::` to send text that starts with a colon."
        case .ambiguous(let name, let names):
            ":\(name) could be \(names.map { ":" + $0 }.joined(separator: ", ")). Type one more letter."
        case .missing(let what, let command): ":\(command) needs \(what). `:help \(command)` shows how."
        case .tooMany(let rest, let command):
            ":\(command) does not take \"\(rest.prefix(40))\". `:help \(command)` shows how."
        case .unknownOption(let option, let nearest?, let command):
            ":\(command) has no option \(option.prefix(40)). Did you mean \(nearest)?"
        case .unknownOption(let option, nil, let command):
            ":\(command) has no option \(option.prefix(40)). `:help \(command)` shows what it takes."
        case .notANumber(let text, let what): "\"\(text.prefix(40))\" is not valid. Give \(what)."
        case .noTopic: "There is no topic yet. Type one, or use `:new TOPIC`."
        case .noInstruction(let text):
            "\"\(text.prefix(40))\" does not say what to change. Give an instruction, such as `:outline add a section on costs`. `:set sections` sets how many sections a new outline has, `:show` shows a section."
        case .hasParts(let section, let done):
            "\(section) has sections below it, so it cannot be \(done). Name the ones below it, or move them away first."
        case .noParagraph(_, let section, let count) where count < 2:
            "\(section) has no second paragraph. Leave out the number, or write the section first."
        case .noParagraph(let number, let section, let count):
            "\(section) has no paragraph \(number) that could begin a new section; give 2 to \(count)."
        case .nothingToCheck: "There is no text to check yet. `:write` writes the sections."
        case .emptyTopic: "A topic needs at least one letter or digit. Try `:new What is data engineering?`."
        case .nothingToUndo: "Nothing to undo. `:history` lists what was done."
        case .nothingToRedo: "Nothing to redo."
        case .historyDoesNotFit:
            "This turn cannot be undone: the file was changed by hand since then. Nothing was changed; `:history` shows the turns."
        case .nothingWritten(let what): "\(what) has no text yet. `:write` writes what is missing."
        case .noCandidate(let number): "Section \(number) has no unfinished text. `:status` lists the sections."
        case .noCandidates: "There is no unfinished text. `:status` shows how far the post is."
        case .severalCandidates(let numbers):
            "Sections \(numbers.joined(separator: ", ")) have unfinished texts. Name one, such as `:continue \(numbers.first ?? "")`."
        case .locked(let names):
            "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") locked, so nothing was changed. `:unlock ADDRESS` opens it."
        case .noVersion(let wanted, let section, let numbers):
            "\(section) has no version \(wanted.prefix(20)); it has \(numbers.map(String.init).joined(separator: ", ")). `:versions` lists them."
        case .nothingLeftOut(let section, let number):
            "Nothing was left out of version \(number) of \(section). `:versions` lists the versions with omissions."
        case .nothingToCompare(let section):
            "\(section) has fewer than two texts to compare. `:versions` lists them."
        case .outlineExists:
            "This post already has an outline. `:outline INSTRUCTION` changes it, `:new TOPIC` begins another post."
        case .unknownFormat(let format, let known):
            "There is no format \"\(format.prefix(20))\". Use one of \(known.joined(separator: ", "))."
        case .badArgument(let command, let takes): "\(command) takes \(takes)."
        case .editorFailed(let editor, let status, let kept):
            "The editor \(editor) ended with status \(status), so nothing was changed\(kept.map { "; your text is in \($0)" } ?? ""). Set EDITOR to another, or `:edit ADDRESS INSTRUCTION`."
        case .editorNoText(let editor, let kept):
            "The editor \(editor) saved text that is not UTF-8, so nothing was changed; your text is in \(kept). Convert it, for example with iconv, or have the editor save UTF-8."
        case .editorNoFile(let editor, let status, let kept):
            "The editor \(editor) \(status == 0 ? "removed the file" : "ended with status \(status) and removed the file"), so nothing was changed\(kept.map { "; the remaining text is in \($0)" } ?? "")."
        case .noEditor(let editor):
            "The editor \(editor) cannot be started, so nothing was changed. Set EDITOR to another, or `:edit ADDRESS INSTRUCTION`."
        }
    }
}
