import Platform

/// A GGUF file with a header as of a model and one tensor of zeros: small, and of no use to a server.
package struct FakeGGUF: Sendable {
    /// The architecture in the metadata.
    package var architecture: String
    /// The version of the format.
    package var version: UInt32 = 3
    /// The number of 32-bit numbers in the tensor.
    package var elements: Int
    /// Further metadata: whole numbers.
    package var numbers: [String: UInt32] = [:]

    /// Makes a description.
    package init(architecture: String = "llama", elements: Int = 64) {
        self.architecture = architecture
        self.elements = elements
    }

    /// The bytes of the file.
    package var bytes: [UInt8] {
        var pairs: [[UInt8]] = [Self.text("general.architecture") + Self.number(8, 4) + Self.text(architecture)]
        let usual: [String: UInt32] = [
            "context_length": 8192, "block_count": 30, "embedding_length": 576, "attention.head_count": 9,
            "attention.head_count_kv": 3,
        ]
        let named = Dictionary(uniqueKeysWithValues: usual.map { ("\(architecture).\($0)", $1) })
        for (key, value) in named.merging(numbers, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            pairs.append(Self.text(key) + Self.number(4, 4) + Self.number(Int(value), 4))
        }
        let words = ["<s>", "ship", "sea"]
        pairs.append(
            Self.text("tokenizer.ggml.tokens") + Self.number(9, 4) + Self.number(8, 4) + Self.number(words.count, 8)
                + words.flatMap(Self.text))
        var bytes = Array("GGUF".utf8) + Self.number(Int(version), 4) + Self.number(1, 8) + Self.number(pairs.count, 8)
        bytes += pairs.joined()
        bytes += Self.text("w") + Self.number(1, 4) + Self.number(elements, 8) + Self.number(0, 4) + Self.number(0, 8)
        bytes += [UInt8](repeating: 0, count: (32 - bytes.count % 32) % 32)
        return bytes + [UInt8](repeating: 0, count: 4 * elements)
    }

    /// Writes the file.
    package func write(to path: String) throws { try Files.replace(path, with: bytes) }

    /// Writes the file to a fresh folder for temporary files and returns its path.
    package func written() throws -> String {
        let folder = FileManager.default.temporaryDirectory.path() + "/gguf-\(UInt64.random(in: 0 ... .max))"
        try Files.makeFolder(folder)
        try write(to: "\(folder)/model.gguf")
        return "\(folder)/model.gguf"
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func text(_ text: String) -> [UInt8] { number(text.utf8.count, 8) + Array(text.utf8) }
}
