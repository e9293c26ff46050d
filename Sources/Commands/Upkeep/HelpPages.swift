import Manuscript
import Platform

/// The pages of the documentation, as `galley help` shows them.
package struct HelpPages: Sendable {
    /// A page.
    package struct Page: Sendable, Equatable {
        let name: String
        /// The page in Markdown, as it is in the repository.
        let text: String

        /// Makes a page.
        package init(name: String, text: String) { (self.name, self.text) = (name, text) }

        /// The first heading.
        var title: String { text.prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " }.description }

        /// The text for readers, without the comments that are for tools.
        var shown: String {
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !($0.hasPrefix("<!-- ") && $0.hasSuffix(" -->")) }.joined(separator: "\n").trimmed.description
        }
    }

    private let pages: [Page]
    /// The names of subcommands, for suggestions.
    private let subcommands: [String]

    /// Keeps the pages in the order of the list.
    package init(_ pages: [Page], subcommands: [String]) { (self.pages, self.subcommands) = (pages, subcommands) }

    /// The list of pages.
    package var list: Report {
        let rows = TextTable.lines(pages.map { ["  \($0.name)", $0.title] })
        let lines =
            ["Pages of the documentation:", ""] + rows
            + [
                "",
                "`galley help PAGE` shows one. `galley --help` lists subcommands and options, `:help` the commands.",
            ]
        return Report(
            .plain(lines.joined(separator: "\n")),
            data: ["pages": .array(pages.map { ["name": .string($0.name), "title": .string($0.title)] })])
    }

    /// Returns a page by its name, or by a part that only one name has; throws `HelpPageError`.
    package func page(named asked: String) throws(HelpPageError) -> Report {
        let name = asked.lowercased()
        let found =
            [
                pages.filter { $0.name == name }, pages.filter { $0.name.hasPrefix(name) },
                pages.filter { $0.name.contains(name) },
            ].first { !$0.isEmpty } ?? []
        guard let page = found.first, found.count == 1 else {
            throw found.isEmpty
                ? .unknown(asked, nearest: Spelling.nearest(to: name, among: pages.map(\.name) + subcommands))
                : .ambiguous(asked, names: found.map(\.name))
        }
        return Report(
            .markdown(page.shown), data: ["page": .string(page.name), "text": .string(page.shown)], isLong: true)
    }
}

/// Errors in asking for a page of the documentation.
package enum HelpPageError: PlainError, Equatable {
    case unknown(String, nearest: String?)
    case ambiguous(String, names: [String])

    package var sentence: String {
        switch self {
        case .unknown(let name, let nearest):
            "There is no page \"\(name)\"\(nearest.map { "; did you mean `galley help \($0)`?" } ?? ".") `galley help` lists the pages."
        case .ambiguous(let name, let names):
            "\"\(name)\" could be \(names.joined(separator: ", ")). Give more of the name."
        }
    }
}
