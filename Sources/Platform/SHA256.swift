/// The hash function SHA-256 (FIPS 180-4), for data that arrives in pieces.
package struct SHA256 {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var schedule = [UInt32](repeating: 0, count: 64)
    /// The bytes that do not fill a block of 64 yet.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    /// Starts the hash of nothing.
    package init() {}

    /// Adds bytes.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        count += UInt64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            start = min(64 - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<start])
            guard rest.count == 64 else { return }
            let block = rest
            rest = []
            block.withUnsafeBytes { take($0, at: 0) }
        }
        while bytes.count - start >= 64 {
            take(bytes, at: start)
            start += 64
        }
        rest.append(contentsOf: bytes[start...])
    }

    /// Adds bytes.
    package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

    /// Returns the hash of everything added, as 64 lower-case hexadecimal digits.
    package func hex() -> String {
        var last = self
        let bits = count &* 8
        let zeros = (119 - Int(count % 64)) % 64
        last.add(
            [0x80] + [UInt8](repeating: 0, count: zeros)
                + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
        let digits = Array("0123456789abcdef")
        return String(last.state.flatMap { word in (0..<8).map { digits[Int(word >> (28 - 4 * UInt32($0)) & 15)] } })
    }

    /// Processes the 64 bytes at `offset` (FIPS 180-4 §6.2.2).
    private mutating func take(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        schedule.withUnsafeMutableBufferPointer { words in
            for index in 0..<16 {
                words[index] = UInt32(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self))
            }
            for index in 16..<64 {
                let (near, far) = (words[index - 2], words[index - 15])
                let small = Self.turned(far, 7) ^ Self.turned(far, 18) ^ far >> 3
                let large = Self.turned(near, 17) ^ Self.turned(near, 19) ^ near >> 10
                words[index] = large &+ words[index - 7] &+ small &+ words[index - 16]
            }
            Self.constants.withUnsafeBufferPointer { Self.mix(UnsafeBufferPointer(words), $0, into: &state) }
        }
    }

    private static func mix(
        _ words: UnsafeBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>, into state: inout [UInt32]
    ) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
            let first = h &+ high &+ ((e & f) ^ (~e & g)) &+ constants[index] &+ words[index]
            let low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
            let second = low &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }

    /// Rotates a word to the right.
    @inline(__always)
    private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = primes.map { prime in
        // The integer cube root of prime · 2^96, whose last 32 bits are the fraction.
        let whole = UInt128(prime) << 96
        var root: UInt128 = 0
        for bit in (0..<36).reversed() {
            let next = root | 1 << UInt128(bit)
            if next * next * next <= whole { root = next }
        }
        return UInt32(truncatingIfNeeded: root)
    }

    private static let primes = (2...311).filter { number in !(2..<number).contains { number % $0 == 0 } }
}
