import Manuscript
import Testing

@testable import Chains

/// The whole outline is read from JSON of any shape, or none of it.
struct OutlineJSONTests {
    /// The tree as an indented list.
    private func tree(_ reply: String) -> String? {
        func lines(_ nodes: [OutlineDraft.Node], _ indent: String) -> [String] {
            nodes.flatMap { [indent + $0.title] + lines($0.children, indent + "-") }
        }
        return OutlineReading.draft(from: reply).map { lines($0.nodes, "").joined(separator: " ") }
    }

    private static let list = #"[{"title":"A"},{"title":"B","subsections":["C"]}]"#
    private static let object = #"{"sections":\#(list)}"#

    @Test(arguments: [
        #"{"name":"outline","arguments":\#(object)}"#, #"{"name":"outline","parameters":\#(list)}"#,
        #"<tool_call>\#n{"name":"outline","arguments":\#(object)}\#n</tool_call>"#,
        #"{"tool":"make","input":{"outline":\#(object)}}"#, #"[{"name":"outline","arguments":\#(object)}]"#,
        #"{"type":"function","function":{"name":"outline","arguments":\#(object)}}"#,
        #"{"tool_calls":[{"id":"1","function":{"name":"outline","arguments":\#(object)}}]}"#,
        #"{"title":"How bread rises","parts":\#(list)}"#,
        #"{"title":"How bread rises","tags":["x","y"],"parts":\#(list)}"#,
        #"[{"title":"How bread rises","sections":\#(list)}]"#,
        #"{"post":{"title":"How bread rises","chapters":\#(list)}}"#,
        #"[{"title":"A"},{"title":"B","parts":[{"name":"C"}],"tags":["x"]}]"#,
        #"{"sections":\#(list),"tags":["x","y"],"meta":{"words":3}}"#,
    ]) func aWrappedOutlineIsTakenOut(reply: String) { #expect(tree(reply) == "A B -C") }

    @Test(arguments: [
        (#"{"introduction":{"title":"I"},"sections":\#(list),"conclusion":{"title":"E"}}"#, "I A B -C E"),
        (#"{"outline":{"conclusion":{"title":"E"},"sections":["A","B"],"introduction":{"name":"I"}}}"#, "E A B I"),
        (
            #"{"title":"P","introduction":{"brief":"b"},"body":\#(list),"closing_words":{"points":["p"]}}"#,
            "Introduction A B -C Closing words"
        ),
    ]) func sectionsBesideTheListKeepTheirPlaces(reply: String, titles: String) { #expect(tree(reply) == titles) }

    @Test(arguments: [
        #"{"title":"How bread rises","parts":["Alpha","Beta"]}"#, #"{"Alpha":["p","q"],"Beta":["r","s"]}"#,
        #"{"name":"outline","arguments":{}}"#, #"{"name":"outline","arguments":{"topic":"bread"}}"#,
        #"{"title":"A","next":{"title":"B"}}"#,
        #"{"title":"P","first":[{"title":"A"},{"title":"B"}],"then":[{"title":"C"},{"title":"D"}]}"#,
    ]) func anOutlineInDoubtIsRefused(reply: String) { #expect(OutlineReading.draft(from: reply) == nil) }

    @Test(arguments: [
        "- title: A\n- title: B\n  subsections:\n    - title: C\n",
        "```yaml\nsections:\n  - title: A\n    brief: What it is.\n    points:\n      - p\n      - q\n  - title: B\n    subsections:\n      - C\n```",
        "Here it is:\n\n- title: \"A\"\n- title: B\n  children: [C]\n\nI hope it helps.",
        "title: How bread rises\nsections:\n- name: A\n- name: B\n  subsections:\n  - name: C",
    ]) func anOutlineInYAMLIsRead(reply: String) { #expect(tree(reply) == "A B -C") }

    @Test func briefsAndPointsInYAMLAreKept() throws {
        let yaml = "- title: A\n  brief: What it is.\n  points:\n  - p\n  - q\n- title: B\n"
        let nodes = try #require(OutlineReading.draft(from: yaml)).nodes
        #expect(nodes == [.init(title: "A", brief: "What it is.", points: ["p", "q"]), .init(title: "B")])
        #expect(OutlineReading.draft(from: "- title: A: b: c\n- title: B\n  - x\n") == nil)
    }
}
