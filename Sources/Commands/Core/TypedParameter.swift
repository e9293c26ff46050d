import Manuscript

/// A declaration that a card's list of parameters accepts.
package protocol ParameterDeclaration: Sendable {
    /// The parameter that is declared.
    var parameter: Parameter { get }
}

extension Parameter: ParameterDeclaration {
    /// The parameter itself.
    package var parameter: Parameter { self }
}

/// A parameter together with the type of its value, which `ArgumentValues` reads.
///
/// A command declares it once, lists it in its card, and reads it in `init`:
///
/// ```swift
/// private static let section = TypedParameter<Address>("section", .section, "which section")
/// static let card = CommandCard(name: "accept", parameters: [section], …)
///
/// init(_ arguments: Arguments, session: Session) throws {
///     let values = try ArgumentValues(arguments, of: Self.card, in: session)
///     entry = try session.section(at: try values(Self.section))
/// ```
struct TypedParameter<Value: ArgumentValue>: ParameterDeclaration {
    let parameter: Parameter

    /// Declares a parameter; see `Parameter` for what the arguments mean.
    init(
        _ name: String, _ kind: Parameter.Kind, _ meaning: String, label: String? = nil, isOptional: Bool = false,
        models: Parameter.ModelUse = .same, needs: String? = nil, completion: Parameter.Kind? = nil
    ) {
        parameter = Parameter(
            name, kind, meaning, label: label, isOptional: isOptional, models: models, needs: needs,
            completion: completion)
    }
}

/// A type that a parameter's value can have.
protocol ArgumentValue: Sendable {}

extension Address: ArgumentValue {}
extension Int: ArgumentValue {}
extension String: ArgumentValue {}
/// A place among the sections: its numbers, from the top level down.
extension Array: ArgumentValue where Element == Int {}
