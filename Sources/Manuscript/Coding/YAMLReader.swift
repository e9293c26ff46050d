internal import CYAML
import Platform

/// Turns libyaml's events into values.
struct YAMLReader {
    private let library: galley_yaml
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let file: String
    private var lines: [[String]: Int] = [:]
    private var anchors: [String: (value: JSONValue, count: Int)] = [:]
    private var count = 0

    /// Parses a text and returns its value and the lines of its keys; throws `YAMLError`.
    static func read(_ bytes: [UInt8], file: String) throws -> (JSONValue, [[String]: Int]) {
        let library = galley_yaml_load().pointee
        if let missing = library.missing { throw YAMLError(file: file, reason: String(cString: missing)) }
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard library.parser_initialize(parser) == 1 else { throw YAMLError(file: file, reason: "memory ran out") }
        defer { library.parser_delete(parser) }
        return try bytes.withUnsafeBufferPointer { buffer in
            library.parser_set_encoding(parser, YAML_UTF8_ENCODING)
            library.parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            var reader = YAMLReader(library: library, parser: parser, bytes: buffer, file: file)
            let value = try reader.stream()
            return (value, reader.lines)
        }
    }

    private init(
        library: galley_yaml, parser: UnsafeMutablePointer<yaml_parser_t>, bytes: UnsafeBufferPointer<UInt8>,
        file: String
    ) {
        self.library = library
        self.parser = parser
        self.bytes = bytes
        self.file = file
    }

    // MARK: - Events

    /// A libyaml event in Swift types.
    private enum Event {
        case scalar(String, isPlain: Bool)
        case alias(String)
        case beginList, endList, beginMap, endMap, beginDocument, end, other
    }

    /// An event with its position and anchor.
    private struct Placed {
        var event: Event
        var anchor: String?
        var line: Int
        var column: Int
    }

    private func next() throws -> Placed {
        var raw = yaml_event_t()
        guard library.parser_parse(parser, &raw) == 1 else { throw problem() }
        defer { library.event_delete(&raw) }
        var placed = Placed(
            event: .other, line: Int(raw.start_mark.line) + 1, column: Int(raw.start_mark.column) + 1)
        switch raw.type {
        case YAML_SCALAR_EVENT:
            let scalar = raw.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let isString = try isString(scalar.tag, at: placed)
            placed.event = .scalar(text, isPlain: scalar.plain_implicit == 1 && !isString)
            placed.anchor = scalar.anchor.map { String(cString: $0) }
        case YAML_ALIAS_EVENT: placed.event = .alias(raw.data.alias.anchor.map { String(cString: $0) } ?? "")
        case YAML_SEQUENCE_START_EVENT:
            placed.event = .beginList
            placed.anchor = raw.data.sequence_start.anchor.map { String(cString: $0) }
        case YAML_MAPPING_START_EVENT:
            placed.event = .beginMap
            placed.anchor = raw.data.mapping_start.anchor.map { String(cString: $0) }
        case YAML_SEQUENCE_END_EVENT: placed.event = .endList
        case YAML_MAPPING_END_EVENT: placed.event = .endMap
        case YAML_DOCUMENT_START_EVENT: placed.event = .beginDocument
        case YAML_STREAM_END_EVENT: placed.event = .end
        default: break
        }
        return placed
    }

    /// Returns true if a tag marks a scalar as a string; throws for unsupported tags.
    private func isString(_ tag: UnsafeMutablePointer<yaml_char_t>?, at place: Placed) throws -> Bool {
        guard let tag else { return false }
        let name = String(cString: tag)
        guard ["tag:yaml.org,2002:str", "!"].contains(name) else {
            throw wrong(place, "the tag \(name.prefix(40)) is not supported")
        }
        return true
    }

    // MARK: - Values

    private mutating func stream() throws -> JSONValue {
        var value: JSONValue?
        while true {
            let placed = try next()
            switch placed.event {
            case .end: return value ?? .null
            case .beginDocument where value == nil: value = try self.value(from: try next(), at: [], depth: 0)
            case .beginDocument: throw wrong(placed, "it contains a second document")
            default: break
            }
        }
    }

    private mutating func value(from placed: Placed, at path: [String], depth: Int) throws -> JSONValue {
        let before = count
        try take(1, placed)
        guard depth < YAMLText.Bounds.depth else {
            throw wrong(placed, "collections are nested more than \(YAMLText.Bounds.depth) deep")
        }
        let value: JSONValue
        switch placed.event {
        case .scalar(let text, let isPlain): value = isPlain ? YAMLScalar.value(of: text) : .string(text)
        case .alias(let name):
            guard let known = anchors[name] else { throw wrong(placed, "the anchor \(name.prefix(40)) is not defined") }
            try take(known.count, placed)
            value = known.value
        case .beginList: value = try list(at: path, depth: depth + 1)
        case .beginMap: value = try map(at: path, depth: depth + 1)
        default: throw wrong(placed, "a value is missing")
        }
        if let anchor = placed.anchor { anchors[anchor] = (value, count - before) }
        return value
    }

    private mutating func list(at path: [String], depth: Int) throws -> JSONValue {
        var elements: [JSONValue] = []
        while true {
            let placed = try next()
            if case .endList = placed.event { return .array(elements) }
            elements.append(try value(from: placed, at: path + ["\(elements.count)"], depth: depth))
        }
    }

    private mutating func map(at path: [String], depth: Int) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        while true {
            let placed = try next()
            if case .endMap = placed.event { return .object(members) }
            guard case .scalar(let key, _) = placed.event else { throw wrong(placed, "a key must be a word") }
            guard members[key] == nil else { throw wrong(placed, "the key \(key.prefix(40)) occurs twice") }
            lines[path + [key]] = placed.line
            members[key] = try value(from: try next(), at: path + [key], depth: depth)
        }
    }

    private mutating func take(_ values: Int, _ placed: Placed) throws {
        count += values
        guard count <= YAMLText.Bounds.values else {
            throw wrong(placed, "it contains more than \(YAMLText.Bounds.values) values")
        }
    }

    // MARK: - Errors

    private func wrong(_ placed: Placed, _ reason: String) -> YAMLError {
        YAMLError(file: file, line: placed.line, column: placed.column, reason: reason)
    }

    /// Returns libyaml's error.
    private func problem() -> YAMLError {
        let parser = parser.pointee
        var reason = parser.problem.map { String(cString: $0) } ?? "it is malformed YAML"
        // For bytes that are not valid text, libyaml reports only the offset.
        guard parser.error != YAML_READER_ERROR else {
            let before = bytes.prefix(parser.problem_offset)
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            return YAMLError(file: file, line: line, reason: reason)
        }
        // For an unclosed bracket or quote, libyaml reports the problem far from where it began.
        if let context = parser.context, parser.context_mark.line != parser.problem_mark.line {
            reason += " (\(String(cString: context)) that begins on line \(parser.context_mark.line + 1))"
        }
        return YAMLError(
            file: file, line: Int(parser.problem_mark.line) + 1, column: Int(parser.problem_mark.column) + 1,
            reason: reason)
    }
}

/// The installed libyaml.
package enum InstalledYAML {
    /// The version, such as "0.2.5"; nil if the library cannot be loaded, which this tries.
    package static var version: String? {
        let library = galley_yaml_load().pointee
        guard library.missing == nil, let text = library.get_version_string() else { return nil }
        return String(cString: text)
    }
}
