import Platform

/// Reads the chunks of one stream.
///
/// Most chunks of a stream differ in their text alone. What stands around it is learnt from one that was decoded whole,
/// so that of the next ones only the text is decoded: a whole chunk takes some six times as long.
struct ChunkReader {
    /// What stands around the text.
    private struct Frame {
        var head: ArraySlice<UInt8>
        var tail: ArraySlice<UInt8>
    }

    private let decoder = JSONDecoder()
    private var frame: Frame?
    /// How often a frame may still be learnt; some servers send another one each time.
    private var tries = 8

    /// Reads a chunk; nil if the data is no JSON object.
    mutating func chunk(_ data: [UInt8]) -> ChatChunk? {
        if let text = framedText(data) { return ChatChunk(text: text) }
        guard let chunk = ChatChunk(data) else { return nil }
        if tries > 0, chunk == ChatChunk(text: chunk.text), let found = Self.frame(of: chunk.text, in: data) {
            frame = found
            tries -= 1
        }
        return chunk
    }

    /// The text of a chunk that is otherwise like the one before; nil for all others.
    private func framedText(_ data: [UInt8]) -> String? {
        guard let frame, data.count > frame.head.count + frame.tail.count, data.starts(with: frame.head),
            data.suffix(frame.tail.count) == frame.tail
        else { return nil }
        // One JSON string in place of another leaves the JSON around it as it was.
        let literal = data[frame.head.count..<(data.count - frame.tail.count)]
        return try? decoder.decode(String.self, from: Data(literal))
    }

    /// What stands around a text in a chunk; nil unless the text is spelt out there once, without escapes.
    private static func frame(of text: String, in data: [UInt8]) -> Frame? {
        let places = data.ranges(of: Array("\"\(text)\"".utf8))
        guard let place = places.first, places.count == 1 else { return nil }
        let frame = Frame(head: data[..<place.lowerBound], tail: data[place.upperBound...])
        // The same words may be another member of the chunk, and the text escaped.
        let probe = ChatChunk(frame.head + Array(#""\u0001""#.utf8) + frame.tail)
        return probe == ChatChunk(text: "\u{1}") ? frame : nil
    }
}
