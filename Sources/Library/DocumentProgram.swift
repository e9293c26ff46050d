import Manuscript
import Platform
import Subprocess

/// A program that turns a document into text: `pdftotext` (Poppler) or pandoc.
struct DocumentProgram: Sendable {
    private let kind: SourceReader.Kind
    private let environment: ChildEnvironment

    /// The largest text that is taken, in bytes.
    private static let limit = 64 << 20

    init(_ kind: SourceReader.Kind, _ environment: ChildEnvironment) {
        self.kind = kind
        self.environment = environment
    }

    private var program: String { kind == .pdf ? "pdftotext" : "pandoc" }
    private var package: String { kind == .pdf ? "poppler-utils" : "pandoc" }
    /// The sandbox keeps pandoc from reading other files.
    private var arguments: [String] {
        kind == .pdf ? ["-enc", "UTF-8", "-", "-"] : ["--sandbox", "-f", "docx", "-t", "markdown", "--wrap=none"]
    }

    /// Returns the text of a document; throws `SourceError`, or `CancellationError` if the task is cancelled.
    func text(of bytes: [UInt8], named name: String) async throws -> String {
        guard isInstalled else { throw SourceError.noProgram(name, program: program, package: package) }
        let failure = SourceError.conversionFailed(name, program: program)
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: Arguments(arguments), environment: environment.ofChild,
                input: .array(bytes), output: .bytes(limit: Self.limit), error: .discarded)
            try Task.checkCancellation()
            guard result.terminationStatus.isSuccess,
                let text = String(validating: result.standardOutput, as: UTF8.self)
            else { throw failure }
            // Poppler ends each page with a form feed.
            return text.replacing("\u{C}", with: "\n\n")
        } catch let error as CancellationError { throw error } catch {
            try Task.checkCancellation()
            throw failure
        }
    }

    private var isInstalled: Bool {
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}

extension ChildEnvironment {
    /// The environment as the Subprocess package expects it.
    fileprivate var ofChild: Subprocess.Environment {
        .custom(Dictionary(uniqueKeysWithValues: startable.map { (.init(stringLiteral: $0), $1) }))
    }
}
