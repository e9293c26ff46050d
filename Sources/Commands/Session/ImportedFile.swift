import Chains
import Manuscript
import Markdown
import Platform

/// A file to import: a post, or only its outline.
enum ImportedFile {
    /// A post with all changes that are marked in it accepted, and the marks.
    case post(MarkdownPost, text: String, marks: CriticMarkup)
    /// An outline with its title; nil if it has none.
    case outline(OutlineDraft, title: String?)

    /// Reads a file, or standard input if the path is `-`; `shown` is the path as typed.
    ///
    /// Throws `ImportError`, `SystemError` or `ReadingError`.
    static func read(_ path: String, shown: String) throws -> ImportedFile {
        let bytes = try path == "-" ? Files.readStandardInput() : Files.read(path, within: .named)
        for (mark, kind) in [("%PDF-", "a PDF file"), ("PK\u{3}\u{4}", "a Word or ZIP file")]
        where bytes.starts(with: mark.utf8) {
            throw ImportError.notMarkdown(shown, kind: kind)
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw ImportError.notText(shown)
        }
        return try ImportedFile(text, shown: shown)
    }

    init(_ text: String, shown: String) throws {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }) else {
            throw ImportError.empty(shown)
        }
        let start = text.trimmed.prefix(400).lowercased()
        if start.contains("<opml") {
            guard let file = OPML(text) else { throw ImportError.emptyOutline(shown) }
            self = .outline(file.draft, title: file.title)
            return
        }
        for (mark, kind) in [
            ("<!doctype html", "an HTML page"), ("<html", "an HTML page"), ("<?xml", "XML"), ("{\\rtf", "RTF"),
        ]
        where start.hasPrefix(mark) {
            throw ImportError.notMarkdown(shown, kind: kind)
        }
        if start.hasPrefix("{"), SessionFile.isSession(Array(text.utf8.prefix(1 << 16))) {
            throw ImportError.session(shown)
        }
        if start.hasPrefix("{") || start.hasPrefix("["), (try? JSONValue(parsing: text)) != nil {
            throw ImportError.notMarkdown(shown, kind: "JSON")
        }
        let marks = CriticMarkup(text)
        let text = marks.accepted
        let post = MarkdownPost(text)
        if post.heading.isEmpty, post.front == nil, let draft = Self.outline(text) {
            self = .outline(draft, title: nil)
        } else {
            self = .post(post, text: text, marks: marks)
        }
    }

    /// Returns lines with numbers above 99 as bullets, if they count on from 1; nil for others.
    ///
    /// Elsewhere, a number of three digits is a year or a quantity.
    private static func bullets(countedBy lines: [String]) -> [String]? {
        let numbered = lines.compactMap { MarkdownPost.number(of: $0.trimmed) }
        guard numbered.count == lines.count, numbered.contains(where: { $0.path[0] > 99 }) else { return nil }
        var before: [Int] = [0]
        for (path, _, _) in numbered {
            let next = before.prefix(path.count - 1) + [path.count > before.count ? 1 : before[path.count - 1] + 1]
            guard path == Array(next) else { return nil }
            before = path
        }
        return numbered.map { String(repeating: "  ", count: $0.path.count - 1) + "- " + $0.title }
    }

    /// The file without the escapes of an export for a site generator.
    var withoutEscapes: ImportedFile {
        guard case .post(_, let text, let marks) = self else { return self }
        let plain = SiteFrontMatter.unescaped(text)
        return .post(MarkdownPost(plain), text: plain, marks: marks)
    }

    /// Returns the outline that a text consists of, as numbered, marked or indented lines; nil if it has other lines too.
    private static func outline(_ text: String) -> OutlineDraft? {
        guard !Markdown.headings(in: text).contains(where: { !$0.isInner }) else { return nil }
        var lines = text.split(whereSeparator: \.isNewline).filter { !$0.trimmed.isEmpty }.map(String.init)
        let isMarked = lines.contains { $0.trimmed.contains(/^(?:[-*+•]\s|\d+(?:\.\d+)*[.)]?\s)/) }
        if !isMarked {
            // Code, a table or a formula is part of a text.
            guard Markdown.blocks(in: text).allSatisfy({ $0.kind == .paragraph }) else { return nil }
            let isIndented = lines.contains { $0.hasPrefix("  ") || $0.hasPrefix("\t") } && !lines[0].hasPrefix(" ")
            guard isIndented, lines.allSatisfy({ $0.count <= OutlineReading.Bounds.title && !$0.hasSuffix(".") }) else {
                return nil
            }
            lines = lines.map { line in
                let blank = line.prefix { $0.isWhitespace }
                return blank + "- " + line.dropFirst(blank.count)
            }
        }
        if let bullets = Self.bullets(countedBy: lines) {
            lines = bullets
        } else if lines.allSatisfy({ $0.trimmed.contains(/^\d/) }) {
            // A number alone counts as one only with a mark behind it.
            lines = lines.map { $0.replacing(/^(\s*\d+)(?=\s)/) { "\($0.1)." } }
        }
        // Long items are a list of sentences, which is a text.
        let items = OutlineLines.items(in: lines.joined(separator: "\n"))
        let count = items.reduce(0) { $0 + 1 + $1.points.count }
        guard items.count > 1, count == lines.count, !lines.contains(where: { $0.trimmedEnd.hasSuffix(".") }) else {
            return nil
        }
        return OutlineDraft(OutlineReading.tree(of: items))
    }
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}

/// The reasons why a file was not imported.
enum ImportError: PlainError, Equatable {
    case notText(String)
    case empty(String)
    case emptyOutline(String)
    case notMarkdown(String, kind: String)
    case session(String)
    /// An outline cannot change the open post.
    case outlineOnto(String)
    /// No post is open that the file could change.
    case nothingOpen
    /// The changes were not made because no one could be asked.
    case notAsked(String, changes: Int)

    var sentence: String {
        switch self {
        case .notText(let path):
            "\(path) is not UTF-8 text, so nothing was imported. Give a Markdown file, or convert it with iconv or pandoc."
        case .empty(let path): "\(path) is empty, so nothing was imported. Give a Markdown file."
        case .emptyOutline(let path):
            "\(path) has no outline elements with a text, so nothing was imported. Give another OPML file."
        case .notMarkdown(let path, let kind):
            "\(path) is \(kind), not Markdown, so nothing was imported. Convert it, for example with `pandoc -t gfm`."
        case .session(let path):
            "\(path) is a session of Galley, so nothing was imported. `:open NAME` opens it."
        case .outlineOnto(let path):
            "\(path) holds only an outline, so the open post was not changed. `:import --new` makes a new post of it."
        case .nothingOpen:
            "No post is open that the file could change. `:open NAME` opens one, `:import FILE` makes a new one."
        case .notAsked(let path, let changes):
            "\(path) would make \(changes.counted("change")), and no one could be asked, so nothing was changed. Add --yes."
        }
    }
}
