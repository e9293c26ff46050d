import Platform

/// Errors in the input to check.
enum CheckError: PlainError {
    case noHeadings(String)
    case noOutline(String)
    case notText(String)

    var sentence: String {
        switch self {
        case .noHeadings(let path): "\(path) has no headings, so there are no sections to check. Give a Markdown file."
        case .noOutline(let path): "\(path) has no headings, numbers or bullets that could be an outline."
        case .notText(let path): "\(path) is not UTF-8 text. Give a Markdown file."
        }
    }
}
