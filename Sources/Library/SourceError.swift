import Platform

/// Errors in reading a source.
package enum SourceError: PlainError, Equatable {
    case empty(String)
    case notText(String)
    case unknownEncoding(String, encoding: String)
    case loginPage(String)
    case noReadableFile(String)
    case nothingMatches(String)
    case tooMany(String, count: Int, most: Int)
    /// A program that converts this kind of document is not installed.
    case noProgram(String, program: String, package: String)
    case conversionFailed(String, program: String)
    /// A library that is loaded on demand is missing; the text says which.
    case noLibrary(String)
    case indexFailed(code: Int)

    package var sentence: String {
        switch self {
        case .empty(let name): "\(name) has no text, so it was not added. Give a file with words in it."
        case .notText(let name):
            "\(name) is not text, HTML, PDF or docx, so it was not added. Convert it to text or Markdown first."
        case .unknownEncoding(let name, let encoding):
            "\(name) is in the encoding \"\(encoding.prefix(30))\", which Galley does not read. Convert it to UTF-8, for example with iconv."
        case .loginPage(let name):
            "\(name) is a page for signing in, so it was not added. Save the page that you mean in a browser, and add the file."
        case .noReadableFile(let name):
            "\(name) has no Markdown, text, HTML, PDF or docx files, so nothing was added. Name a file."
        case .nothingMatches(let name): "No file matches \(name), so nothing was added. Check the pattern."
        case .tooMany(let name, let count, let most):
            "\(name) has \(count) files, and at most \(most) can be added at once. Name fewer."
        case .noProgram(let name, let program, let package):
            "\(name) needs the program \(program), which is not installed. Install the package \(package), or convert the file to text."
        case .conversionFailed(let name, let program):
            "\(program) could not read \(name), so it was not added. Check that the file opens elsewhere, or convert it to text."
        case .noLibrary(let reason): "This cannot be read, since \(reason). Install it, and try again."
        case .indexFailed(let code):
            "The passages of the sources could not be indexed (SQLite's code \(code)). Check that SQLite has FTS5."
        }
    }
}
