import Chains
import Configuration
import Manuscript

/// `:model [ID]` shows or changes the session's model.
struct ChooseModel: Command {
    static let card = CommandCard(
        name: "model",
        parameters: [Parameter("id", .model, "the id of a model", isOptional: true)],
        summary: "show or choose the model",
        example: ":model openai/gpt-oss-20b")

    private let edit: Edit?
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let id = arguments.word()
        try arguments.end()
        edit = try id.map { try SettingKey.named("model").edit($0, session) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if let edit {
            try workspace.commit(
                [edit], Turn(at: workspace.now(), kind: .model, input: line, summary: "chose the model"))
        }
        let description = await workspace.models.lookedUp(for: workspace.session.settings)
        return Report(.plain(description), data: ["model": .string(description)])
    }
}
