import Manuscript

/// A parameter of a command, declared once.
///
/// The usage line, completion, the tool for models, the error for a missing value and the documentation's table derive
/// from it.
package struct Parameter: Sendable, Equatable {
    /// The kind of value that a parameter takes.
    package enum Kind: Sendable, Equatable {
        /// Sections: `2.3`, `2-4`, `all`, a title.
        case address
        /// Sections, or paragraphs of one: `2.3:4`.
        case paragraphs
        /// Sections, or a part of a text: `2.3:4`, words of it in quotation marks.
        case passage
        /// One section.
        case section
        /// A place among the sections, as a number.
        case place
        /// A whole number.
        case number(ClosedRange<Int>)
        /// The writer's words.
        case text
        /// One word, or a phrase in quotes.
        case word
        /// One of a few words.
        case choice([String])
        case format, path, session, model, setting, command
        /// A value of the setting named by the parameter before it.
        case value
    }

    /// The use of a parameter by models.
    package enum ModelUse: Sendable, Equatable {
        /// As for a person.
        case same
        /// Required, even if a person may omit it.
        case required
        /// Not offered.
        case hidden
    }

    /// The name in a tool's JSON Schema.
    package let name: String
    package let kind: Kind
    /// The meaning, without a full stop.
    package let meaning: String
    /// The name in usage lines.
    package let label: String
    package let isOptional: Bool
    package let models: ModelUse
    /// The kind of value that completion offers.
    package let completion: Kind
    private let needs: String?

    /// Declares a parameter; `needs` describes it in the error for a missing value, instead of the kind's description.
    init(
        _ name: String, _ kind: Kind, _ meaning: String, label: String? = nil, isOptional: Bool = false,
        models: ModelUse = .same, needs: String? = nil, completion: Kind? = nil
    ) {
        self.name = name
        self.kind = kind
        self.meaning = meaning
        self.label = label ?? name.uppercased()
        self.isOptional = isOptional
        self.models = models
        self.needs = needs
        self.completion = completion ?? kind
    }

    /// The parameter in a usage line.
    var usage: String { isOptional ? "[\(label)]" : label }

    /// The description of the missing value, for an error message.
    var missing: String {
        if let needs { return needs }
        return switch kind {
        case .address, .paragraphs, .passage, .section, .place: "an address such as 2.3"
        case .session: "the name of a session"
        case .path: "a file"
        case .number: "a number"
        default: meaning
        }
    }

    /// The description of a number that it takes, for an error message.
    var number: String {
        guard case .number(let range) = kind else { return "a number" }
        let noun = needs ?? "a number"
        return range == Self.counting ? "\(noun), 1 or more" : "\(noun) from \(range.lowerBound) to \(range.upperBound)"
    }

    /// The range of numbers that have no real limit, such as those of turns.
    static let counting = 1...9999

    /// Returns true if this optional parameter was left out, so that the next word belongs to the parameter behind it:
    /// the word is of the other's kind, or is the only one left for a parameter that is required.
    func givesWay(to next: Parameter, in arguments: Arguments) -> Bool {
        var ahead = arguments
        guard isOptional, let word = ahead.word() else { return false }
        if recognises(word) ?? true { return !next.isOptional && ahead.isEmpty }
        return !next.isOptional || next.recognises(word) == true
    }

    /// Returns true if a word alone shows that it is of the parameter's kind; nil for kinds that take any word.
    private func recognises(_ word: String) -> Bool? {
        switch kind {
        case .number(let range): Int(word).map(range.contains) ?? false
        case .choice(let words): words.contains(word.lowercased())
        case .format: Exports.named(word) != nil
        case .path: word == "-" || word.contains("/") || word.contains(".")
        default: nil
        }
    }

    /// True if a model must pass it.
    var isRequiredOfModels: Bool { models == .required || models == .same && !isOptional }
}

extension Parameter {
    /// The maximum length of a text from a model, in characters.
    static let longestText = 2000
    /// The maximum length of an address from a model, in characters.
    private static let longestAddress = 120
    /// The maximum length of words that a model quotes as an address, in characters.
    private static let longestQuotation = 400

    /// The parameter's JSON Schema.
    var schema: JSONValue {
        let text = JSONValue.string(meaning)
        return switch kind {
        case .number(let range):
            [
                "type": "integer", "description": text, "minimum": .int(range.lowerBound),
                "maximum": .int(range.upperBound),
            ]
        case .choice(let words):
            ["type": "string", "description": text, "enum": .array(words.map(JSONValue.string))]
        case .passage: ["type": "string", "description": text, "maxLength": .int(Self.longestQuotation)]
        case .address, .paragraphs, .section, .place:
            ["type": "string", "description": text, "maxLength": .int(Self.longestAddress)]
        default: ["type": "string", "description": text, "maxLength": .int(Self.longestText)]
        }
    }
}
