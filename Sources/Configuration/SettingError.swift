import Platform

/// Errors in the use of a setting.
package enum SettingError: PlainError, Equatable {
    /// `nearest` is the setting that was probably meant.
    case unknown(String, nearest: String?)
    /// `takes` completes a sentence.
    case badValue(String, takes: String)
    /// The value of a `--set` option.
    case refusedValue(String, takes: String, not: String)
    case noAssignment

    package var sentence: String {
        switch self {
        case .unknown(let key, let nearest?):
            "There is no setting \"\(key.prefix(40))\"; did you mean \"\(nearest)\"? `:set` lists them."
        case .unknown(let key, nil): "There is no setting \"\(key.prefix(40))\". `:set` lists them."
        case .badValue(let key, let takes): "\(key) takes \(takes)."
        case .refusedValue(let key, let takes, let value): "\(key) takes \(takes), not \"\(value)\"."
        case .noAssignment: "--set takes KEY=VALUE, such as --set words=2500."
        }
    }
}
