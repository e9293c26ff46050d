import ArgumentParser

/// `galley model install|serve|status`: the built-in model.
struct BuiltInModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "The built-in model: install it, serve it, or see whether it is there.",
        subcommands: [InstallModel.self, ServeModel.self, ModelStatus.self])
}
