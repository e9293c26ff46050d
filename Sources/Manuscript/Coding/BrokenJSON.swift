/// Reads as much of a damaged JSON text as possible and reports where it is damaged.
///
/// The reader follows RFC 8259 up to the first error. After damage it resumes at the next line whose indentation shows
/// where the line belongs, so the text must be pretty-printed with two spaces per level, as session files are. It never
/// fails, takes time proportional to the text, and accepts at most `deepest` levels of nesting.
package struct BrokenJSON {
    /// An error in the text and its position.
    package struct Fault: Sendable, Equatable {
        /// The line and the byte, both counted from 1.
        package var line: Int
        package var byte: Int
        /// The error as a clause: "it ends too early".
        package var what: String

        /// The clause followed by the position.
        package var words: String { "\(what) at line \(line), byte \(byte)" }
    }

    /// The suffix of the names of incomplete strings.
    package static let torn = " (torn)"
    /// The name given to lists whose own name was lost.
    static let nameless = "(lost)"
    /// The deepest level of nesting that is read.
    static let deepest = 200

    /// The source of the text, which decides which deviations count as damage.
    package enum Source: Sendable {
        /// A session file: strict JSON; reading continues after damage.
        case session
        /// A model's answer: common deviations are accepted (`BrokenJSON+Answer.swift`).
        ///
        /// Reading stops at the end of the first value or at the first fault.
        case answer
    }

    /// The value read so far; null if nothing could be read.
    package private(set) var value = JSONValue.null
    /// The first faults, at most 20, in text order.
    package private(set) var faults: [Fault] = []

    /// True if closing brackets were missing at the end of an answer and were added.
    package internal(set) var lacksEnd = false
    /// The position after the part that was read.
    package internal(set) var at: Int

    let bytes: [UInt8]
    let source: Source
    var frames: [Frame] = []
    var isDone = false
    /// True if the last token was a closing bracket.
    var isBehindContainer = false
    private var counted = (line: 1, byte: 0)

    /// An open container.
    struct Frame {
        var isArray: Bool
        var members: [String: JSONValue] = [:]
        var elements: [JSONValue] = []
        /// The name of the value that comes next.
        var key: String?
        /// The last name; the names in session files are sorted.
        var last = ""
        var needsComma = false
        /// True if the container was damaged and no name has been read since.
        var isResumed = false

        var value: JSONValue { isArray ? .array(elements) : .object(members) }
    }

    /// Reads a text from a given position.
    package init(_ bytes: [UInt8], as source: Source = .session, from start: Int = 0) {
        self.bytes = bytes
        self.source = source
        at = start
        counted.byte = start
        while !isDone { step() }
    }

    private mutating func step() {
        skipSpace()
        guard at < bytes.count else {
            if source == .answer { return endAnswer() }
            if !frames.isEmpty || bytes.isEmpty || value == .null {
                fault(bytes.isEmpty ? "it is empty" : "it ends too early")
            }
            while !frames.isEmpty { close() }
            isDone = true
            return
        }
        let byte = bytes[at]
        guard let top = frames.last else { return root(byte) }
        switch byte {
        case UInt8(ascii: ","):
            if source == .answer {
                acceptComma(after: top)
            } else if !top.needsComma {
                fault("there is an extra comma")
            }
            frames[frames.count - 1].needsComma = false
            at += 1
        case UInt8(ascii: top.isArray ? "]" : "}"):
            if source == .answer, top.key != nil { return fault("a value is missing") }
            at += 1
            close()
        case UInt8(ascii: "]") where source == .answer, UInt8(ascii: "}") where source == .answer:
            closeOver(byte)
        default:
            if top.needsComma, !(source == .answer && isBehindContainer) { fault("a comma is missing") }
            isBehindContainer = false
            frames[frames.count - 1].needsComma = false
            if top.isArray || top.key != nil { element(byte) } else { name(byte) }
        }
    }

    private mutating func root(_ byte: UInt8) {
        if source == .answer {
            answerRoot(byte)
        } else if value != .null {
            fault("there is text after the end")
            isDone = true
        } else if byte == UInt8(ascii: "{") {
            frames.append(Frame(isArray: false))
            at += 1
        } else {
            fault("it does not begin with {")
            resume()
            isDone = frames.isEmpty
        }
    }

    private mutating func name(_ byte: UInt8) {
        let read = source == .answer ? answerName() : byte == UInt8(ascii: "\"") ? string() : nil
        guard let text = read else { return damaged("a name is missing") }
        guard !text.isTorn else { return resume() }
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { return damaged("a colon is missing") }
        at += 1
        let index = frames.count - 1
        if source == .answer, frames[index].members[text.text] != nil { return fault("a key occurs twice") }
        // After damage, a name that is out of order belongs to the next object of a list.
        if frames[index].isResumed, text.text <= frames[index].last, index > 0, frames[index - 1].isArray {
            close()
            frames.append(Frame(isArray: false))
        }
        frames[frames.count - 1].isResumed = false
        frames[frames.count - 1].key = text.text
        frames[frames.count - 1].last = text.text
    }

    private mutating func element(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard frames.count < Self.deepest else { return damaged("it is nested too deeply") }
            at += 1
            frames.append(Frame(isArray: byte == UInt8(ascii: "[")))
        case _ where isQuote:
            let text = string()
            put(.string(text.text), isTorn: text.isTorn)
            if text.isTorn { resume() }
        default:
            guard let value = word() else { return damaged("a value is missing") }
            put(value)
        }
    }

    /// Adds a value to the current container; incomplete strings are kept apart from whole ones.
    mutating func put(_ value: JSONValue, isTorn: Bool = false) {
        guard let index = frames.indices.last else {
            self.value = value
            return
        }
        frames[index].needsComma = true
        if frames[index].isArray {
            if !isTorn { frames[index].elements.append(value) }
        } else if let key = frames[index].key {
            let older = key == Self.nameless ? frames[index].members[key]?.array : nil
            frames[index].members[isTorn ? key + Self.torn : key] =
                older.map { .array($0 + (value.array ?? [])) } ?? value
            frames[index].key = nil
        }
    }

    mutating func close() {
        if let frame = frames.popLast() { put(frame.value) }
        isBehindContainer = true
        if source == .answer, frames.isEmpty { isDone = true }
    }

    /// Records a fault at the current position.
    mutating func fault(_ what: String) {
        // Nothing after a fault in an answer can be trusted.
        if source == .answer { isDone = true }
        guard faults.count < 20 else { return }
        while counted.byte < min(at, bytes.count) {
            if bytes[counted.byte] == UInt8(ascii: "\n") { counted.line += 1 }
            counted.byte += 1
        }
        faults.append(Fault(line: counted.line, byte: at + 1, what: what))
    }

    private mutating func damaged(_ what: String) {
        fault(what)
        resume()
    }
}
