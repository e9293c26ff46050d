import Manuscript
import Platform

/// `:versions 2.3` lists every text that a section ever had, and an unfinished one.
struct Versions: Command {
    static let card = CommandCard(
        name: "versions", usage: "ADDRESS", summary: "list the texts that a section ever had, and which one counts",
        example: ":versions 2.3", takes: [.address],
        tool: ToolUse(.looks, "List the texts that a section ever had.", [.init("address", .address, "which section")]))

    private let entries: [Outline.Entry]

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        let address = try arguments.address(in: session)
        try arguments.end()
        let named = try session.sections(at: address)
        entries = named.filter { !$0.section.versions.isEmpty || $0.section.candidate != nil }
        guard !entries.isEmpty else { throw CommandError.nothingWritten("Section \(address.text)") }
    }

    func perform(at desk: Desk) async throws -> Report {
        let lists = entries.map { entry in
            let rows = entry.section.versions.map { Self.row($0, of: entry.section) } + Self.unfinished(entry.section)
            let head = "\(entry.number)  \(entry.section.title)"
            return ([head] + TextTable.lines(rows, rightAligned: [1, 4])).joined(separator: "\n")
        }
        let first = entries[0]
        let hint = entries.count == 1 && first.section.versions.count > 1 ? Self.hint(first) : ""
        return Report(
            .plain(lists.joined(separator: "\n\n")), note: hint, data: ["sections": .array(entries.map(Self.value))])
    }

    private static func hint(_ entry: Outline.Entry) -> String {
        let other = entry.section.versions.last { $0.number != entry.section.current }?.number ?? 1
        return
            "> counts. `:diff \(entry.number) \(other)` compares version \(other) with it, `:restore \(entry.number) \(other)` makes it count."
    }

    private static func row(_ version: Version, of section: Section) -> [String] {
        [
            version.number == section.current ? ">" : " ", "\(version.number)", version.origin.rawValue,
            time(version.at), "\(version.words) words", version.model ?? "", version.instruction,
        ]
    }

    private static func unfinished(_ section: Section) -> [[String]] {
        guard let candidate = section.candidate else { return [] }
        return [
            [
                " ", "candidate", "unfinished: \(candidate.cause.rawValue)", time(candidate.at),
                "\(Prose.words(in: candidate.text)) words", candidate.model ?? "", candidate.instruction,
            ]
        ]
    }

    private static func time(_ date: Date) -> String {
        date.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
    }

    private static func value(_ entry: Outline.Entry) -> JSONValue {
        let section = entry.section
        let versions = section.versions.map { version -> JSONValue in
            [
                "number": .int(version.number), "origin": .string(version.origin.rawValue),
                "at": .string(version.at.formatted(.iso8601)), "words": .int(version.words),
                "model": version.model.map { .string($0) } ?? .null, "instruction": .string(version.instruction),
                "counts": .bool(version.number == section.current), "text": .string(version.text),
            ]
        }
        return [
            "number": .string(entry.number), "title": .string(section.title), "versions": .array(versions),
            "unfinished": section.candidate.map { .string($0.text) } ?? .null,
        ]
    }
}
