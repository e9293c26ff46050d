package import Chains
import Manuscript

/// How a model may use a command: what it does and what it takes, from which the tool's JSON Schema derives.
package struct ToolUse: Sendable, Equatable {
    /// What a use of it does to the post.
    package enum Effect: Sendable, Equatable {
        /// It only looks, so it is done at once and the model gets the answer.
        case looks
        /// It changes the outline or a setting by itself.
        case changes
        /// It takes something out that was written.
        case removes
        /// It has texts written, which takes a while.
        case writes
    }

    /// What a parameter is.
    package enum Kind: Sendable, Equatable {
        /// Sections: `2.3`, `2-4`, `all`, a title.
        case address
        /// One section.
        case section
        /// A place among the sections, as a number.
        case place
        /// A whole number.
        case number(ClosedRange<Int>)
        /// Words of the writer.
        case text
        case choice([String])
    }

    /// One parameter, in the order in which the command takes them.
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
    /// What it does, for a model: a sentence.
    let about: String
    let parameters: [Parameter]

    init(_ effect: Effect, _ about: String, _ parameters: [Parameter] = []) {
        self.effect = effect
        self.about = about
        self.parameters = parameters
    }

    /// The longest text that a model may put into a parameter, in characters.
    static let longestText = 2000

    /// The tool as it is offered under a command's name.
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
    /// Its JSON Schema.
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
    /// What a model may ask to be done: every command that says how (`CommandCard.tool`).
    package static var tools: [ModelTool] {
        all.compactMap { type in type.card.tool.map { $0.tool(named: type.card.name) } }
    }
}
