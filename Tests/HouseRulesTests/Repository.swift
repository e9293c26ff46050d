import Platform

/// The files of the repository, as the house rules look at them.
enum Repository {
    /// The folder of the package.
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// Swift files below a folder, as paths from the root, sorted.
    static func swiftFiles(below folder: String) throws -> [String] {
        try Files.names(in: "\(root)/\(folder)").sorted().flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            if Files.isFolder("\(root)/\(path)") { return try swiftFiles(below: path) }
            return name.hasSuffix(".swift") ? [path] : []
        }
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        String(decoding: try Files.read("\(root)/\(path)"), as: UTF8.self)
    }
}
