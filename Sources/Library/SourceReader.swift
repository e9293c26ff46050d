import Manuscript
import Markdown
package import Platform

/// A document that was read, as text.
package struct SourceText: Sendable, Equatable {
    package var title: String
    /// The path or web address; empty for text that was piped in.
    package var address: String
    /// The kind of document: "markdown", "text", "html", "pdf" or "docx".
    package var kind: String
    /// The text, in Markdown.
    package var text: String

    /// The first heading, or else the first words of the text; for a text without a name.
    package var ownTitle: String {
        if let heading = Markdown.headings(in: text).first { return Prose.title(heading.title) }
        let plain = Markdown.plainText(text).split(whereSeparator: \.isNewline).lazy.map(\.trimmed)
        let words = (plain.first { !$0.isEmpty } ?? "").split(separator: " ")
            .drop { !$0.contains { $0.isWordPart } }
        let cut = words.count > Self.titleWords
        let title = words.prefix(Self.titleWords).joined(separator: " ")
        return (cut || title.count > 80) ? title.prefix(80).trimmed + " …" : title
    }
    /// The most words of a title that is taken from a text.
    private static let titleWords = 8
}

/// Reads documents: Markdown, text, HTML, PDF through `pdftotext`, and docx through pandoc.
package struct SourceReader: Sendable {
    private let environment: ChildEnvironment
    /// The largest document, in bytes.
    package static let limit = ReadingLimit(bytes: 64 << 20)
    /// The most files that one folder or pattern may name.
    static let mostFiles = 200

    /// Makes a reader; `environment` is that of the programs it starts.
    package init(environment: ChildEnvironment) { self.environment = environment }

    /// Reads a file, the files of a folder, or those that a pattern such as `notes/*.md` matches.
    ///
    /// Throws `SourceError`, `SystemError`, `ReadingError` or `CancellationError`.
    package func read(path: String) async throws -> [SourceText] {
        if Files.isFolder(path) {
            let files = try Self.files(in: path)
            guard !files.isEmpty else { throw SourceError.noReadableFile(path) }
            return try await read(files, of: path)
        }
        if !Files.exists(path), path.contains(where: { "*?[".contains($0) }) {
            let files = Self.matches(of: path).filter { !Files.isFolder($0) }
            guard !files.isEmpty else { throw SourceError.nothingMatches(path) }
            return try await read(files, of: path)
        }
        return [try await file(path)]
    }

    private func read(_ files: [String], of path: String) async throws -> [SourceText] {
        guard files.count <= Self.mostFiles else {
            throw SourceError.tooMany(path, count: files.count, most: Self.mostFiles)
        }
        var texts: [SourceText] = []
        for file in files { texts.append(try await self.file(file)) }
        return texts
    }

    private func file(_ path: String) async throws -> SourceText {
        let bytes = try Files.read(path, within: Self.limit)
        return try await document(bytes, name: Files.name(of: path), address: path)
    }

    /// Returns a document as text; its bytes and the ending of its name show its kind.
    ///
    /// `type` is the value of a `Content-Type` header (RFC 9110, 8.3), if there is one. Throws `SourceError` or
    /// `CancellationError`.
    package func document(_ bytes: [UInt8], name: String, address: String = "", type: String? = nil) async throws
        -> SourceText
    {
        let shown = address.isEmpty ? name : address
        guard !bytes.isEmpty else { throw SourceError.empty(shown) }
        let kind = Kind(bytes, name: name, type: type)
        let charset = type.flatMap(Self.charset)
        var read = SourceText(title: "", address: address, kind: kind.rawValue, text: "")
        switch kind {
        case .pdf, .docx: read.text = try await DocumentProgram(kind, environment).text(of: bytes, named: shown)
        case .html:
            let page = try HTMLText(bytes, charset: charset)
            if page.isLogin { throw SourceError.loginPage(shown) }
            (read.text, read.title) = (page.text, page.title)
        case .markdown, .text: read.text = try TextDecoder.text(bytes, charset: charset, name: shown)
        }
        let front = FrontMatter(of: read.text[...])
        read.text = Prose.body(PlainText.kept(String(read.text.dropFirst(front?.raw.count ?? 0))))
        // Headings alone cannot be cited.
        guard !PassageSplit.passages(of: read.text, source: 1).isEmpty else { throw SourceError.empty(shown) }
        if read.title.isEmpty { read.title = front?.text("title") ?? Self.heading(of: read.text) ?? name }
        read.title = String(Prose.title(read.title).prefix(200))
        return read
    }

    /// The kind of a document.
    enum Kind: String, Sendable {
        case markdown, text, html, pdf, docx

        init(_ bytes: [UInt8], name: String, type: String?) {
            let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            let type = type?.lowercased() ?? ""
            let start = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
                .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            if bytes.starts(with: Array("%PDF-".utf8)) {
                self = .pdf
            } else if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)),
                ending == "docx" || type.contains("wordprocessing")
            {
                self = .docx
            } else if type.contains("html") || ["html", "htm", "xhtml"].contains(ending)
                || ["<!doctype html", "<html", "<head", "<body"].contains(where: { start.hasPrefix($0) })
            {
                self = .html
            } else {
                self = ["md", "markdown"].contains(ending) || type.contains("markdown") ? .markdown : .text
            }
        }
    }

    private static func charset(_ type: String) -> String? {
        type.split(separator: ";").dropFirst().lazy.map { $0.trimmed }
            .first { $0.lowercased().hasPrefix("charset=") }.map { $0.dropFirst(8).filter { !"\"' ".contains($0) } }
    }

    private static func heading(of text: String) -> String? {
        text.split(separator: "\n").first { $0.contains { !$0.isWhitespace } }
            .flatMap { $0.hasPrefix("#") ? Prose.title(String($0)) : nil }.flatMap { $0.isEmpty ? nil : $0 }
    }

    // MARK: - Folders and patterns

    private static let endings: Set<String> = ["md", "markdown", "txt", "text", "html", "htm", "pdf", "docx"]

    /// Returns the visible documents in a folder and the folders below it, sorted; links to folders are not followed.
    private static func files(in folder: String) throws -> [String] {
        var found: [String] = []
        var open = [folder]
        while let next = open.popLast() {
            for name in try Files.names(in: next).sorted() where !name.hasPrefix(".") {
                let path = "\(next)/\(name)"
                if Files.isFolder(path) {
                    if !Files.isLink(path) { open.append(path) }
                } else if let ending = name.split(separator: ".").last, endings.contains(ending.lowercased()) {
                    found.append(path)
                }
            }
            if found.count > mostFiles * 10 { break }
        }
        return found.sorted()
    }

    /// Returns the paths that match a shell pattern, sorted (POSIX.1-2017 `glob`).
    private static func matches(of pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, GLOB_MARK, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    }
}
