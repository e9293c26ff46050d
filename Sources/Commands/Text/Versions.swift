import Manuscript
import Platform

/// `:versions 2.3` lists all texts that a section has had, and an unfinished one.
struct Versions: Command {
    private static let address = TypedParameter<Address>("address", .address, "which section")
    static let card = CommandCard(
        name: "versions",
        parameters: [address],
        summary: "list all versions of a section and mark the current one",
        example: ":versions 2.3",
        tool: ToolUse(.looks, "List the texts that a section ever had."))

    private let entries: [Outline.Entry]

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        let address = try values(Self.address)
        let named = try session.sections(at: address)
        entries = named.filter { !$0.section.versions.isEmpty || $0.section.candidate != nil }
        guard !entries.isEmpty else { throw CommandError.nothingWritten("Section \(address.text)") }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let now = workspace.now()
        let lists = entries.map { Self.list($0, at: now) }
        let first = entries[0]
        let hint = entries.count == 1 && first.section.versions.count > 1 ? Self.hint(first) : ""
        return Report(
            .plain(lists.joined(separator: "\n\n")), note: hint, data: ["sections": .array(entries.map(Self.value))])
    }

    private static func hint(_ entry: Outline.Entry) -> String {
        let other = entry.section.versions.last { $0.number != entry.section.current }?.number ?? 1
        return
            "> is current. `:diff \(entry.number) \(other)` compares version \(other) with it, `:restore \(entry.number) \(other)` makes it current."
    }

    /// Returns a line for each text, followed by its instruction.
    private static func list(_ entry: Outline.Entry, at now: Date) -> String {
        let (versions, candidate) = (entry.section.versions, entry.section.candidate)
        let rows =
            versions.map { row($0, of: entry.section, at: now) } + (candidate.map { [unfinished($0, at: now)] } ?? [])
        let asked = versions.map(\.instruction) + (candidate.map { [$0.instruction] } ?? [])
        let left =
            versions.map { version in
                version.leftOut.map { ($0.what, " (`:restore \(entry.number) \(version.number) whole`)") }
            }
            + [candidate?.leftOut.map { ($0.what, "") }]
        let lines = zip(zip(TextTable.lines(rows, rightAligned: [1, 5]), asked), left).flatMap { row, left in
            [row.0] + (row.1.isEmpty ? [] : ["     asked: \(Prose.title(row.1))"])
                + (left.map { ["     left out: \($0.0)\($0.1)"] } ?? [])
        }
        return (["\(entry.number)  \(entry.section.title)"] + lines).joined(separator: "\n")
    }

    private static func row(_ version: Version, of section: Section, at now: Date) -> [String] {
        [
            version.number == section.current ? ">" : " ", "\(version.number)", version.origin.rawValue,
            Moment.text(version.at), Moment.ago(version.at, at: now), version.words.counted("word"),
            version.model ?? "",
        ]
    }

    private static func unfinished(_ candidate: Candidate, at now: Date) -> [String] {
        [
            " ", "candidate", "unfinished: \(candidate.cause.rawValue)", Moment.text(candidate.at),
            Moment.ago(candidate.at, at: now), Prose.words(in: candidate.text).counted("word"), candidate.model ?? "",
        ]
    }

    private static func value(_ entry: Outline.Entry) -> JSONValue {
        let section = entry.section
        let versions = section.versions.map { version -> JSONValue in
            [
                "number": .int(version.number), "origin": .string(version.origin.rawValue),
                "at": .string(version.at.formatted(.iso8601)), "words": .int(version.words),
                "model": version.model.map { .string($0) } ?? .null, "instruction": .string(version.instruction),
                "counts": .bool(version.number == section.current), "text": .string(version.text),
                "leftOut": version.leftOut.map { ["what": .string($0.what), "whole": .string($0.whole)] } ?? .null,
            ]
        }
        return [
            "number": .string(entry.number), "title": .string(section.title), "versions": .array(versions),
            "unfinished": section.candidate.map { .string($0.text) } ?? .null,
        ]
    }
}
