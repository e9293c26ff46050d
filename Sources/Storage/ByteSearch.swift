/// Looks for a text in bytes: ASCII letters in any case, others as typed, in lower case, in upper case or capitalized.
struct ByteSearch {
    private let wanted: [[UInt8]]

    init(_ text: String) {
        let capitalized = text.prefix(1).uppercased() + text.dropFirst().lowercased()
        let forms = [text, text.lowercased(), text.uppercased(), capitalized]
        wanted = Array(Set(forms.map { Array($0.utf8.map(Self.folded)) }))
    }

    /// Returns true if the bytes have the text.
    func finds(in bytes: [UInt8]) -> Bool { wanted.contains { Self.has(bytes, $0) } }

    private static func has(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        return bytes.withUnsafeBufferPointer { bytes in
            wanted.withUnsafeBufferPointer { wanted in
                var place = 0
                while place + wanted.count <= bytes.count {
                    if folded(bytes[place]) == first,
                        (1..<wanted.count).allSatisfy({ folded(bytes[place + $0]) == wanted[$0] })
                    {
                        return true
                    }
                    place += 1
                }
                return false
            }
        }
    }

    private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
