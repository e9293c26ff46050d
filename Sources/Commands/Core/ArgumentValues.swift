import Manuscript

/// The values of a command's arguments, read in the order in which its card declares the parameters.
struct ArgumentValues {
    /// The whole line as typed, for the history.
    let line: String
    private let card: CommandCard
    private var values: [String: any ArgumentValue] = [:]
    private var given: Set<String> = []

    /// Reads all arguments; options may come between the parameters, and before and after them.
    ///
    /// Throws `CommandError` if a value has the wrong kind or too many are given. A missing value is an error only when
    /// it is asked for.
    init(_ arguments: Arguments, of card: CommandCard, in session: Session) throws {
        var arguments = arguments
        line = arguments.line
        self.card = card
        for (index, parameter) in card.parameters.enumerated() {
            try readOptions(of: &arguments)
            guard !arguments.isEmpty else { break }
            let next = card.parameters.dropFirst(index + 1).first
            if let next, parameter.givesWay(to: next, in: arguments) { continue }
            values[parameter.name] = try Self.value(of: parameter, isLast: next == nil, &arguments, in: session)
        }
        try readOptions(of: &arguments)
        try arguments.end()
    }

    private mutating func readOptions(of arguments: inout Arguments) throws {
        var isFound = true
        while isFound, !arguments.isEmpty {
            isFound = false
            for flag in card.flags {
                if let value = flag.value {
                    guard let word = try arguments.option(flag.name, takes: value.missing) else { continue }
                    values[flag.name] = try Self.value(of: flag, word)
                } else {
                    guard arguments.flag(flag) else { continue }
                    given.insert(flag.name)
                }
                isFound = true
            }
        }
    }

    private static func value(of flag: CommandFlag, _ word: String) throws -> any ArgumentValue {
        guard let value = flag.value, case .number(let range) = value.kind else { return word }
        guard let number = Int(word), range.contains(number) else {
            throw CommandError.badArgument(flag.name, takes: value.number)
        }
        return number
    }

    /// Consumes the value of a parameter; the last text takes all the rest.
    private static func value(
        of parameter: Parameter, isLast: Bool, _ arguments: inout Arguments, in session: Session
    ) throws -> (any ArgumentValue)? {
        switch parameter.kind {
        case .address, .section:
            let address = try arguments.address(in: session)
            // A wrong title explains more than the words behind it would.
            _ = try session.sections(at: address)
            return address
        case .paragraphs:
            let address = try arguments.address(in: session)
            if try session.excerpt(at: address) == nil { _ = try session.sections(at: address) }
            return address
        case .passage:
            let isQuoted = arguments.rest.first.map { "\"“".contains($0) } ?? false
            let address = try arguments.address(in: session)
            if isQuoted, case .title(let words) = address { return try session.address(quoting: words) }
            if try session.excerpt(at: address) == nil { _ = try session.sections(at: address) }
            return address
        case .session: return arguments.sessionName()
        case .setting: return arguments.key()
        case .value: return arguments.value()
        case .text where isLast: return arguments.all()
        case .place:
            guard let word = arguments.word(), case .place(let path)? = Address(word) else {
                throw CommandError.missing(parameter.missing, command: arguments.command)
            }
            return path
        case .number(let range):
            let word = arguments.word() ?? ""
            guard let number = Int(word), range.contains(number) else {
                throw CommandError.notANumber(word, of: parameter.number)
            }
            return number
        case .choice(let words):
            let given = arguments.word()?.lowercased() ?? ""
            guard let word = words.first(where: { $0.hasPrefix(given) }) else {
                throw CommandError.badArgument(":\(arguments.command)", takes: Self.choice(of: words))
            }
            return word
        case .format:
            let word = arguments.word() ?? ""
            guard let format = Exports.named(word)?.format else {
                throw CommandError.unknownFormat(word, known: Exports.all.map { $0.format })
            }
            return format
        case .text, .word, .path, .model, .command: return arguments.word()
        }
    }

    private static func choice(of words: [String]) -> String {
        let head = words.dropLast().joined(separator: ", ")
        return head.isEmpty ? words.joined() : "\(head) or \(words.last ?? "")"
    }

    /// Returns the value of a parameter, or of an option with a value; nil if it was left out.
    subscript<Value>(parameter: TypedParameter<Value>) -> Value? {
        values[parameter.parameter.name] as? Value
    }

    /// Returns the value of a parameter; throws `CommandError.missing` if it was left out.
    func callAsFunction<Value>(_ parameter: TypedParameter<Value>) throws -> Value {
        guard let value = self[parameter] else { throw card.missing(parameter.parameter.name) }
        return value
    }

    /// Returns true if an option without a value was given.
    func has(_ option: String) -> Bool { given.contains(option) }
}
