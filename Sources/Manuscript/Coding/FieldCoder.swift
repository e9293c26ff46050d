import Platform

/// A type whose fields are listed once, for reading and for writing.
///
/// Unknown fields survive a round trip: they are read into `unknown` and written back.
protocol FieldCodable: Codable {
    /// A value to read the fields into.
    static var blank: Self { get }
    /// Fields written by a later release.
    var unknown: [String: JSONValue] { get set }
    /// Passes each field to a coder, which reads it or writes it; throws `DecodingError` or `EncodingError`.
    mutating func code(_ fields: inout FieldCoder) throws
}

extension FieldCodable {
    package init(from decoder: any Decoder) throws {
        self = .blank
        var fields = FieldCoder(reader: try FieldReader(decoder))
        try code(&fields)
        unknown = try fields.reader?.rest() ?? [:]
    }

    package func encode(to encoder: any Encoder) throws {
        var (value, fields) = (self, FieldCoder(writer: try FieldWriter(encoder, unknown: unknown)))
        try value.code(&fields)
    }
}

/// Reads or writes the fields of one JSON object.
struct FieldCoder {
    fileprivate var reader: FieldReader?
    fileprivate var writer: FieldWriter?

    /// A field that must be present.
    mutating func required<Value: Codable>(_ name: String, _ value: inout Value) throws {
        if let read = try reader?.required(name, as: Value.self) {
            value = read
        } else {
            try writer?.write(name, value)
        }
    }

    /// A field that keeps its value if it is missing.
    mutating func value<Value: Codable>(_ name: String, _ value: inout Value) throws {
        if let read = try reader?.optional(name, as: Value.self) {
            value = read
        } else {
            try writer?.write(name, value)
        }
    }

    /// A text or list that is empty if it is missing.
    mutating func filled<Value: Codable & Collection>(_ name: String, _ value: inout Value) throws {
        if reader != nil || !value.isEmpty { try self.value(name, &value) }
    }

    /// An object that has its blank value if it is missing.
    mutating func unlessBlank<Value: FieldCodable & Equatable>(_ name: String, _ value: inout Value) throws {
        if reader != nil || value != .blank { try self.value(name, &value) }
    }

    /// A flag that is false if it is missing.
    mutating func flag(_ name: String, _ value: inout Bool) throws {
        if reader != nil || value { try self.value(name, &value) }
    }

    /// A field that is nil if it is missing.
    mutating func optional<Value: Codable>(_ name: String, _ value: inout Value?) throws {
        if reader == nil { try writer?.write(name, value) } else { value = try reader?.optional(name, as: Value.self) }
    }

    /// A string that must be present and not empty.
    mutating func name(_ name: String, _ value: inout String) throws {
        if let read = try reader?.name(name) { value = read } else { try writer?.write(name, value) }
    }

    /// A list of strings that are not empty.
    mutating func names(_ name: String, _ value: inout [String]) throws {
        if let read = try reader?.names(name) { value = read } else { try writer?.write(name, unlessEmpty: value) }
    }

    /// A number within bounds that must be present.
    mutating func number(_ name: String, _ value: inout Int, _ range: ClosedRange<Int>) throws {
        if let read = try reader?.number(name, range) { value = read } else { try writer?.write(name, value) }
    }

    /// A number of tokens or calls that is 0 if it is missing.
    mutating func count(_ name: String, _ value: inout Int, isOmittedAsZero: Bool = false) throws {
        if let read = try reader?.optionalNumber(name, FieldLimits.tokens) {
            value = read
        } else if value != 0 || !isOmittedAsZero {
            try writer?.write(name, value)
        }
    }

    /// A number within bounds that is nil if it is missing.
    mutating func optionalNumber<Value: Codable & Comparable>(
        _ name: String, _ value: inout Value?, _ range: ClosedRange<Value>
    ) throws {
        if reader == nil { try writer?.write(name, value) } else { value = try reader?.optionalNumber(name, range) }
    }

    /// A field that is written but not read, since the others determine it.
    mutating func derived(_ name: String, _ value: @autoclosure () -> some Encodable) throws {
        if reader == nil {
            try writer?.write(name, value())
        } else {
            _ = try reader?.optional(name, as: JSONValue.self)
        }
    }

    /// Throws `DecodingError` if two values that were read are the same; `fault` is the beginning of the reason.
    func refuseRepeated(_ values: @autoclosure () -> [some Hashable], in name: String, _ fault: String) throws {
        guard let reader, let twice = FieldLimits.repeated(values()) else { return }
        throw reader.fault(name, "\(fault) \(twice)")
    }
}
