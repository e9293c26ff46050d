import Manuscript
import Platform
import Testing

/// The repository as text, found from where this file stands.
enum Repository {
    /// A text file with its path from the root.
    struct File: Sendable, CustomTestStringConvertible {
        let path: String
        let text: String
        /// Split by bytes, which takes a tenth of the time that splitting by characters takes.
        let lines: [Substring]

        init(path: String, text: String) {
            self.path = path
            self.text = text
            lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Substring($0) }
        }

        /// The lines that are not inside a string of several lines, which may hold another language.
        var code: [Substring] {
            var isString = false
            return lines.filter { line in
                let wasString = isString
                if line.contains("\"\"\"") { isString.toggle() }
                return !wasString
            }
        }
        /// The last part of the path.
        var name: String { Files.name(of: path) }
        /// The room: the folder below `Sources`.
        var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var testDescription: String { path }
    }

    private static let root: String = {
        let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return here.dropLast(3).joined(separator: "/")
    }()

    /// One file; throws `SystemError`.
    static func file(_ path: String) throws -> File {
        File(path: path, text: String(decoding: try Files.read("\(root)/\(path)"), as: UTF8.self))
    }

    /// True if the repository has a file or a folder at this path.
    static func has(_ path: String) -> Bool { Files.exists("\(root)/\(path)") }

    /// The Swift files below a folder, in the order of their paths.
    static func swiftFiles(below folder: String) throws -> [File] { try files(ending: ".swift", below: folder) }

    /// The Markdown files of the repository, in the order of their paths: those at the root and in the folders that hold pages.
    static func pages() throws -> [File] {
        let names = try Files.names(in: root).filter { $0.hasSuffix(".md") }.sorted()
        return try names.map(file) + files(ending: ".md", below: ".github") + files(ending: ".md", below: "Sources")
            + files(ending: ".md", below: "Tests")
    }

    private static func files(ending suffix: String, below folder: String) throws -> [File] {
        var found: [File] = []
        for name in try Files.names(in: "\(root)/\(folder)").sorted() {
            let path = "\(folder)/\(name)"
            if Files.isFolder("\(root)/\(path)") {
                found += try files(ending: suffix, below: path)
            } else if name.hasSuffix(suffix) {
                found.append(try file(path))
            }
        }
        return found
    }

    /// Every Swift file that ships.
    static func sources() throws -> [File] { try read.get() }

    private static let read = Result { try swiftFiles(below: "Sources") }
}
