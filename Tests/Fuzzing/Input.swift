/// One input of the fuzzer, called by libFuzzer's own `main` for every one that it makes.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    fuzz(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Ends the run, with the input kept, where something does not hold.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) {
    if !condition { fatalError("It does not hold: \(what())") }
}

/// An input whose first bytes say where the others are cut.
struct Cuts {
    /// Everything but the bytes that say where.
    let whole: [UInt8]
    private let lengths: [Int]

    init(_ input: [UInt8]) {
        let count = min(4, input.count)
        lengths = input.isEmpty ? [1] : input.prefix(count).map { Int($0 % 24) + 1 }
        whole = Array(input.dropFirst(count))
    }

    /// The bytes in pieces.
    var pieces: [[UInt8]] { cut(whole) }

    /// The bytes as text, in pieces of whole Unicode scalars.
    var texts: [String] { texts(of: text) }

    /// The bytes as text; what is no UTF-8 is replaced.
    var text: String { String(decoding: whole, as: UTF8.self) }

    /// A text in pieces of whole Unicode scalars.
    func texts(of text: String) -> [String] {
        cut(Array(text.unicodeScalars)).map { scalars in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
    }

    /// Elements in pieces.
    func cut<Element>(_ elements: [Element]) -> [[Element]] {
        var pieces: [[Element]] = []
        var rest = elements[...]
        while !rest.isEmpty {
            let length = lengths[pieces.count % lengths.count]
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }
}
