/// A folder of the user's that holds Galley's files (XDG Base Directory Specification 0.8).
package enum UserFolder: String, Sendable, CaseIterable {
    case config, data, state

    /// The variable that moves it.
    package var variable: String { "XDG_\(rawValue.uppercased())_HOME" }

    /// The usual place below the home folder.
    private var usual: String {
        switch self {
        case .config: ".config"
        case .data: ".local/share"
        case .state: ".local/state"
        }
    }

    /// Returns the absolute path of Galley's folder in it; nil without a home folder.
    ///
    /// An empty or relative variable counts as unset, as the specification requires.
    package func path(_ environment: (String) -> String?) -> String? {
        if let base = environment(variable), base.hasPrefix("/") { return "\(base)/galley" }
        guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
        return "\(home)/\(usual)/galley"
    }
}
