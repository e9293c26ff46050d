import Markdown
import Platform

/// The metadata above a post, as Hugo, Jekyll and Astro read it: YAML between `---`, TOML between `+++`, or JSON.
package struct FrontMatter: Sendable, Equatable {
    /// The syntax of the metadata.
    package enum Form: Sendable, Equatable { case yaml, toml, json }

    /// The syntax.
    package let form: Form
    /// The whole block as it is in the file, with the lines around it and the line end behind it.
    package let raw: String
    /// The values by key; empty if they cannot be read.
    package let values: [String: JSONValue]
    /// The reason why the values cannot be read, without a full stop; nil if they can.
    package let fault: String?

    /// Finds the block that a text begins with; nil if there is none.
    ///
    /// A line of dashes that no other one closes is a rule, and so is one above a text that is not like metadata.
    package init?(of text: Substring) {
        let lines = SourceLines.split(text)
        guard let first = lines.first?.trimmed else { return nil }
        switch first {
        case "---":
            guard let end = lines.dropFirst().firstIndex(where: { ["---", "..."].contains($0.trimmedEnd) }) else {
                return nil
            }
            let inner = lines[1..<end].joined(separator: "")
            (form, raw) = (.yaml, lines[...end].joined(separator: ""))
            do {
                let value = try YAMLText(Array(inner.utf8), file: "It").value
                guard value.object != nil || inner.trimmed.isEmpty else { return nil }
                (values, fault) = (value.object ?? [:], nil)
            } catch {
                guard lines[1].contains(/^\s*[\w"'-]+\s*:/) else { return nil }
                (values, fault) = ([:], (error as? YAMLError).map(Self.reason) ?? "it is malformed YAML")
            }
        case "+++":
            guard let end = lines.dropFirst().firstIndex(where: { $0.trimmedEnd == "+++" }) else { return nil }
            (form, raw, fault) = (.toml, lines[...end].joined(separator: ""), nil)
            values = Self.tomlValues(lines[1..<end])
        case _ where first.hasPrefix("{") && !first.hasPrefix("{{") && !first.hasPrefix("{%"):
            guard let end = lines.firstIndex(where: { $0.trimmedEnd == "}" }) ?? (first.hasSuffix("}") ? 0 : nil),
                let object = try? JSONValue(parsing: lines[...end].joined(separator: "")).object
            else { return nil }
            (form, raw, values, fault) = (.json, lines[...end].joined(separator: ""), object, nil)
        default: return nil
        }
    }

    private static func reason(_ error: YAMLError) -> String {
        error.line.map { "line \($0 + 1): \(error.reason)" } ?? error.reason
    }

    /// Returns the strings and lists of strings above the first table (TOML 1.0); other values are left out.
    private static func tomlValues(_ lines: ArraySlice<Substring>) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for line in lines.prefix(while: { !$0.trimmed.hasPrefix("[") }) {
            guard let match = line.trimmed.wholeMatch(of: /([\w-]+)\s*=\s*(.+)/) else { continue }
            let text = String(match.2)
            if let value = try? YAMLText(Array(text.utf8), file: "").value, value.string != nil || value.array != nil {
                values[String(match.1)] = value
            }
        }
        return values
    }

    /// Returns a value that is a string, or that a reader would take for one; nil if it is missing or empty.
    package func text(_ key: String) -> String? {
        let text: String? =
            switch values[key] {
            case .string(let text)?: text
            case .int(let number)?: "\(number)"
            case .number(let number)?: "\(number)"
            default: nil
            }
        guard let line = text.map(Prose.title), !line.isEmpty else { return nil }
        return line
    }
}
