import Manuscript
import Platform
import Subprocess

/// Makes documents of Markdown by pandoc, if it is installed.
struct Pandoc {
    private let environment: ChildEnvironment

    init(environment: ChildEnvironment) { self.environment = environment }

    /// The extensions of GitHub's Markdown that a post needs.
    private static let reader = "gfm+yaml_metadata_block+bracketed_spans+attributes+tex_math_dollars"

    /// Turns pictures from elsewhere into links, so that nothing is loaded.
    private static let filter = """
        function Image(image)
          if image.src:match("^%a[%w+.-]*:") or image.src:match("^//") then
            local words = #image.caption > 0 and image.caption or { pandoc.Str(image.src) }
            return pandoc.Link(words, image.src)
          end
        end

        """

    /// The programs that pandoc can make a PDF with, the best first.
    private static let engines = [
        "tectonic", "xelatex", "lualatex", "pdflatex", "weasyprint", "wkhtmltopdf", "prince", "typst",
    ]

    /// Returns the bytes of a document; the same text and time give the same bytes.
    ///
    /// Throws `PandocError`, `SystemError` or `CancellationError`.
    func document(of text: String, by writer: String, from reader: String = reader, at time: Date) async throws
        -> [UInt8]
    {
        guard let program = environment.path(of: "pandoc") else { throw PandocError.missing(format: writer) }
        let engine = Self.engines.first { environment.path(of: $0) != nil }
        if writer == "pdf", engine == nil { throw PandocError.noEngine }
        let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let place = "\(folder)/galley-\(Identifier.random())"
        try Files.makeFolder(place)
        let files = ["\(place)/post.md", "\(place)/filter.lua", "\(place)/post.\(writer == "epub3" ? "epub" : writer)"]
        defer {
            for file in files { unlink(file) }
            rmdir(place)
        }
        try Files.replace(files[0], with: Array(text.utf8))
        try Files.replace(files[1], with: Array(Self.filter.utf8))
        var words = ["-f", reader, "-t", writer, "-s", "--lua-filter", files[1], "-o", files[2], files[0]]
        if writer == "pdf", let engine { words += ["--pdf-engine", engine] }
        let seconds = Int(time.timeIntervalSince1970)
        let variables = environment.adding(["SOURCE_DATE_EPOCH": "\(max(0, seconds))"])
        let failure = try await fault(of: program, words, variables)
        if let failure { throw PandocError.failed(failure) }
        return try Files.read(files[2])
    }

    /// Returns the bytes of a document that tracks the changes from another text; throws like the other.
    func document(
        of text: String, changedFrom before: String, by writer: String, at time: Date, _ changes: TrackedChanges
    ) async throws -> [UInt8] {
        guard environment.path(of: "pandoc") != nil else { throw PandocError.missing(format: writer) }
        var trees: [JSONValue] = []
        for text in [before, text] {
            let bytes = try await document(of: text, by: "json", at: time)
            trees.append((try? JSONValue(parsing: String(decoding: bytes, as: UTF8.self))) ?? .null)
        }
        guard let both = changes.document(from: trees[0], to: trees[1]) else {
            throw PandocError.failed("its JSON has another form than expected")
        }
        return try await document(of: both.compact, by: writer, from: "json", at: time)
    }

    /// Runs the program; returns the first line of its errors if it failed.
    private func fault(of program: String, _ words: [String], _ variables: ChildEnvironment) async throws -> String? {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Subprocess.Arguments(words),
                environment: variables.ofChild, input: .none, output: .discarded,
                error: .string(limit: 1 << 16))
            try Task.checkCancellation()
            if case .exited(0) = result.terminationStatus { return nil }
            let lines = PlainText.clean(result.standardError).split(whereSeparator: \.isNewline).map {
                String($0.trimmed)
            }
            return lines.first { !$0.isEmpty && !$0.hasPrefix("[WARNING]") } ?? "it gave no reason"
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return "it could not be started"
        }
    }
}

/// The reasons why pandoc made no document.
enum PandocError: PlainError, Equatable {
    case missing(format: String)
    case noEngine
    case failed(String)
    /// The document was to be printed.
    case notText(format: String)

    var sentence: String {
        switch self {
        case .missing(let format):
            "An export as \(format == "epub3" ? "epub" : format) needs pandoc, which is not installed, so nothing was written. Install it, or export md or html."
        case .noEngine:
            "pandoc needs a program such as weasyprint or xelatex for a PDF, and none is installed, so nothing was written. Install one, or print the html export."
        case .failed(let reason):
            "pandoc failed, so nothing was written: \(reason.prefix(200).trimmedStop). Export md or html instead."
        case .notText(let format):
            "\(format) is not text, so it cannot be printed. Give a file, such as post.\(format)."
        }
    }
}

extension ChildEnvironment {
    /// Returns the path of a program in `PATH`; nil if it is not installed.
    func path(of program: String) -> String? {
        let places =
            program.contains("/") ? [program] : (self["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
        return places.first { access($0, X_OK) == 0 && !Files.isFolder($0) }
    }
}

extension StringProtocol {
    /// The text without full stops at its end.
    fileprivate var trimmedStop: String {
        var rest = String(self)
        while rest.hasSuffix(".") { rest.removeLast() }
        return rest
    }
}
