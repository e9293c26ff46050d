import Manuscript
import Platform

/// `:restore 2.3 1` makes an earlier text of a section current; `:restore 2.3 whole` restores what cleaning removed
/// from a model's answer, as a new version.
struct Restore: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    private static let number = TypedParameter<Int>(
        "version", .number(Parameter.counting), "the number of the version", isOptional: true, models: .required,
        needs: "the number of a version after the section")
    private static let wanted = TypedParameter<String>(
        "whole", .choice(["whole"]), "include what cleaning left out", label: "whole", isOptional: true,
        models: .hidden)
    static let card = CommandCard(
        name: "restore",
        parameters: [section, number, wanted],
        summary: "restore an earlier version of a section, or the full answer before cleaning",
        example: ":restore 2.3 1",
        tool: ToolUse(.changes, "Make an earlier text of a section the one that counts."))

    private let entry: Outline.Entry
    private let version: Version
    /// The uncleaned answer of the version, if requested.
    private let whole: LeftOut?
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        entry = try session.section(at: try values(Self.section))
        let section = entry.section
        let wantsWhole = values[Self.wanted] != nil
        let current = wantsWhole ? section.current : nil
        guard !section.versions.isEmpty else {
            throw CommandError.nothingWritten(entry.name)
        }
        let number = try values[Self.number] ?? current ?? values(Self.number)
        guard let found = section.versions.first(where: { $0.number == number }) else {
            throw CommandError.noVersion(
                "\(number)", of: entry.name, has: section.versions.map(\.number))
        }
        version = found
        whole = wantsWhole ? found.leftOut : nil
        if wantsWhole, whole == nil {
            throw CommandError.nothingLeftOut(entry.name, found.number)
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let name = entry.name
        if let whole { return try bringBack(whole, as: name, in: workspace) }
        guard version.number != entry.section.current else {
            return Report(note: "Version \(version.number) of \(name) is already current, so nothing was changed.")
        }
        let summary = "restored version \(version.number) of \(name), \(version.words.counted("word"))"
        let turn = Turn(at: workspace.now(), kind: .restore, input: line, summary: summary)
        try workspace.turns.commit([.choose(entry.section.id, number: version.number)], turn)
        return Report(
            note:
                "Version \(version.number) of \(name) is current now, \(version.words.counted("word")). `:undo` takes it back.",
            data: ["sections": [workspace.session.outline.entry(entry.section.id).map(JSONExport.value) ?? .null]])
    }

    /// Adds the uncleaned answer as a new, current version.
    private func bringBack(_ left: LeftOut, as name: String, in workspace: Workspace) throws -> Report {
        let made = Version(
            number: entry.section.nextVersionNumber, text: left.whole, origin: .restored,
            instruction: version.instruction, model: version.model, at: workspace.now())
        let summary =
            "restored what was left out of version \(version.number) of \(name), \(made.words.counted("word"))"
        let turn = Turn(at: workspace.now(), kind: .restore, input: line, summary: summary)
        try workspace.turns.commit([.addVersion(entry.section.id, made)], turn)
        return Report(
            note:
                "\(name) is version \(made.number) now, with the full answer, \(made.words.counted("word")). `:undo` takes it back.",
            data: ["sections": [workspace.session.outline.entry(entry.section.id).map(JSONExport.value) ?? .null]])
    }
}
