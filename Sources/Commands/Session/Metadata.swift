import Chains
import Manuscript
import Platform

/// `:meta` shows, changes and proposes the title, description, tags and slug of the post.
///
/// `propose` fills in the missing ones by code; `suggest` asks a model for all, or for one, and shows them first.
struct Metadata: Command {
    private static let field = TypedParameter<String>(
        "field", .choice(["title", "description", "tags", "slug", "propose", "suggest"]),
        "which one; propose fills in the missing ones, suggest asks the model",
        isOptional: true)
    private static let value = TypedParameter<String>(
        "value", .text, "its new value; tags are parted by commas, - removes it; behind suggest, which one",
        isOptional: true)
    static let card = CommandCard(
        name: "meta",
        flags: [.yes("take the model's suggestion without a question")],
        parameters: [field, value],
        summary:
            "show or set the post's title, description, tags and slug; propose fills in the missing ones, suggest asks the model",
        example: ":meta tags baking, yeast")

    private enum Plan {
        case set(PostMetadata, summary: String)
        /// Asks a model for these fields.
        case suggest([String])
    }
    private static let fields = ["title", "description", "tags", "slug"]

    private let plan: Plan
    private let line: String
    private let isSure: Bool

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        line = values.line
        isSure = values.has("--yes")
        var new = session.metadata
        let text = values[Self.value].map { $0 == "-" ? "" : Prose.title($0) }
        switch (values[Self.field], text) {
        case ("suggest"?, nil):
            plan = .suggest(Self.fields)
            return
        case ("suggest"?, let named?):
            guard Self.fields.contains(named) else {
                throw CommandError.badArgument(":meta suggest", takes: "title, description, tags or slug")
            }
            plan = .suggest([named])
            return
        case (nil, _),
            (_?, nil) where values[Self.field] != "propose":
            break
        case ("title"?, let text?): new.title = text
        case ("description"?, let text?): new.description = text
        case ("slug"?, let text?): new.slug = text
        case ("tags"?, let text?):
            new.tags = text.split(separator: ",").map { Prose.title(String($0)) }.filter { !$0.isEmpty }
        default: new = new.proposed(for: session)
        }
        let isProposal = values[Self.field] == "propose"
        plan = .set(new, summary: isProposal ? "proposed metadata" : "set the \(values[Self.field] ?? "")")
    }

    func perform(in workspace: Workspace) async throws -> Report {
        switch plan {
        case .set(let new, let summary): try set(new, summary, in: workspace)
        case .suggest(let fields): try await suggest(fields, in: workspace)
        }
    }

    private func set(
        _ new: PostMetadata, _ summary: String, model: String? = nil, usage: Usage? = nil, in workspace: Workspace
    ) throws -> Report {
        let isChanged = new != workspace.session.metadata
        if isChanged {
            let turn = Turn(
                at: workspace.now(), kind: .other("meta"), input: line, summary: summary, model: model, usage: usage)
            try workspace.turns.commit([.setMetadata(new)], turn)
        } else if let usage {
            try workspace.turns.count(usage)
        }
        let notes = new.remarks + (isChanged ? ["`:undo` takes it back."] : [])
        return Report(.plain(Self.table(new)), note: notes.joined(separator: " "), data: Self.data(new))
    }

    // MARK: - A model's suggestion

    private func suggest(_ fields: [String], in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let (found, model, usage) = try await suggestion(in: workspace)
        let now = workspace.session.metadata
        var new = now
        if fields.contains("title") { new.title = found.title }
        if fields.contains("description") { new.description = found.description }
        if fields.contains("tags") { new.tags = found.tags }
        if fields.contains("slug") { new.slug = found.slug }
        guard new != now else {
            try workspace.turns.count(usage)
            return Report(.plain(Self.table(now)), note: "Nothing else was suggested.", data: Self.data(now))
        }
        if !isSure, !workspace.interface.isSure {
            guard workspace.interface.canAsk else {
                try workspace.turns.count(usage)
                return Report(
                    .plain(Self.table(new)),
                    note:
                        "No one could be asked, so nothing was changed. `:meta suggest --yes` takes what is suggested.",
                    data: Self.data(new), isRefused: true)
            }
            workspace.interface.interject(.plain(Self.table(new, before: now)))
            guard await workspace.interface.consents(to: "Use these?") else {
                try workspace.turns.count(usage)
                return Report(note: "Nothing was changed.", data: Self.data(now))
            }
        }
        return try set(
            new, "took suggested metadata", model: model, usage: usage == Usage() ? nil : usage, in: workspace)
    }

    /// Returns a model's suggestion by the rules for metadata; by code if no model gives one.
    private func suggestion(in workspace: Workspace) async throws -> (PostMetadata, model: String?, Usage) {
        let session = workspace.session
        let byCode = PostMetadata().proposed(for: session)
        guard let supplied = try? await workspace.models.model(for: session.settings) else {
            try Task.checkCancellation()
            workspace.interface.note("There is no model to ask, so these are proposed from the text.")
            return (byCode, nil, Usage())
        }
        let model = supplied.model.profile.model
        let chain = MetadataChain(model: supplied.model, session: workspace.filled, sampling: supplied.sampling)
        do {
            let (found, usage) = try await workspace.interface.waiting(for: "thinking of a title and a description") {
                try await chain.proposal()
            }
            if let found { return (found.mended(for: session), model, usage) }
            workspace.interface.note(
                "\(model) suggested nothing that can be used, so these are proposed from the text.")
            return (byCode, nil, usage)
        } catch {
            if Task.isCancelled { throw error }
            workspace.interface.note("\(sentence(for: error)) These are proposed from the text.")
            return (byCode, nil, Usage())
        }
    }

    // MARK: - Showing

    private static func rows(_ metadata: PostMetadata) -> [(name: String, value: String)] {
        [
            ("title", metadata.title), ("description", metadata.description),
            ("tags", metadata.tags.joined(separator: ", ")), ("slug", metadata.slug),
        ]
    }

    /// Returns the fields as a table; with other metadata, a line below shows the present value.
    private static func table(_ new: PostMetadata, before: PostMetadata? = nil) -> String {
        let old = before.map { rows($0) }
        let lines = rows(new).enumerated().flatMap { index, row -> [[String]] in
            let line = [row.name, row.value.isEmpty ? "not set" : row.value]
            guard let old = old?[index].value, !old.isEmpty, old != row.value else { return [line] }
            return [line, ["", "now: \(old)"]]
        }
        return TextTable.lines(lines).joined(separator: "\n")
    }

    private static func data(_ metadata: PostMetadata) -> JSONValue {
        [
            "title": .string(metadata.title), "description": .string(metadata.description),
            "tags": .array(metadata.tags.map { .string($0) }), "slug": .string(metadata.slug),
            "remarks": .array(metadata.remarks.map { .string($0) }),
        ]
    }
}
