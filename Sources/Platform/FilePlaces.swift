/// Where a path leads once every symbolic link on the way is followed.
extension Files {
    /// The absolute path without links, `.` and `..`; nil where it cannot be told, as for a link to nothing.
    ///
    /// The last parts may be missing: a file that is yet to be made lies in the folder that is there (POSIX.1-2017,
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

    /// A path as it is seen from a folder that it lies in; nil where it lies elsewhere.
    ///
    /// Both are followed to where they lead; the root is no folder that anything is said to lie in.
    package static func inside(_ folder: String, _ path: String) -> String? {
        guard let base = resolved(folder), base != "/", let whole = resolved(path), whole.hasPrefix(base + "/") else {
            return nil
        }
        return String(whole.dropFirst(base.count + 1))
    }
}
