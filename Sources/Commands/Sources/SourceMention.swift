import Manuscript
import Platform

/// A file or page that a request names by `@path`, which becomes a source.
enum SourceMention {
    /// The commands whose arguments are instructions.
    private static let commands: Set<String> = ["rewrite", "edit", "alt", "outline", "continue", "review", "brief"]

    /// A mention in a line.
    struct Mention: Equatable {
        /// The path or web address, without quotes.
        var path: String
        var range: Range<String.Index>
    }

    /// Adds the sources that a line mentions and returns the line with their numbers in the place of the paths.
    ///
    /// Only lines with instructions are read, and only in a session with a topic. An @ before a word that is not a file
    /// stays. Throws a `PlainError`.
    static func taken(from line: String, in workspace: Workspace) async throws -> String {
        guard line.contains("@"), !workspace.session.topic.isEmpty, takesMentions(line) else { return line }
        var line = line
        for mention in mentions(in: line).reversed() {
            let isWeb = SourceShelf.isWeb(mention.path)
            guard isWeb || Files.exists(workspace.path(mention.path)) else {
                if looksLikeFile(mention.path) { throw SourceCommandError.noSuchMention(mention.path) }
                continue
            }
            let add = try ManageSource(adding: mention.path, session: workspace.session)
            try await workspace.scripts.allow(add, in: workspace)
            let known = workspace.session.references
            let report = try await add.perform(in: workspace)
            workspace.interface.note(report.note)
            let added = workspace.session.references.filter { !known.contains($0) }
            let same = known.filter { [mention.path, workspace.path(mention.path)].contains($0.address) }
            let sources = added.isEmpty ? same : added
            let phrase = sources.map { "source \($0.number) (\($0.name))" }.joined(separator: ", ")
            line.replaceSubrange(mention.range, with: phrase.isEmpty ? mention.path : phrase)
        }
        return line
    }

    private static func takesMentions(_ line: String) -> Bool {
        switch InputLine(line) {
        case .empty: false
        // A line that begins with `::` is sent as it is.
        case .text: !line.trimmed.hasPrefix("::")
        case .command(let arguments):
            (try? Catalogue.command(arguments.command)).map { commands.contains($0.card.name) } ?? false
        }
    }

    /// Returns the words that begin with @, and phrases such as `@"my notes.md"`.
    static func mentions(in line: String) -> [Mention] {
        var mentions: [Mention] = []
        var place = line.startIndex
        while let at = line[place...].firstIndex(of: "@") {
            place = line.index(after: at)
            let isStart = at == line.startIndex || line[line.index(before: at)].isWhitespace
            guard isStart, place < line.endIndex else { continue }
            if line[place] == "\"", let end = line[line.index(after: place)...].firstIndex(of: "\"") {
                let path = String(line[line.index(after: place)..<end])
                mentions.append(Mention(path: path, range: at..<line.index(after: end)))
                place = line.index(after: end)
                continue
            }
            var path = line[place...].prefix { !$0.isWhitespace }
            while let last = path.last, ",;:.!?)".contains(last) { path.removeLast() }
            if !path.isEmpty { mentions.append(Mention(path: String(path), range: at..<path.endIndex)) }
            place = path.endIndex
        }
        return mentions
    }

    private static func looksLikeFile(_ path: String) -> Bool {
        path.contains("/") || path.wholeMatch(of: /.+\.(?:md|markdown|txt|text|html?|pdf|docx)/) != nil
    }

    /// Returns the numbers of the sources that an instruction names, such as "source 2".
    static func named(in instruction: String) -> Set<Int> {
        Set(instruction.lowercased().matches(of: /\bsource (\d{1,4})\b/).compactMap { Int($0.output.1) })
    }
}
