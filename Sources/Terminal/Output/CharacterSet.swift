/// The character set of a terminal.
package enum CharacterSet {
    /// Returns true if only ASCII is safe because the locale is not UTF-8 (POSIX.1-2017, 8.2 "Internationalization
    /// Variables").
    package static func isASCII(_ environment: [String: String]) -> Bool {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let plain = name.lowercased().filter { $0 != "-" }
        return !plain.contains("utf8")
    }
}
