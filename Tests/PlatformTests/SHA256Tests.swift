import Testing

@testable import Platform

struct SHA256Tests {
    private func hash(_ pieces: [[UInt8]]) -> String {
        var hash = SHA256()
        for piece in pieces { hash.add(piece) }
        return hash.hex()
    }

    /// FIPS 180-4's examples, as NIST publishes them.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]) func `The published examples hold`(text: String, digest: String) {
        #expect(hash([Array(text.utf8)]) == digest)
    }

    @Test func `A million letters hold too`() {
        #expect(
            hash([[UInt8](repeating: 97, count: 1_000_000)])
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `However the bytes are cut, the hash is the same`() {
        for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let whole = hash([bytes])
            for cut in [1, 3, 63, 64, 65] {
                let pieces = stride(from: 0, to: length, by: cut).map { Array(bytes[$0..<min($0 + cut, length)]) }
                #expect(hash(pieces) == whole, "\(length) bytes cut by \(cut)")
            }
        }
    }
}
