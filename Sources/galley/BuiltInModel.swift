import ArgumentParser

/// `galley model`: the models on this machine.
struct BuiltInModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Models on this machine: list, install, use, remove, serve them.",
        subcommands: [
            ListModels.self, InstallModel.self, UseModel.self, RemoveModel.self, ServeModel.self, ModelStatus.self,
        ])
}
