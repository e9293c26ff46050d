package import Chains
import Manuscript

/// A command as a tool for models: its effect and parameters, from which the tool's JSON Schema derives.
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

    /// The kind of a parameter.
    package enum Kind: Sendable, Equatable {
        /// One or more sections: `2.3`, `2-4`, `all`, a title.
        case address
        /// One section.
        case section
        /// A place among the sections, as a number.
        case place
        /// A whole number.
        case number(ClosedRange<Int>)
        /// Free text.
        case text
        case choice([String])
    }

    /// A parameter; the order is that of the command's arguments.
    package struct Parameter: Sendable, Equatable {
        let name: String
        let kind: Kind
        let about: String
        var isOptional = false

        init(_ name: String, _ kind: Kind, _ about: String, isOptional: Bool = false) {
            self.name = name
            self.kind = kind
            self.about = about
            self.isOptional = isOptional
        }
    }

    let effect: Effect
    /// A one-sentence description for the model.
    let about: String
    let parameters: [Parameter]

    init(_ effect: Effect, _ about: String, _ parameters: [Parameter] = []) {
        self.effect = effect
        self.about = about
        self.parameters = parameters
    }

    /// The maximum length of a text parameter, in characters.
    static let longestText = 2000

    /// Returns the tool under a command's name.
    func tool(named name: String) -> ModelTool {
        let properties = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.schema) })
        let required = parameters.filter { !$0.isOptional }.map { JSONValue.string($0.name) }
        return ModelTool(
            name: name, description: about,
            parameters: [
                "type": "object", "properties": .object(properties), "required": .array(required),
                "additionalProperties": false,
            ])
    }
}

extension ToolUse.Parameter {
    /// The JSON Schema of the parameter.
    var schema: JSONValue {
        switch kind {
        case .address: ["type": "string", "description": .string(about), "maxLength": 120]
        case .section, .place: ["type": "string", "description": .string(about), "maxLength": 120]
        case .number(let range):
            [
                "type": "integer", "description": .string(about), "minimum": .int(range.lowerBound),
                "maximum": .int(range.upperBound),
            ]
        case .text: ["type": "string", "description": .string(about), "maxLength": .int(ToolUse.longestText)]
        case .choice(let words):
            ["type": "string", "description": .string(about), "enum": .array(words.map(JSONValue.string))]
        }
    }
}

extension Catalogue {
    /// The tools offered to models: all commands with a `CommandCard.tool`.
    package static var tools: [ModelTool] {
        all.compactMap { type in type.card.tool.map { $0.tool(named: type.card.name) } }
    }
}
