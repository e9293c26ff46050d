import Chains
import Configuration
import Manuscript

/// `:model [ID]` shows or changes the session's model.
struct ChooseModel: Command {
    private static let id = TypedParameter<String>("id", .model, "the id of a model", isOptional: true)
    static let card = CommandCard(
        name: "model",
        parameters: [id],
        summary: "show or choose the model",
        example: ":model openai/gpt-oss-20b")

    private let edit: Edit?
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        edit = try values[Self.id].map { try SettingKey.named("model").edit($0, session) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if let edit {
            try workspace.turns.commit(
                [edit], Turn(at: workspace.now(), kind: .model, input: line, summary: "chose the model"))
        }
        let description = await workspace.models.lookedUp(for: workspace.session.settings)
        let installed = workspace.models.installedModels()
        let names = installed.map { $0.isUsual ? "\($0.name) *" : $0.name }.joined(separator: ", ")
        let model = JSONValue.string(description)
        if edit != nil { return Report(.plain(description), data: ["model": model]) }
        return Report(
            .plain(installed.isEmpty ? description : "\(description)\nInstalled: \(names)"),
            data: ["model": model, "installed": .array(installed.map { .string($0.name) })])
    }
}
