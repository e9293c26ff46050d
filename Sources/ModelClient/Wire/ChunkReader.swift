import Platform

/// Reads the chunks of one stream.
///
/// Most chunks of a stream differ only in their text. The bytes around the text are learnt from a fully decoded chunk,
/// so that only the text of the next ones must be decoded: decoding a full chunk takes about six times as long.
struct ChunkReader {
    /// The bytes around the text.
    private struct Frame {
        var head: ArraySlice<UInt8>
        var tail: ArraySlice<UInt8>
    }

    private let decoder = JSONDecoder()
    private var frame: Frame?
    /// How many more frames may be learnt; some servers send a different one each time.
    private var tries = 8

    /// Reads a chunk; nil if the data is not a JSON object.
    mutating func chunk(_ data: [UInt8]) -> ChatChunk? {
        if let text = framedText(data) { return ChatChunk(text: text) }
        guard let chunk = ChatChunk(data) else { return nil }
        if tries > 0, chunk == ChatChunk(text: chunk.text), let found = Self.frame(of: chunk.text, in: data) {
            frame = found
            tries -= 1
        }
        return chunk
    }

    /// Returns the text of a chunk that fits the known frame; nil for all others.
    private func framedText(_ data: [UInt8]) -> String? {
        guard let frame, data.count > frame.head.count + frame.tail.count, data.starts(with: frame.head),
            data.suffix(frame.tail.count) == frame.tail
        else { return nil }
        // Replacing one JSON string by another leaves the JSON around it valid.
        let literal = data[frame.head.count..<(data.count - frame.tail.count)]
        return Self.plainText(literal) ?? (try? decoder.decode(String.self, from: Data(literal)))
    }

    /// Returns the text of a JSON string of printable ASCII without escapes, as most are; nil for all others.
    private static func plainText(_ literal: ArraySlice<UInt8>) -> String? {
        let (quote, escape) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        guard literal.count > 1, literal.first == quote, literal.last == quote else { return nil }
        let text = literal.dropFirst().dropLast()
        let isPlain = text.allSatisfy { (0x20..<0x7F).contains($0) && $0 != quote && $0 != escape }
        return isPlain ? String(decoding: text, as: UTF8.self) : nil
    }

    /// Returns the bytes around a text in a chunk; nil unless the text occurs there exactly once, without escapes.
    private static func frame(of text: String, in data: [UInt8]) -> Frame? {
        let places = data.ranges(of: Array("\"\(text)\"".utf8))
        guard let place = places.first, places.count == 1 else { return nil }
        let frame = Frame(head: data[..<place.lowerBound], tail: data[place.upperBound...])
        // The same words may belong to another member of the chunk, while the text itself is escaped.
        let probe = ChatChunk(frame.head + Array(#""\u0001""#.utf8) + frame.tail)
        return probe == ChatChunk(text: "\u{1}") ? frame : nil
    }
}
