import Manuscript
import SeededRandom
import Testing

@testable import Chains

/// Titles are read from JSON that is still arriving.
@Suite(.timeLimit(.minutes(5)))
struct OutlineStreamTests {
    private func read(_ text: String) -> OutlineStream {
        var stream = OutlineStream()
        _ = stream.push(text)
        return stream
    }

    /// The titles with their depth, one a line.
    private func tree(_ nodes: [OutlineDraft.Node], _ depth: Int = 0) -> [String] {
        nodes.flatMap { [String(repeating: " ", count: depth) + $0.title] + tree($0.children, depth + 1) }
    }

    @Test func aTitleIsThereWhenItsStringIsClosed() {
        var stream = OutlineStream()
        let steps: [(String, [String], Int)] = [
            (#"{"sections": [{"heading": "Fi"#, [], 0), (#"res""#, ["Fires"], 0),
            (#", "subsections": ["Oil"#, ["Fires"], 0), (#"","#, ["Fires", " Oil"], 0),
            (#" "Gas"]"#, ["Fires", " Oil", " Gas"], 0), ("}", ["Fires", " Oil", " Gas"], 1),
            (#",{"heading":"Towers","#, ["Fires", " Oil", " Gas", "Towers"], 1),
            (#""subsections":[]}]}"#, ["Fires", " Oil", " Gas", "Towers"], 2),
        ]
        for (piece, titles, complete) in steps {
            let before = (tree(stream.nodes), stream.complete)
            #expect(stream.push(piece) == (before != (titles, complete)), "\(piece)")
            #expect(tree(stream.nodes) == titles && stream.complete == complete, "\(piece)")
        }
    }

    @Test(arguments: [
        "```json\n{\"sections\":[{\"title\":\"A\"},{\"title\":\"B\"}]}\n```",
        "Here [as asked] is it {for you}:\n{\"outline\":{\"sections\":[{\"title\":\"A\"},{\"title\":\"B\"}]}}",
        "[{\"title\":\"A\",\"points\":[\"x\",\"y\"]},{\"name\":\"B\",\"notes\":[\"title\"]}]",
        "{\"title\":\"The post\",\"sections\":[{\"title\":\"A\"},{\"title\":\"B\"}]}{\"sections\":[{\"title\":\"C\"}]}",
        #"{"sections":[{"ti\u0074le":"A"},{"title":"\u0042"}]}"#,
    ])
    func inAnyWrapping(text: String) {
        let stream = read(text)
        #expect(tree(stream.nodes) == ["A", "B"])
        #expect(stream.complete == 2)
    }

    @Test func numberedLinesInAListAreATreeThatIsReadAtTheEnd() {
        let stream = read(#"["1. A", "1.1 B", "1.2 C", "2. D"]"#)
        #expect(tree(stream.nodes) == ["A", " B", " C", "D"])
        #expect(stream.complete == 0, "what is below a line is known only behind it")
    }

    @Test func briefsThatComeUnaskedAreKept() {
        let stream = read(
            #"{"sections":[{"brief":"Of A.","heading":"A","id":"a","points":["p","q"],"subsections":[]}]}"#)
        #expect(stream.nodes == [.init(id: "a", title: "A", brief: "Of A.", points: ["p", "q"])])
    }

    @Test func aSectionWhoseStringsAreCutByTheirOwnQuotesIsNotComplete() {
        let stream = read(#"{"sections":[{"title":"A"},{"title":"The "B" case","brief":"b"},{"title":"C"}]}"#)
        #expect(stream.complete == 1)
        #expect(read(#"{"sections":[{"title":"A" "brief":"b"} {"title":"B"}]}"#).complete == 2)
    }

    @Test func anEndlessReplyIsSeen() {
        #expect(!read("[" + String(repeating: #""T","#, count: OutlineStream.most)).isEndless)
        #expect(read("[" + String(repeating: #""T","#, count: OutlineStream.most + 1)).isEndless)
        #expect(read(String(repeating: "[", count: 100_000)).nodes.isEmpty)
    }

    @Test(arguments: 0..<300)
    func piecesDoNotMatter(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "Größe", "a \"quoted\" word", "back\\slash", "数据", "{braces}", "[x]", "line\nfeed", "👩‍👧", "it, too:",
        ]
        var count = 0
        func node(_ depth: Int) -> OutlineDraft.Node {
            count += 1
            let title = "\(count)x " + (words.randomElement(using: &generator) ?? "")
            let below = depth < 3 ? Int.random(in: 0...3, using: &generator) : 0
            return .init(title: title, children: (0..<below).map { _ in node(depth + 1) })
        }
        func json(_ node: OutlineDraft.Node) -> JSONValue {
            ["heading": .string(node.title), "subsections": .array(node.children.map(json))]
        }
        let nodes = (0..<Int.random(in: 1...5, using: &generator)).map { _ in node(1) }
        let text = JSONValue.object(["sections": .array(nodes.map(json))]).compact
        var stream = OutlineStream()
        var titles = 0
        for piece in Answers.pieces(of: text, longest: 9, &generator) {
            _ = stream.push(piece)
            let now = tree(stream.nodes).count
            #expect(now >= titles, "no title goes")
            titles = now
        }
        #expect(stream.nodes == nodes && stream.complete == nodes.count)
    }

    @Test(arguments: 0..<300)
    func anythingIsRead(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let signs =
            Array(#"{}[]",:\ntuge"# + "title").map(String.init) + [#""title":"#, #""sections":["#, "\u{0}", "é"]
        var stream = OutlineStream()
        for _ in 0..<Int.random(in: 0...300, using: &generator) {
            let before = stream.complete
            _ = stream.push(signs.randomElement(using: &generator) ?? "")
            #expect(stream.complete >= before)
        }
        #expect(stream.nodes.count >= stream.complete)
    }
}
