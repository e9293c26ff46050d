import Chains
import Manuscript
import Platform

/// A planned use of a command in a conversation, requested by a model or read from a plain request.
struct Step: Sendable, Equatable {
    /// The name of the command.
    let name: String
    /// The arguments, by parameter name.
    let values: [String: String]
    /// The sections that the addresses named when the step was planned, which stay the same when numbers change.
    private var pins: [String: [Section.ID]] = [:]
    /// The parts of texts that the addresses named, which move with their sections.
    private var parts: [String: Excerpt] = [:]

    /// Makes a step.
    init(_ name: String, _ values: [String: String] = [:]) {
        self.name = name
        self.values = values
    }

    /// Reads a tool call of a model: the name of a tool and a JSON object.
    ///
    /// Throws `StepError`, whose messages are for the model.
    init(tool name: String, arguments: String) throws {
        guard let parameters = try? Self.parameters(of: name) else {
            throw StepError.unknownTool(PlainText.clean(String(name.prefix(40))))
        }
        let text = arguments.trimmed.isEmpty ? "{}" : arguments
        guard let members = JSONText.value(in: text)?.object else { throw StepError.badArguments(name) }
        var values: [String: String] = [:]
        for parameter in parameters {
            guard let member = members[parameter.name], member != .null else { continue }
            guard let value = Self.value(member, of: parameter) else {
                throw StepError.badValue(parameter.name, of: name)
            }
            if !value.isEmpty { values[parameter.name] = value }
        }
        let known = Set(parameters.map(\.name))
        if let other = members.keys.sorted().first(where: { !known.contains($0) }) {
            throw StepError.unknownParameter(PlainText.clean(String(other.prefix(40))), of: name)
        }
        self.init(name, values)
    }

    /// Returns the tool of a command; throws if there is none.
    static func use(of name: String) throws -> ToolUse {
        guard let type = Catalogue.all.first(where: { $0.card.name == name }), let use = type.card.tool else {
            throw StepError.unknownTool(name)
        }
        return use
    }

    /// Returns the parameters of a command that a model may pass; throws if it may not use the command.
    static func parameters(of name: String) throws -> [Parameter] {
        _ = try use(of: name)
        return Catalogue.all.first { $0.card.name == name }?.card.modelParameters ?? []
    }

    /// The effect of the step on the post.
    var effect: ToolUse.Effect { (try? Self.use(of: name))?.effect ?? .changes }

