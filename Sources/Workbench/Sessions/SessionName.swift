import Manuscript

/// Names of sessions: file names that are safe everywhere and easy to type.
package enum SessionName {
    /// The longest name, in characters.
    package static let longest = 80

    /// Throws `SessionError.badName` where a name could leave its folder or trouble a file system.
    package static func check(_ name: String) throws {
        let isSafe = name.unicodeScalars.allSatisfy { scalar in
            scalar == "-" || scalar == "_" || scalar == "." || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
        guard isSafe, !name.isEmpty, name.count <= longest, name.utf8.count <= 200, !name.hasPrefix("."),
            !name.hasPrefix("-"), !name.hasSuffix(".json"), !name.hasSuffix(".schema")
        else { throw SessionError.badName(String(name.prefix(60))) }
    }

    /// A name made from a topic: "What is data engineering?" is `what-is-data-engineering`.
    package static func slug(_ topic: String) -> String {
        let words = topic.lowercased().split { !$0.isLetter && !$0.isNumber }
        var slug = ""
        for word in words {
            guard slug.count + word.count < 60 else { break }
            slug += (slug.isEmpty ? "" : "-") + word
        }
        let name = slug.isEmpty ? "post" : slug
        return (try? check(name)) == nil ? "post" : name
    }

    /// The first of `name`, `name-2`, `name-3` … that is free.
    package static func free(_ name: String, isTaken: (String) -> Bool) -> String {
        guard isTaken(name) else { return name }
        var count = 2
        while isTaken("\(name)-\(count)") { count += 1 }
        return "\(name)-\(count)"
    }
}
