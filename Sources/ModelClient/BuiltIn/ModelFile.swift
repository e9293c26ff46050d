import Platform

/// A check that a file is a GGUF model (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
enum ModelFile {
    /// Returns the size in bytes of the model at `path`; throws `BuiltInModelError.badModelFile` with the reason.
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

    /// Returns a model's name from its file name: without the folder and the extension.
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.lowercased().hasSuffix(".gguf") ? String(file.dropLast(5)) : file
    }
}