    private static func value(_ value: JSONValue, of parameter: Parameter) -> String? {
        let text = value.string ?? value.int.map(String.init) ?? value.double.map { "\($0)" }
        guard var text else { return nil }
        // Keep the value on one line, whatever the model sent.
        text = PlainText.kept(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        text = String(text.prefix(Parameter.longestText))
        switch parameter.kind {
        case .text:
            while text.hasPrefix("-"), Int(text.dropFirst().prefix { $0.isNumber }) == nil { text.removeFirst() }
            return text
        case .address, .paragraphs, .passage, .section, .place:
            for word in ["section ", "§", "#"] where text.lowercased().hasPrefix(word) {
                text = text.dropFirst(word.count).trimmed
            }
            return text.hasPrefix("-") ? nil : text
        case .number(let range): return Int(text).flatMap { range.contains($0) ? "\($0)" : nil }
        case .choice(let words): return words.contains(text.lowercased()) ? text.lowercased() : nil
        case .word, .format, .path, .session, .model, .setting, .command, .value:
            return text.hasPrefix("-") ? nil : text
        }
    }

    // MARK: - Lines

    /// Returns the step with another value for a parameter, on the same sections.
    func giving(_ name: String, _ value: String) -> Step {
        var step = Step(self.name, values.merging([name: value]) { $1 })
        (step.pins, step.parts) = (pins, parts)
        return step
    }

    /// Returns the step on these sections only.
    func on(_ sections: [Section.ID]) -> Step {
        var step = self
        step.pins["address"] = sections
        return step
    }

    /// Returns the step with the sections that its addresses name now; throws if an address names none.
    ///
    /// A step that already holds its sections is unchanged. `added` holds new sections by the addresses that refer to
    /// them.
    func pinned(in session: Session, added: [String: Section.ID] = [:]) throws -> Step {
        guard pins.isEmpty else { return self }
        var step = self
        for parameter in try Self.parameters(of: name) {
            guard let value = values[parameter.name] else { continue }
            switch parameter.kind {
            case .section, .address, .paragraphs, .passage:
                if let id = added[value] {
                    step.pins[parameter.name] = [id]
                    continue
                }
            default: break
            }
            switch parameter.kind {
            case .section:
                step.pins[parameter.name] = [try session.section(at: try Self.address(value, name)).section.id]
            case .address, .paragraphs, .passage:
                let address = try Self.address(value, name)
                if parameter.kind != .address, let part = try Self.excerpt(value, address, parameter.kind, session) {
                    step.pins[parameter.name] = [part.entry.section.id]
                    step.parts[parameter.name] = part
                    continue
                }
                let entries = try session.sections(at: address)
                guard address != .all else { continue }
                let ids = Set(entries.map(\.section.id))
                let tops = entries.filter { entry in entry.parent.map { !ids.contains($0) } ?? true }
                step.pins[parameter.name] = tops.map(\.section.id)
            default: break
            }
        }
        return step
    }

    /// Returns the part of a text that a value names: paragraphs, or words in quotation marks; nil for sections.
    private static func excerpt(
        _ value: String, _ address: Address, _ kind: Parameter.Kind, _ session: Session
    ) throws -> Excerpt? {
        guard kind == .passage, case .title(let words) = address, value.first.map({ "\"“".contains($0) }) == true
        else {
            return try session.excerpt(at: address)
        }
        return try session.excerpt(at: try session.address(quoting: words))
    }

    private static func address(_ text: String, _ name: String) throws -> Address {
        guard let address = Address(text) else { throw CommandError.missing("an address such as 2.3", command: name) }
        return address
    }

    /// Returns the step as lines to be typed now: several if its sections are not adjacent.
    ///
    /// Throws `StepError.gone` if a section no longer exists.
    func lines(in session: Session) throws -> [String] {
        var lines = [":\(name)"]
        for parameter in try Self.parameters(of: name) {
            guard let value = values[parameter.name] else { continue }
            var words = [Self.typed(value, parameter.kind)]
            if let ids = pins[parameter.name] {
                let entries = ids.compactMap { session.outline.entry($0) }
                guard entries.count == ids.count else { throw StepError.gone(value) }
                words = Self.addresses(of: entries)
                if let part = parts[parameter.name], let entry = entries.first {
                    guard let numbers = part.paragraphs(in: entry) else { throw StepError.gone(value) }
                    words = [part.isWhole ? Address.paragraphs(entry.path, numbers).text : value]
                }
            }
            lines = lines.flatMap { line in words.map { "\(line) \($0)" } }
        }
        return lines
    }

    /// Returns the existing sections whose texts the step concerns.
    func leaves(in session: Session) -> [Section.ID] {
        entries(in: session).filter(\.section.isLeaf).map(\.section.id)
    }

    /// Returns the existing sections that the step names, with those below them; all if it names none.
    func entries(in session: Session) -> [Outline.Entry] {
        let address = values["address"] ?? values["section"] ?? "all"
        let ids = pins["address"] ?? pins["section"]
        let roots = ids?.compactMap { session.outline.entry($0)?.number } ?? [address]
        return roots.flatMap { Address($0).flatMap { try? session.sections(at: $0.sectionOfParagraphs ?? $0) } ?? [] }
    }

    private static func typed(_ value: String, _ kind: Parameter.Kind) -> String {
        switch kind {
        case .address, .paragraphs, .passage, .section:
            if case .title(let title)? = Address(value) { return "\"\(title.filter { !"\"“”".contains($0) })\"" }
            return value
        default: return value
        }
    }

    /// Returns the numbers of sections, with adjacent ones as a range.
    private static func addresses(of entries: [Outline.Entry]) -> [String] {
        var runs: [(first: Outline.Entry, last: Outline.Entry)] = []
        for entry in entries {
            if let run = runs.last, run.last.parent == entry.parent, let place = run.last.path.last,
                entry.path.last == place + 1
            {
                runs[runs.count - 1].last = entry
            } else {
                runs.append((entry, entry))
            }
        }
        return runs.map { $0.first.number == $0.last.number ? $0.first.number : "\($0.first.number)-\($0.last.number)" }
    }
}

/// Errors in a model's tool calls; the messages go back to the model.
enum StepError: PlainError, Equatable {
    case unknownTool(String)
    case badArguments(String)
    case badValue(String, of: String)
    case unknownParameter(String, of: String)
    case gone(String)
    case tooMany(Int)

    var sentence: String {
        switch self {
        case .unknownTool(let name): "There is no tool \"\(name)\"; nothing was done."
        case .badArguments(let name): "The arguments of \(name) are not a JSON object; nothing was done."
        case .badValue(let parameter, let name):
            "\(parameter) of \(name) has an invalid value; nothing was done."
        case .unknownParameter(let parameter, let name): "\(name) has no parameter \"\(parameter)\"; nothing was done."
        case .gone(let what): "The section named by \"\(what)\" no longer exists, so that part was skipped."
        case .tooMany(let most): "At most \(most) actions run at once; this one was skipped."
        }
    }
}
