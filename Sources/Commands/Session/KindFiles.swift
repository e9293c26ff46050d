import Configuration
import Manuscript
import Platform

/// The kinds of post: the built-in ones, and those in the folder `kinds` beside the user's configuration file.
enum KindFiles {
    /// Returns the folder of the user's kinds; nil without a home folder.
    static func folder(_ environment: [String: String]) -> String? {
        Configuration.userFile(environment).map { Files.folder(of: $0) + "/kinds" }
    }

    /// Returns all kinds; a file replaces the built-in kind with its name.
    ///
    /// Throws `PostKindError`, `YAMLError` or `SystemError`.
    static func all(_ environment: [String: String]) throws -> [PostKind] {
        var kinds = PostKind.builtIn
        guard let folder = folder(environment), Files.isFolder(folder) else { return kinds }
        for name in try Files.names(in: folder).sorted() where name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
            let path = "\(folder)/\(name)"
            let stem = String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
            let kind = try PostKind(Files.read(path, within: .small), name: stem, file: path)
            if let index = kinds.firstIndex(where: { $0.name == kind.name }) {
                kinds[index] = kind
            } else {
                kinds.append(kind)
            }
        }
        return kinds
    }

    /// Returns the kind with a name; throws `PostKindError.unknown` if there is none.
    static func kind(_ name: String, _ environment: [String: String]) throws -> PostKind {
        let kinds = try all(environment)
        guard let kind = PostKind.named(name, among: kinds) else {
            throw PostKindError.unknown(name, known: kinds.map(\.name))
        }
        return kind
    }
}

/// The list of the kinds of post.
package enum KindList {
    /// Returns the list; throws `PostKindError`, `YAMLError` or `SystemError`.
    package static func report(_ environment: [String: String]) throws -> Report {
        let kinds = try KindFiles.all(environment)
        let rows = kinds.map { [$0.name, $0.about, $0.parts.count.counted("section")] }
        let place = KindFiles.folder(environment).map { " Your own are YAML files in \($0)." } ?? ""
        return Report(
            .plain(TextTable.lines(rows).joined(separator: "\n")), note: "`:new --kind NAME TOPIC` begins one.\(place)",
            data: [
                "kinds": .array(
                    kinds.map { kind in
                        [
                            "name": .string(kind.name), "about": .string(kind.about), "tone": .string(kind.tone),
                            "sections": .array(kind.parts.map { .string($0.title) }),
                            "questions": .array(kind.questions.map { .string($0) }),
                        ]
                    })
            ])
    }
}
