import Manuscript
import Platform

/// A strict validator for the keywords of JSON Schema 2020-12 that the session's schema uses.
///
/// A keyword that it does not know is an error of the schema, so that no rule is ever passed over in silence.
struct Schema {
    /// The faults of a schema.
    enum Fault: Error, Equatable {
        case notAnObject(String)
        case unknownKeyword(String, String)
        case wrongKind(String, String)
        case noSuchReference(String)
    }

    private let root: JSONValue

    /// Reads a schema; throws `Fault` where any part of it, used or not, says something unknown.
    init(_ root: JSONValue) throws {
        self.root = root
        try check(root, at: "#")
    }

    /// The faults of a value, each with its place; empty if it is valid.
    func faults(of value: JSONValue) -> [String] { faults(value, root, "") }

    private func check(_ schema: JSONValue, at place: String) throws {
        guard let keywords = schema.object else { throw Fault.notAnObject(place) }
        for (keyword, value) in keywords {
            let here = "\(place)/\(keyword)"
            switch keyword {
            case "properties", "$defs":
                guard let members = value.object else { throw Fault.wrongKind(keyword, place) }
                for (name, member) in members { try check(member, at: "\(here)/\(name)") }
            case "items": try check(value, at: here)
            case "additionalProperties": if value != .bool(false) { throw Fault.wrongKind(keyword, place) }
            case "$ref": if target(value.string ?? "") == nil { throw Fault.noSuchReference(value.compact) }
            case "type": try require(value.string.map(Self.types.contains) == true, keyword, place)
            case "format": try require(value == "date-time", keyword, place)
            case "required", "examples":
                try require(value.array?.allSatisfy { $0.string != nil } == true, keyword, place)
            case "x-unique": try require(value == "id" || value == "number", keyword, place)
            case "minimum", "maximum", "minLength", "minProperties", "maxProperties":
                try require(value.int != nil, keyword, place)
            case "$schema", "title", "description": try require(value.string != nil, keyword, place)
            case "const": break
            default: throw Fault.unknownKeyword(keyword, place)
            }
        }
    }

    private static let types: Set = ["object", "array", "string", "integer", "number", "boolean", "null"]

    private func require(_ holds: Bool, _ keyword: String, _ place: String) throws {
        if !holds { throw Fault.wrongKind(keyword, place) }
    }

    private func target(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/$defs/") else { return nil }
        return root["$defs"]?[String(reference.dropFirst(8))]
    }

    private func faults(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
        (schema.object ?? [:]).sorted { $0.key < $1.key }.flatMap { keyword, wanted -> [String] in
            switch keyword {
            case "$ref": return target(wanted.string ?? "").map { faults(value, $0, place) } ?? ["\(place): no target"]
            case "properties":
                return (value.object ?? [:]).sorted { $0.key < $1.key }.flatMap { name, member in
                    wanted[name].map { faults(member, $0, "\(place)/\(name)") } ?? []
                }
            case "items":
                return (value.array ?? []).enumerated().flatMap { faults($1, wanted, "\(place)/\($0)") }
            case "x-unique":
                let name = wanted.string ?? ""
                let found = Self.tree(value).compactMap { $0[name] }
                return Set(found).count == found.count ? [] : ["\(place): \(keyword)"]
            case "additionalProperties":
                let known = schema["properties"]?.object ?? [:]
                return (value.object ?? [:]).keys.filter { known[$0] == nil }.map { "\(place): \($0) is not allowed" }
            case "required":
                guard let object = value.object else { return [] }
                return (wanted.array ?? []).compactMap(\.string).filter { object[$0] == nil }
                    .map { "\(place): \($0) is missing" }
            default: return holds(keyword, wanted, value) ? [] : ["\(place): \(keyword)"]
            }
        }
    }

    private func holds(_ keyword: String, _ wanted: JSONValue, _ value: JSONValue) -> Bool {
        let least = wanted.int ?? 0
        return switch keyword {
        case "type": matches(value, wanted.string ?? "")
        case "const": value == wanted
        case "minimum": value.double.map { $0 >= Double(least) } ?? true
        case "maximum": value.double.map { $0 <= Double(least) } ?? true
        case "minLength": value.string.map { $0.unicodeScalars.count >= least } ?? true
        case "minProperties": value.object.map { $0.count >= least } ?? true
        case "maxProperties": value.object.map { $0.count <= least } ?? true
        case "format": value.string.map { Self.isTime($0) } ?? true
        default: true
        }
    }

    /// The objects of a list with those below them.
    private static func tree(_ list: JSONValue) -> [JSONValue] {
        (list.array ?? []).flatMap { [$0] + tree($0["children"] ?? .null) }
    }

    /// True if a text is a time of RFC 3339 on an existing day.
    private static func isTime(_ text: String) -> Bool {
        let pattern = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))/
        guard let match = text.wholeMatch(of: pattern)?.output, let year = Int(match.1), let month = Int(match.2),
            let day = Int(match.3), let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
            year > 0, (1...12).contains(month), hour < 24, minute < 60, second < 60,
            match.7.map({ Int($0) ?? 99 < 24 }) ?? true, match.8.map({ Int($0) ?? 99 < 60 }) ?? true
        else { return false }
        let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    private func matches(_ value: JSONValue, _ type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .int: type == "integer" || type == "number"
        case .number(let double): type == "number" || (type == "integer" && double.rounded() == double)
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}
