import Platform

/// Parses pip's output into progress messages and errors.
enum PipOutput {
    /// Returns a message for a line of pip's output, or nil if the line is not of interest.
    static func progress(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        if first == "Downloading" || first == "Using", let wheel = words.first(where: { $0.hasSuffix(".whl") }) {
            let file = wheel.split(separator: "/").last.map(String.init) ?? wheel
            let parts = file.split(separator: "-")
            guard parts.count > 1 else { return nil }
            let size = line.lastIndex(of: "(").map { " " + line[$0...] } ?? ""
            return "\(first == "Using" ? "Taking" : "Downloading") \(parts[0]) \(parts[1])\(size)"
        }
        return first == "Installing" ? "Unpacking" : nil
    }

    /// Returns the error of a failed run, from its complete output.
    static func error(_ lines: [String], folder: String, python: String) -> BuiltInModelError {
        let text = lines.joined(separator: "\n").lowercased()
        let says = { (signs: [String]) in signs.contains { text.contains($0) } }
        if says(["do not match the hashes", "hash mismatch"]) { return .hashMismatch }
        if says(["no space left", "errno 28", "disk quota exceeded"]) { return .diskFull(folder: folder) }
        if says(["permission denied", "read-only file system"]) {
            return .unwritable(folder: folder, reason: "permission denied")
        }
        if says(networkSigns) { return .noNetwork }
        if says(["no matching distribution found"]) { return .unsupportedSystem(python: python) }
        return .installFailed(step: "the download", reason: lastError(lines))
    }

    /// Signs of a network failure.
    ///
    /// They are checked before "no matching distribution", which pip also prints in that case.
    private static let networkSigns = [
        "newconnectionerror", "failed to establish a new connection", "name resolution", "connection broken",
        "max retries exceeded", "proxyerror", "connecttimeout", "readtimeout", "read timed out", "sslerror",
        "connection aborted", "connection reset", "remotedisconnected", "incompleteread", "protocolerror",
        "could not fetch url",
    ]

    private static func lastError(_ lines: [String]) -> String {
        let line = lines.last { $0.hasPrefix("ERROR:") } ?? lines.last ?? "no reason given"
        let words = line.hasPrefix("ERROR:") ? String(line.dropFirst(6)).trimmed : line
        return String(words.prefix(160))
    }
}
