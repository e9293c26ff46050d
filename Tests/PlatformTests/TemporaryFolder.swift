import Platform

/// A folder of its own for one test, taken away with everything in it when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let above = FileManager.default.temporaryDirectory.path
        var template = Array("\(above)/galley-platform.XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw SystemError("made", above) }
        path = made
    }

    deinit {
        chmod(path, 0o700)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a name within it.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }
}
