/// Where the value of a setting comes from, in the order of what counts most.
package enum SettingSource: Sendable, Equatable {
    /// A flag of the command line, such as `--model`.
    case flag(String)
    /// `:set` in the session.
    case session
    /// A variable of the real environment.
    case variable(String)
    /// A variable of `./.env`.
    case dotEnv(String)
    /// A configuration file, by the line (from 1) on which the key stands.
    case file(ConfigFile.Place, line: Int?)
    /// Nothing sets it.
    case standard

    /// In a few words, without a full stop.
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

    /// Whether it lies in the working folder, where somebody else may have put it.
    package var isProjects: Bool {
        switch self {
        case .dotEnv: true
        case .file(let place, _): place.isProjects
        default: false
        }
    }
}

/// A value with where it comes from.
package struct Sourced<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    package var source: SettingSource

    /// Puts both together.
    package init(_ value: Value, _ source: SettingSource) {
        self.value = value
        self.source = source
    }
}
