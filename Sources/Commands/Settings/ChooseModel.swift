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
        if edit != nil {
            return Report(
                .plain(description), note: await remark(description, in: workspace), data: ["model": model])
        }
        return Report(
            .plain(installed.isEmpty ? description : "\(description)\nInstalled: \(names)"),
            data: ["model": model, "installed": .array(installed.map { .string($0.name) })])
    }

    /// Confirms the choice, and warns if another source overrides it or the server does not list the model.
    private func remark(_ description: String, in workspace: Workspace) async -> String {
        guard let id = workspace.session.settings["model"]?.string else { return "The model is the default again." }
        let key = SettingKey.exactly("model")
        if let key, let found = workspace.configuration.value(of: key, in: workspace.session),
            let value = SettingKey.words(found.value), value != id
        {
            return "The session's model is \(id), but \(value) is in effect, from \(found.source.words)."
        }
        guard workspace.interface.isInteractive, !workspace.rehearsal.isOn,
            let model = try? await workspace.models.model(for: workspace.session.settings).model,
            let listed = await workspace.interface.waiting(
                for: "asking \(model.profile.service)", { await Self.models(of: model) })
        else { return "The model is \(id) now." }
        workspace.models.listed = listed
        guard !listed.isEmpty, !listed.contains(model.profile.model) else { return "The model is \(id) now." }
        return "The model is \(id) now, but \(model.profile.service) does not list it: `:models` shows those it does."
    }

    /// Returns the models that a server lists; nil if it does not answer within seconds.
    private static func models(of model: any LanguageModel) async -> [String]? {
        await withTaskGroup(of: [String]?.self) { group in
            group.addTask { try? await model.models() }
            group.addTask {
                try? await Task.sleep(for: .seconds(3))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
