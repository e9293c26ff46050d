import Platform

/// The facts about a model in the header of its GGUF file.
///
/// Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
struct GGUFHeader: Equatable {
    /// The architecture, such as `llama`.
    var architecture = ""
    /// The largest window that the model was trained for, in tokens.
    var window: Int?
    /// The bytes of memory that each token of the window takes; nil if the header does not tell.
    var bytesPerToken: Int?

    /// Reads the header and checks that the file holds all that it describes; throws `GGUFFault`.
    init(path: String) throws(GGUFFault) {
        guard let reader = GGUFReader(path: path) else { throw .unreadable }
        guard let mark = try? reader.bytes(4), mark.elementsEqual("GGUF".utf8) else { throw .noMark }
        let version = Int(try reader.integer(4))
        guard version == 2 || version == 3 else { throw .version(version) }
        let tensors = try reader.count()
        let pairs = try reader.count()
        var values = Values()
        for _ in 0..<pairs { try values.read(from: reader) }
        architecture = values.texts["general.architecture"] ?? ""
        guard !architecture.isEmpty, tensors > 0 else { throw .damaged }
        if let parts = values.numbers["split.count"], parts > 1 { throw .onePart }
        guard !Self.silent.contains(architecture) else { throw .otherKind(architecture) }
        let alignment = values.numbers["general.alignment"] ?? 32
        guard alignment > 0, alignment <= 65_536 else { throw .damaged }
        try Self.checkTensors(tensors, in: reader, alignment: alignment)
        window = values.numbers["\(architecture).context_length"].flatMap { $0 > 0 ? $0 : nil }
        bytesPerToken = Self.bytesPerToken { values.numbers["\(architecture).\($0)"] }
    }

    /// Architectures that make vectors, images or sounds instead of text.
    private static let silent: Set = [
        "bert", "modern-bert", "nomic-bert", "nomic-bert-moe", "neo-bert", "jina-bert-v2", "jina-bert-v3", "eurobert",
        "gemma-embedding", "t5encoder", "clip", "whisper", "wavtokenizer-dec", "flux", "sd1", "sd3", "sdxl", "wan",
        "ltxv", "hyvid", "qwen_image", "lumina2", "hidream", "cosmos", "aura", "mmproj",
    ]

    /// Returns the size of keys and values for one token, as 16-bit numbers in all layers.
    private static func bytesPerToken(_ value: (String) -> Int?) -> Int? {
        guard let layers = value("block_count"), let width = value("embedding_length"),
            let heads = value("attention.head_count"), heads > 0, layers <= 10_000, width <= 10_000_000
        else { return nil }
        let shared = value("attention.head_count_kv") ?? heads
        let key = value("attention.key_length") ?? width / heads
        let size = value("attention.value_length") ?? width / heads
        guard [shared, key, size].allSatisfy({ (0...1_000_000).contains($0) }) else { return nil }
        return 2 * layers * shared * (key + size)
    }

    /// Reads where the weights lie; throws `GGUFFault.cutOff` if the file ends before they do.
    private static func checkTensors(_ count: Int, in reader: GGUFReader, alignment: Int) throws(GGUFFault) {
        var needed = 0
        for _ in 0..<count {
            _ = try reader.string()
            let dimensions = Int(try reader.integer(4))
            guard dimensions <= 8 else { throw .damaged }
            var elements = 1
            for _ in 0..<dimensions {
                let (product, overflow) = elements.multipliedReportingOverflow(
                    by: Int(try reader.integer(8) & .max >> 1))
                guard !overflow else { throw .damaged }
                elements = product
            }
            let type = Int(try reader.integer(4))
            let start = try reader.count()
            // A kind of number that is not in the table takes at least a bit.
            let (block, bytes) = blocks[type] ?? (8, 1)
            let (length, overflow) = (elements / block).multipliedReportingOverflow(by: bytes)
            guard !overflow, length <= reader.size else { throw .cutOff }
            needed = max(needed, start + length)
        }
        let weights = (reader.offset + alignment - 1) / alignment * alignment
        guard weights + needed <= reader.size else { throw .cutOff }
    }

    /// The elements and the bytes of a block for each kind of number (ggml.h, `enum ggml_type`; ggml-common.h).
    private static let blocks: [Int: (elements: Int, bytes: Int)] = [
        0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 10: (256, 84),
        11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8),
        28: (1, 8), 30: (1, 2),
    ]
}

extension GGUFHeader {
    /// The metadata that is kept: short texts and whole numbers; of a list of numbers, the largest.
    private struct Values {
        var texts: [String: String] = [:]
        var numbers: [String: Int] = [:]

        /// Reads one key with its value.
        mutating func read(from reader: GGUFReader) throws(GGUFFault) {
            let key = try reader.string()
            let kind = try reader.integer(4)
            switch kind {
            case 8: texts[key] = try reader.string()
            case 9: try readList(key, from: reader)
            default:
                guard let width = Self.widths[kind] else { throw .damaged }
                let number = try reader.integer(width)
                if Self.whole.contains(kind) { numbers[key] = Int(exactly: number) }
            }
        }

        private mutating func readList(_ key: String, from reader: GGUFReader) throws(GGUFFault) {
            let kind = try reader.integer(4)
            let count = try reader.count()
            if kind == 8 {
                for _ in 0..<count { try reader.skip(try reader.count()) }
                return
            }
            guard let width = Self.widths[kind] else { throw .damaged }
            guard Self.whole.contains(kind), count <= 10_000 else { return try reader.skip(count * width) }
            for _ in 0..<count {
                if let number = Int(exactly: try reader.integer(width)) {
                    numbers[key] = max(numbers[key] ?? 0, number)
                }
            }
        }

        /// The bytes of each kind of value.
        private static let widths: [UInt64: Int] = [
            0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8,
        ]
        /// The kinds of whole numbers; nothing that is needed is negative.
        private static let whole: Set<UInt64> = [0, 1, 2, 3, 4, 5, 10, 11]
    }
}
