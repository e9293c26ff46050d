import Chains
import Manuscript

/// `:models` lists what the server offers.
struct Models: Command {
    static let card = CommandCard(name: "models", summary: "list the models that the server offers", example: ":models")

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(at desk: Desk) async throws -> Report {
        let supplied = try await desk.models.model(for: desk.session.settings)
        let ids = try await desk.stage.waiting(for: "asking \(supplied.model.profile.service)") {
            try await supplied.model.models()
        }
        desk.listedModels = ids
        let lines = ids.map { $0 == supplied.model.profile.model ? "\($0) *" : $0 }
        return Report(.plain(lines.joined(separator: "\n")), data: ["models": .array(ids.map { .string($0) })])
    }
}
