import Platform

/// A check that a file is a model in GGUF form (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
enum ModelFile {
    /// Size in bytes of the model at `path`; throws `BuiltInModelError.badModelFile` with what is wrong instead.
    static func size(of path: String) throws(BuiltInModelError) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let gone = errno == ENOENT || errno == ENOTDIR
            throw .badModelFile(path: path, reason: gone ? "does not exist" : "cannot be read")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .badModelFile(path: path, reason: "is not a file")
        }
        guard let start = try? Files.head(of: path, count: 4) else {
            throw .badModelFile(path: path, reason: "cannot be read")
        }
        guard start == Array("GGUF".utf8) else {
            throw .badModelFile(path: path, reason: "is not a model in GGUF form")
        }
        return Int(status.st_size)
    }

    /// Words for a model from the name of its file: without folder and ending.
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.lowercased().hasSuffix(".gguf") ? String(file.dropLast(5)) : file
    }
}
