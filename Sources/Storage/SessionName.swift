import Manuscript
import Platform

/// Rules for session names, which are file names that are safe everywhere and easy to type.
package enum SessionName {
    /// The maximum length in characters.
    package static let longest = 80

    /// Throws `SessionError.badName` if a name could lead out of its folder or is unsafe on some file system.
    package static func check(_ name: String) throws {
        let isSafe = name.unicodeScalars.allSatisfy { scalar in
            scalar == "-" || scalar == "_" || scalar == "." || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
        guard isSafe, !reserved.contains(String(name.prefix { $0 != "." }).lowercased()), !isDisguised(name),
            !name.isEmpty, name.count <= longest, name.utf8.count <= 200, !name.hasPrefix("."),
            !name.hasPrefix("-"), !name.hasSuffix(".json"), !name.hasSuffix(".schema")
        else { throw SessionError.badName(String(name.prefix(60))) }
    }

    /// Throws `SessionError.badName` if no session file can have this name, or if a terminal would show a different
    /// one.
    ///
    /// File synchronisers make names with spaces and parentheses, such as `bread (conflicted copy)`.
    package static func checkFile(_ name: String) throws {
        guard !name.isEmpty, name.utf8.count <= 240, !name.hasPrefix("."), !name.contains("/"),
            !name.contains(where: \.isNewline), PlainText.kept(name) == name, !name.hasSuffix(".schema")
        else { throw SessionError.badName(PlainText.clean(String(name.prefix(60)))) }
    }

    /// Returns a valid name: the given one if it is valid, or else one made from its words.
    package static func plain(_ name: String) -> String { (try? check(name)) == nil ? slug(name) : name }

    /// The device names that Windows reserves with any extension ("Naming Files, Paths, and Namespaces").
    private static let reserved: Set = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

    /// Returns true if a word mixes scripts that look alike, or has letters of another width or font, so that it could
    /// be mistaken for another name (UTS #39, 5.1 "Mixed-Script Detection").
    private static func isDisguised(_ name: String) -> Bool {
        name.split { "-_.".contains($0) }.contains { word in
            let scripts = Set(word.unicodeScalars.compactMap(script))
            return scripts.count > 1 || scripts.contains("styled")
        }
    }

    private static func script(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: "Latin"
        case 0x370...0x3FF, 0x1F00...0x1FFF: "Greek"
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: "Cyrillic"
        case 0x2100...0x214F, 0x2460...0x24FF, 0xFF00...0xFFEF, 0x1D400...0x1D7FF: "styled"
        default: nil
        }
    }

    /// Returns a name made from a topic: "What is data engineering?" becomes `what-is-data-engineering`.
    package static func slug(_ topic: String) -> String {
        let words = topic.lowercased().split { !$0.isWordPart }
        var slug = ""
        for word in words {
            guard slug.count + word.count < 60 else { break }
            slug += (slug.isEmpty ? "" : "-") + word
        }
        let name = slug.isEmpty ? "post" : slug
        return (try? check(name)) == nil ? "post" : name
    }

    /// Returns the first of `name`, `name-2`, `name-3` and so on that is free.
    package static func free(_ name: String, isTaken: (String) -> Bool) -> String {
        guard isTaken(name) else { return name }
        var count = 2
        while isTaken("\(name)-\(count)") { count += 1 }
        return "\(name)-\(count)"
    }
}
