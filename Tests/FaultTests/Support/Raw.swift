import Chains
import LoopbackServer
import Manuscript
import Platform

/// Answers as bytes on the wire.
enum Raw {
    /// A head; the connection's end ends the body unless the headers say otherwise.
    static func head(_ status: Int = 200, _ headers: [String] = ["Content-Type: text/event-stream"]) -> String {
        (["HTTP/1.1 \(status) Status", "Connection: close"] + headers).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    /// An event stream of the given text.
    static func events(_ body: String) -> [Reply.Piece] { [.init(head() + body)] }

    /// A refusal with a JSON body.
    static func refusal(
        _ status: Int, _ message: String = "no", code: String = "none", headers: [String] = []
    ) -> [Reply.Piece] {
        let body: JSONValue = ["error": ["message": .string(message), "code": .string(code)]]
        return [.init(head(status, ["Content-Type: application/json"] + headers) + body.compact)]
    }

    /// The answer as it should be: a text in three pieces, the reason, the tokens, the end.
    static func whole(_ text: String, prompt: Int = 300) -> String {
        let usage = Usage(promptTokens: prompt, completionTokens: text.utf8.count / 4, calls: 1)
        return texts(text) + Chunk.finish("stop") + Chunk.usage(usage) + Chunk.done
    }

    /// A text alone, in three pieces.
    static func texts(_ text: String) -> String {
        let third = max(1, text.count / 3)
        let parts = [text.prefix(third), text.dropFirst(third).prefix(third), text.dropFirst(2 * third)]
        return parts.filter { !$0.isEmpty }.map { Chunk.text(String($0)) }.joined()
    }

    /// An answer of whole calls in one chunk.
    static func calls(_ calls: [ToolCall]) -> String {
        let list = calls.enumerated().map { $1.value($0) }
        return Chunk.delta(["tool_calls": .array(list)]) + Chunk.finish("tool_calls") + Chunk.done
    }

    /// The first delta of a call: its id and its name.
    static func callHead(_ call: ToolCall, index: Int) -> String {
        var head = call
        head.arguments = ""
        return Chunk.delta(["tool_calls": [head.value(index)]])
    }

    /// A further delta of a call.
    static func callRest(_ piece: String, index: Int) -> String {
        Chunk.delta(["tool_calls": [["index": .int(index), "function": ["arguments": .string(piece)]]]])
    }

    /// A body in chunks, with a trailer behind the last one (RFC 9112 §7.1).
    static func chunked(_ body: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(body.utf8)[...]
        while !rest.isEmpty {
            let piece = rest.prefix(97)
            rest = rest.dropFirst(97)
            bytes += Array("\(String(piece.count, radix: 16));note=x\r\n".utf8) + piece + Array("\r\n".utf8)
        }
        return bytes + Array("0\r\nX-Checked: yes\r\n\r\n".utf8)
    }

    /// A body in gzip's form (RFC 1952), stored without compression (RFC 1951 §3.2.4).
    static func gzip(_ body: String) -> [UInt8] {
        let data = Array(body.utf8)
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = data[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(65_535)
            let length = UInt16(block.count)
            bytes += [rest.isEmpty ? 1 : 0] + little(UInt32(length), 2) + little(UInt32(~length), 2) + block
        } while !rest.isEmpty
        return bytes + little(checksum(data), 4) + little(UInt32(data.count), 4)
    }

    private static func little(_ number: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }

    /// The CRC-32 of RFC 1952 §8.
    private static func checksum(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}

extension ToolCall {
    /// The call on the wire.
    func value(_ index: Int) -> JSONValue {
        [
            "index": .int(index), "id": .string(id), "type": "function",
            "function": ["name": .string(name), "arguments": .string(arguments)],
        ]
    }
}
