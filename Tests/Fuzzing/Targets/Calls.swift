import Chains
import Manuscript
import Platform

@testable import Commands
@testable import ModelClient

private let tools = Set(Catalogue.tools.map(\.name))
private let post: Session = {
    var session = Session(name: "post", topic: "Lighthouses", at: Date(timeIntervalSince1970: 1_790_000_000))
    session.outline = Outline([Section(id: "one", title: "One"), Section(id: "two", title: "Two")])
    return session
}()

/// A reply with calls says the same streamed and whole, and each call is a step or refused in a sentence.
///
/// An input is a text, then the name and the arguments of each call, with a zero byte behind each.
func fuzz(_ input: [UInt8]) {
    let cuts = Cuts(input)
    // Characters of private use that stand for halves of others within the reader (`SurrogateJoiner`) are no input.
    let given = String(
        String.UnicodeScalarView(cuts.text.unicodeScalars.filter { !(0x10F000..<0x10F800).contains($0.value) }))
    var fields = given.split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
    let text = fields.removeFirst()
    let asked = stride(from: 0, to: fields.count - 1, by: 2).map { (name: fields[$0], arguments: fields[$0 + 1]) }

    let stream = streamed(text, asked, cut: { cuts.cut($0) })
    let whole = reply([body(text, asked)])
    hold(reply([stream]) == whole, "the reply is the same streamed and whole")
    hold(reply(cuts.cut(stream)) == whole, "the stream is the same in pieces")
    if let failure = whole.failure { hold(!failure.sentence.isEmpty, "a failure has a sentence") }
    for case .call(let call) in whole.events { holdIsStep(call.name, call.arguments) }

    let (rest, found) = calls([text])
    hold(calls(cuts.texts(of: text)) == (rest, found), "the calls in a text are the same in pieces")
    if found.isEmpty { hold(rest == text, "a text without calls stays as it is") }
    for call in found {
        hold(!call.name.isEmpty, "a call has a name")
        holdIsStep(call.name, call.arguments)
    }
}

private struct Reply: Equatable {
    let events: [ModelEvent]
    let failure: ModelError?
}

private func reply(_ pieces: [[UInt8]]) -> Reply {
    var decoder = ReplyDecoder(server: "The server", secret: nil, expecting: ReplyExpectation(tools: tools))
    var events: [ModelEvent] = []
    for piece in pieces { events += decoder.feed(piece) }
    events += decoder.end()
    return Reply(events: events.merged, failure: decoder.failure)
}

private func calls(_ pieces: [String]) -> (text: String, calls: [ToolCallPiece]) {
    var reader = TextCallReader(tools: tools)
    let certain = pieces.reduce(into: "") { $0 += reader.feed($1) }
    let (rest, calls) = reader.end()
    return (certain + rest, calls)
}

// MARK: - Bodies

/// A text as JSON with each half of a character escaped by itself, as servers do that cut anywhere.
private func quoted(_ units: [UInt16]) -> String {
    "\"" + units.map { "\\u" + String(0x10000 + Int($0), radix: 16).dropFirst() }.joined() + "\""
}

private func body(_ text: String, _ asked: [(name: String, arguments: String)]) -> [UInt8] {
    let calls = asked.enumerated().map { index, call in
        "{\"id\":\"c\(index)\",\"function\":{\"name\":\(quoted(Array(call.name.utf16))),"
            + "\"arguments\":\(quoted(Array(call.arguments.utf16)))}}"
    }
    let message = "{\"content\":\(quoted(Array(text.utf16))),\"tool_calls\":[\(calls.joined(separator: ","))]}"
    return Array("{\"choices\":[{\"message\":\(message),\"finish_reason\":\"tool_calls\"}]}".utf8)
}

private func streamed(
    _ text: String, _ asked: [(name: String, arguments: String)], cut: ([UInt16]) -> [[UInt16]]
) -> [UInt8] {
    var deltas = cut(Array(text.utf16)).map { "{\"content\":\(quoted($0))}" }
    for (index, call) in asked.enumerated() {
        let name = quoted(Array(call.name.utf16))
        deltas.append("{\"tool_calls\":[{\"index\":\(index),\"id\":\"c\(index)\",\"function\":{\"name\":\(name)}}]}")
        deltas += cut(Array(call.arguments.utf16)).map {
            "{\"tool_calls\":[{\"index\":\(index),\"function\":{\"arguments\":\(quoted($0))}}]}"
        }
    }
    let events = deltas.map { "data: {\"choices\":[{\"delta\":\($0)}]}\n\n" }
    let end = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n"
    return Array((events.joined() + end).utf8)
}

// MARK: - Steps

private func holdIsStep(_ name: String, _ arguments: String) {
    do {
        let step = try Step(tool: name, arguments: arguments).pinned(in: post)
        for line in try step.lines(in: post) {
            hold(!line.contains(where: \.isNewline), "a step is a line")
            hold(line == ":\(name)" || line.hasPrefix(":\(name) "), "a step is the command that was asked for")
            do { _ = try InputLine(line).command(in: post) } catch let error as any PlainError {
                hold(!error.sentence.isEmpty, "a refusal has a sentence")
            }
        }
    } catch let error as any PlainError {
        hold(!error.sentence.isEmpty, "a refusal has a sentence")
    } catch { fatalError("This is no plain error: \(error)") }
}
