package import Chains

/// The use of a command by models: its effect and description.
package struct ToolUse: Sendable, Equatable {
    /// The effect of the tool on the post.
    package enum Effect: Sendable, Equatable {
        /// Reads only; it runs at once, and the model gets the answer.
        case looks
        /// Changes the outline or a setting.
        case changes
        /// Removes written text.
        case removes
        /// Has text written, which takes a while.
        case writes
    }

    let effect: Effect
    /// A one-sentence description for the model.
    let about: String

    init(_ effect: Effect, _ about: String) {
        self.effect = effect
        self.about = about
    }
}

extension Catalogue {
    /// The tools offered to models: all commands with a `CommandCard.tool`.
    package static var tools: [ModelTool] { all.compactMap { $0.card.modelTool } }

    /// The tools for a window that is too small for all.
    static var fewTools: [ModelTool] {
        let few: [any Command.Type] = [
            Show.self, Write.self, Rewrite.self, Add.self, Remove.self, Move.self, Rename.self,
        ]
        return few.compactMap { $0.card.modelTool }
    }
}
