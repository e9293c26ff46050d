/// The source of a setting's value; cases are in order of precedence.
package enum SettingSource: Sendable, Equatable {
    /// A command-line flag, such as `--model`.
    case flag(String)
    /// `:set` in the session.
    case session
    /// A variable of the real environment.
    case variable(String)
    /// A variable of `./.env`.
    case dotEnv(String)
    /// A configuration file, with the line (from 1) of the key.
    case file(ConfigFile.Place, line: Int?)
    /// The default.
    case standard

    /// The source in a few words, without a full stop.
    package var words: String {
        switch self {
        case .flag(let name): name
        case .session: "this session"
        case .variable(let name): name
        case .dotEnv(let name): "\(name) in ./.env"
        case .file(let place, let line): place.path + (line.map { ", line \($0)" } ?? "")
        case .standard: "default"
        }
    }

    /// True if it is in the working folder, which may come from someone else.
    package var isProjects: Bool {
        switch self {
        case .dotEnv: true
        case .file(let place, _): place.isProjects
        default: false
        }
    }
}

/// A value with its source.
package struct Sourced<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    package var source: SettingSource

    /// Combines a value and its source.
    package init(_ value: Value, _ source: SettingSource) {
        self.value = value
        self.source = source
    }
}
