import Manuscript
import Platform
import Terminal

/// File name completion; each name is quoted so that the argument reader takes it as one word.
struct FileNames {
    /// The home folder for `~/`, if any.
    let home: String?

    private struct Name {
        var text: String
        var isFolder: Bool
    }

    /// Returns the completions of the path at the cursor.
    func completion(of words: TypedWords) -> Completion {
        if words.bare == "~" {
            return Completion(replacing: words.typed.count, candidates: [.init("~/", isPart: true)])
        }
        let (folder, base) = Self.split(words.bare)
        let names = self.names(in: folder, base)
        let common = Self.common(names.map(\.text))
        let isQuoted = words.isQuoted || (folder + common).contains(where: \.isWhitespace)
        let candidates = names.map { name in
            let whole = folder + name.text + (name.isFolder ? "/" : "")
            let isOnly = names.count == 1
            let quotes = isQuoted || (isOnly && whole.contains(where: \.isWhitespace))
            // A folder is not a complete path, and of several names only the common part is inserted, so neither gets a
            // closing quote.
            let text = quotes ? "\"\(whole)\(isOnly && !name.isFolder ? "\"" : "")" : whole
            return Completion.Candidate(text, label: name.text + (name.isFolder ? "/" : ""), isPart: name.isFolder)
        }
        return Completion(replacing: words.typed.count, candidates: candidates)
    }

    private static func split(_ path: String) -> (folder: String, base: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    /// Returns the names in a folder that begin with `base`; hidden ones only if `base` begins with a dot.
    ///
    /// Names that the argument reader cannot take, or that a terminal would show differently, are left out.
    private func names(in folder: String, _ base: String) -> [Name] {
        let place = folder.isEmpty ? "." : folder.hasPrefix("~/") ? (home ?? "~") + folder.dropFirst() : folder
        let all = (try? Files.names(in: place)) ?? []
        return all.filter { name in
            name.hasPrefix(base) && (base.hasPrefix(".") || !name.hasPrefix("."))
                && PlainText.clean(name) == name && !name.contains { "\"“”\n\t".contains($0) }
        }.sorted().map { Name(text: $0, isFolder: Files.isFolder("\(place)/\($0)")) }
    }

    private static func common(_ names: [String]) -> String {
        guard var common = names.first else { return "" }
        for name in names { while !name.hasPrefix(common) { common.removeLast() } }
        return common
    }
}
