/// Paths with all symbolic links followed.
extension Files {
    /// Returns the absolute path without links, `.` and `..`; nil if that is unknown, for example for a dangling link.
    ///
    /// The last components may be missing: a file that does not exist yet belongs to its existing folder (POSIX.1-2017,
    /// `realpath`).
    package static func resolved(_ path: String) -> String? {
        if let whole = realpath(path, nil) {
            defer { free(whole) }
            return String(cString: whole)
        }
        let (above, name) = (folder(of: path), name(of: path))
        guard errno == ENOENT, !isLink(path), !["", ".", ".."].contains(name), above != path,
            let resolved = resolved(above)
        else { return nil }
        return resolved == "/" ? "/\(name)" : "\(resolved)/\(name)"
    }

    /// Returns a path relative to a folder that contains it; nil if the path is elsewhere.
    ///
    /// Links in both are followed; the root never counts as the containing folder.
    package static func inside(_ folder: String, _ path: String) -> String? {
        guard let base = resolved(folder), base != "/", let whole = resolved(path), whole.hasPrefix(base + "/") else {
            return nil
        }
        return String(whole.dropFirst(base.count + 1))
    }
}
