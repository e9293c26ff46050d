import ArgumentParser
import Manuscript
import Platform

/// Options pasted from a page that turned their hyphens into dashes: `–model`, `—json`, `−m`.
enum PastedOptions {
    /// Returns the arguments with such options corrected; anything that is not an option of the program stays.
    static func read(_ arguments: [String], described: () -> String = { Galley._dumpHelp() }) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        guard arguments[..<end].contains(where: isPasted) else { return arguments }
        let known = names(in: (try? JSONValue(parsing: described())) ?? .null)
        return arguments.enumerated().map { index, argument in
            guard index < end, isPasted(argument) else { return argument }
            let name = argument.prefix { $0 != "=" }
            let plain = PlainText.option(String(name))
            return known.contains(plain) ? plain + argument.dropFirst(name.count) : argument
        }
    }

    private static func isPasted(_ argument: String) -> Bool {
        let name = String(argument.prefix { $0 != "=" })
        return PlainText.option(name) != name
    }

    /// Returns all option names in a description (`ToolInfoV0` of the argument parser).
    private static func names(in value: JSONValue) -> Set<String> {
        if let list = value.array { return list.reduce(into: []) { $0.formUnion(names(in: $1)) } }
        guard let fields = value.object else { return [] }
        if let name = value["name"]?.string, let kind = value["kind"]?.string, kind == "long" || kind == "short" {
            return [(kind == "long" ? "--" : "-") + name]
        }
        return fields.values.reduce(into: []) { $0.formUnion(names(in: $1)) }
    }
}
