import Manuscript
import Platform

/// One section as a text file for an editor: help, title, brief, and the body below a rule.
struct SectionSheet {
    let text: String
    private let original: Content

    /// Title, brief and body as they stand in a sheet.
    struct Content: Equatable {
        var title: String
        var brief: String
        var body: String
    }

    init(_ entry: Outline.Entry) {
        let section = entry.section
        original = Content(title: section.title, brief: Prose.title(section.brief), body: section.text?.text ?? "")
        text = """
            % Section \(entry.number). Change the title, the brief and the text below the line of dashes.
            % Lines at the top that begin with % are left out. An empty or unchanged file changes nothing.
            title: \(original.title)
            brief: \(original.brief)
            ----------
            \(original.body)

            """
    }

    /// What the writer made of it; nil where the file is empty or says the same as before.
    func reading(_ text: String) -> Content? {
        // What was not touched is not tidied up either.
        guard Prose.body(text) != Prose.body(self.text) else { return nil }
        var lines = Prose.body(text).split(separator: "\n", omittingEmptySubsequences: false)[...]
        lines = lines.drop { $0.hasPrefix("%") }
        guard lines.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
        var content = original
        var sawRule = false
        while let line = lines.first {
            lines = lines.dropFirst()
            if line.hasPrefix("title:") {
                let title = Prose.title(String(line.dropFirst(6)))
                if !title.isEmpty { content.title = title }
            } else if line.hasPrefix("brief:") {
                content.brief = Prose.title(String(line.dropFirst(6)))
            } else if line.trimmed.count >= 5, line.trimmed.allSatisfy({ $0 == "-" }) {
                sawRule = true
                break
            }
        }
        // Without the line of dashes it cannot be told what is text, so the text stays.
        if sawRule { content.body = Prose.body(lines.joined(separator: "\n")) }
        return content == original ? nil : content
    }
}

extension SectionSheet.Content {
    /// The edits that bring a section to this; a text that was emptied leaves the section unwritten.
    func edits(of section: Section, at now: Date) -> [Edit] {
        var edits: [Edit] = []
        if title != section.title { edits.append(.setTitle(section.id, title)) }
        if brief != Prose.title(section.brief) { edits.append(.setBrief(section.id, brief)) }
        let current = section.text?.text ?? ""
        if body != current {
            if body.isEmpty {
                edits.append(.choose(section.id, number: nil))
            } else {
                let version = Version(number: section.nextVersionNumber, text: body, origin: .edited, at: now)
                edits.append(.addVersion(section.id, version))
            }
        }
        return edits
    }
}
