import Platform

/// Errors in a request about sources.
enum SourceCommandError: PlainError, Equatable {
    case noSuchSource(Int, has: [Int])
    case noSources
    case noSuchPassage(String)
    case cannotRefresh(Int)
    case onlyPiped
    case noSuchMention(String)

    var sentence: String {
        switch self {
        case .noSuchSource(let number, let numbers):
            numbers.isEmpty
                ? "There is no source \(number): this post has no sources. `:source add PATH` adds one."
                : "There is no source \(number). `:sources` lists \(numbers.map(String.init).joined(separator: ", "))."
        case .noSources: "This post has no sources. `:source add PATH` adds one."
        case .noSuchPassage(let address):
            "There is no passage \(address). `:source show` shows the passages of a source."
        case .cannotRefresh(let number):
            "Source \(number) was typed or piped in, so it cannot be read again. `:source add` adds another one."
        case .onlyPiped:
            "Standard input is not a pipe with text, so nothing was added. Use `galley --source - < notes.md`."
        case .noSuchMention(let path):
            "There is no file \(path) to take as a source. Check the path; begin with `::` to send @ as it is."
        }
    }
}
