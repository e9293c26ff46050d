import CZLib

/// How far a post's prose can be compressed: text that says the same again and again takes less room.
///
/// The figure is the number of bytes divided by that of zlib's DEFLATE, over the first 6,000 bytes of prose, since a
/// longer text compresses better by its length alone.
package enum Compressibility: PostCheck {
    /// The largest acceptable ratio.
    private static let limit = 2.7
    /// The number of bytes that are compressed.
    private static let bytes = 6000
    /// A shorter text has little to repeat.
    private static let leastBytes = 3000

    package static func verdict(on post: CheckedPost) -> Verdict? {
        var prose: [UInt8] = []
        for sentence in post.parts.lazy.flatMap(\.sentences) where prose.count < bytes {
            prose += Array(sentence.text.utf8) + [UInt8(ascii: " ")]
        }
        prose = Array(prose.prefix(bytes))
        guard prose.count >= leastBytes, let ratio = ratio(of: prose) else { return nil }
        return Verdict(
            name: "compressibility", figure: ratio, isPercent: false, limit: "≤ 2.70", holds: ratio <= limit,
            findings: [], details: ["bytes": Double(prose.count)], decimals: 2)
    }

    /// True if zlib can be loaded, which this tries.
    package static var hasLibrary: Bool { galley_zlib_load().pointee.compress != nil }

    /// Returns the compression ratio of some bytes; nil if zlib cannot be loaded.
    static func ratio(of bytes: [UInt8]) -> Double? {
        let library = galley_zlib_load().pointee
        guard let compress = library.compress, let bound = library.compressBound, !bytes.isEmpty else { return nil }
        var length = bound(uLong(bytes.count))
        var compressed = [UInt8](repeating: 0, count: Int(length))
        guard compress(&compressed, &length, bytes, uLong(bytes.count)) == Z_OK, length > 0 else { return nil }
        return Double(bytes.count) / Double(length)
    }
}
