import Chains
import Manuscript
import Platform
import Testing

/// Something that a writer says about sessions/data-engineering.json, and what it is to lead to.
struct Utterance: Sendable, CustomTestStringConvertible {
    let say: String
    let language: String
    /// True if code reads it without a model.
    let isPlain: Bool
    /// The calls of a good model.
    let calls: [ToolCall]
    /// Sets of commands of which any is right, each by its beginning; an empty set changes nothing.
    let want: [[String]]

    var testDescription: String { "\(language): \(say)" }

    private static let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }

    /// All, from Tests/Utterances/utterances.jsonl.
    static let all: [Utterance] = {
        guard let bytes = try? Files.read(root + "/Tests/Utterances/utterances.jsonl") else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            (try? JSONValue(parsing: String(line))).flatMap(Utterance.init)
        }
    }()

    /// The post that they are about, with a style card that names a language.
    static func post(in language: String = "en") throws -> Session {
        var session = try SessionFile.decode(
            Files.read(root + "/sessions/data-engineering.json"), file: "data-engineering.json")
        session.settings["lengthRetry"] = false
        session.settings["confirm"] = "never"
        session.style.language = language
        return session
    }

    private init?(_ value: JSONValue) {
        guard let say = value["say"]?.string, let language = value["language"]?.string,
            let want = value["want"]?.array
        else { return nil }
        self.say = say
        self.language = language
        self.want = want.map { ($0.array ?? []).compactMap(\.string) }
        isPlain = value["plain"] == true
        calls = (value["calls"]?.array ?? []).enumerated().map { index, call in
            ToolCall(
                id: "call_\(index)", name: call["name"]?.string ?? "", arguments: (call["arguments"] ?? [:]).compact)
        }
    }

    /// True if the typed commands are one of the expected sets.
    func isMet(by commands: [String]) -> Bool {
        let given = commands.flatMap(Self.single)
        return want.contains { set in
            var rest = given
            for wanted in set.flatMap({ Self.single(":" + $0) }) {
                guard
                    let place = rest.firstIndex(where: {
                        ($0.lowercased() + " ").hasPrefix(wanted.lowercased() + " ")
                    })
                else { return false }
                rest.remove(at: place)
            }
            return rest.isEmpty
        }
    }

    /// A command on "2-4" as commands on 2, 3 and 4.
    private static func single(_ command: String) -> [String] {
        guard let match = command.wholeMatch(of: /(:\w+) (\d+)-(\d+)(.*)/), let first = Int(match.output.2),
            let last = Int(match.output.3), first <= last
        else { return [command] }
        return (first...last).map { "\(match.output.1) \($0)\(match.output.4)" }
    }
}
