import Chains
import Manuscript

/// `:models` lists the server's models.
struct Models: Command {
    static let card = CommandCard(
        name: "models",
        summary: "list the models that the server offers",
        example: ":models")

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(in workspace: Workspace) async throws -> Report {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let ids = try await workspace.interface.waiting(for: "asking \(supplied.model.profile.service)") {
            try await supplied.model.models()
        }
        workspace.models.listed = ids
        let lines = ids.map { $0 == supplied.model.profile.model ? "\($0) *" : $0 }
        return Report(.plain(lines.joined(separator: "\n")), data: ["models": .array(ids.map { .string($0) })])
    }
}
