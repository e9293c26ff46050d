/// An event of a server's stream.
package struct ServerEvent: Sendable, Equatable {
    /// The event's type; `message` unless the server gives one.
    package var name: String
    /// The data, with its lines joined by line feeds: complete lines, so no UTF-8 character is split.
    package var data: [UInt8]

    /// Creates an event.
    package init(name: String = "message", data: [UInt8]) {
        self.name = name
        self.data = data
    }
}

/// Reads an event stream (WHATWG HTML §9.2.6) from bytes in pieces split anywhere.
///
/// It is more lenient than the standard in two ways, for model servers: an event cut off by the end of the stream
/// before its empty line is still delivered (see `end()`), and a field `error`, which older llama.cpp servers send,
/// counts as data of an event named `error`. `id` and `retry` are ignored: nothing here reconnects.
package struct EventStreamDecoder {
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name = "message"
    private var afterReturn = false
    private var isFirstLine = true

    /// The number of bytes waiting for the end of their line or event.
    var heldBytes: Int { line.count + data.count }

    /// Creates a decoder at the start of a stream.
    package init() {}

    /// Takes the next bytes and returns the events that they complete.
    package mutating func feed(_ bytes: [UInt8]) -> [ServerEvent] {
        var events: [ServerEvent] = []
        bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            if afterReturn, let first = buffer.first {
                afterReturn = false
                if first == .lineFeed { start = 1 }
            }
            var index = start
            while index < buffer.count {
                let byte = buffer[index]
                guard byte == .lineFeed || byte == .carriageReturn else {
                    index += 1
                    continue
                }
                take(UnsafeBufferPointer(rebasing: buffer[start..<index]), &events)
                index += 1
                if byte == .carriageReturn {
                    // The line feed of a CRLF may be in the next piece.
                    if index == buffer.count {
                        afterReturn = true
                    } else if buffer[index] == .lineFeed {
                        index += 1
                    }
                }
                start = index
            }
            line.append(contentsOf: buffer[start...])
        }
        return events
    }

    /// Ends the stream and returns the incomplete event, if any.
    ///
    /// The standard discards it; here it is used, since some servers omit the last empty line.
    package mutating func end() -> [ServerEvent] {
        var events: [ServerEvent] = []
        if !line.isEmpty { take(UnsafeBufferPointer(start: nil, count: 0), &events) }
        dispatch(&events)
        self = EventStreamDecoder()
        return events
    }

    /// Takes the rest of a line, up to its end.
    private mutating func take(_ rest: UnsafeBufferPointer<UInt8>, _ events: inout [ServerEvent]) {
        if line.isEmpty {
            takeLine(rest, &events)
        } else {
            line.append(contentsOf: rest)
            let whole = line
            line.removeAll(keepingCapacity: line.capacity < 65_536)
            whole.withUnsafeBufferPointer { takeLine($0, &events) }
        }
    }

    private mutating func takeLine(_ whole: UnsafeBufferPointer<UInt8>, _ events: inout [ServerEvent]) {
        var text = whole
        if isFirstLine {
            isFirstLine = false
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = UnsafeBufferPointer(rebasing: text.dropFirst(3)) }
        }
        guard !text.isEmpty else { return dispatch(&events) }
        let colon = text.firstIndex(of: .colon) ?? text.count
        var value = text[min(colon + 1, text.count)...]
        if value.first == .space { value = value.dropFirst() }
        let field = UnsafeBufferPointer(rebasing: text[..<colon])
        if field.elementsEqual("data".utf8) {
            appendData(value)
        } else if field.elementsEqual("event".utf8) {
            name = String(decoding: value, as: UTF8.self)
        } else if field.elementsEqual("error".utf8) {
            name = "error"
            appendData(value)
        }
    }

    private mutating func appendData(_ value: Slice<UnsafeBufferPointer<UInt8>>) {
        if hasData { data.append(.lineFeed) }
        hasData = true
        data.append(contentsOf: UnsafeBufferPointer(rebasing: value))
    }

    private mutating func dispatch(_ events: inout [ServerEvent]) {
        if hasData { events.append(ServerEvent(name: name.isEmpty ? "message" : name, data: data)) }
        hasData = false
        data = []
        name = "message"
    }
}

extension UInt8 {
    fileprivate static var lineFeed: UInt8 { 0x0A }
    fileprivate static var carriageReturn: UInt8 { 0x0D }
    fileprivate static var space: UInt8 { 0x20 }
    fileprivate static var colon: UInt8 { 0x3A }
}
