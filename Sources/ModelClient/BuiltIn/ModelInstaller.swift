package import Platform

/// Installs model files: known ones by name, others by path or address.
///
/// A file is received under a hidden name and renamed when it is complete and checked, so a model is never half
/// installed.
package struct ModelInstaller: Sendable {
    let store: ModelStore
    let engine: TransferEngine
    var memory: MachineMemory
    /// The pause of `ModelDownload`.
    var pause = Duration.seconds(1)
    let progress: @Sendable (ModelProgress) -> Void

    /// Creates an installer; `progress` receives short messages for people.
    package init(
        environment: ChildEnvironment, network: [String: String], progress: @escaping @Sendable (ModelProgress) -> Void
    ) throws(BuiltInModelError) {
        store = try ModelStore(environment: environment)
        engine = TransferEngine(environment: network)
        memory = .current
        self.progress = progress
    }

    /// The model to install.
    package enum Source: Sendable, Equatable {
        case known(KnownModel)
        case path(String)
        case address(String)

        /// Reads what the user typed; throws `ModelInstallError.unknown`.
        package init(_ text: String) throws(ModelInstallError) {
            if let model = KnownModel.named(text) {
                self = .known(model)
            } else if text.contains("://") {
                self = .address(text)
            } else if text.contains("/") || text.lowercased().hasSuffix(".gguf") {
                self = .path(text)
            } else {
                throw .unknown(name: text)
            }
        }
    }

    /// Installs a model and chooses it; returns it at once if it is installed already.
    ///
    /// `digest` is the SHA-256 that a file must have. Throws `ModelInstallError`, `BuiltInModelError`, `ModelError`
    /// and `CancellationError`.
    package func install(_ source: Source, digest: String? = nil) async throws -> ModelStore.Model {
        let expected = try digest.map { (text) throws(ModelInstallError) in try Self.checked(text) }
        switch source {
        case .known(let model):
            let progress = progress
            try await store.install.install { progress(.step($0)) }
            if store.model(named: model.name) == nil { try await fetch(model, expected) }
            return try store.use(model.name)
        case .path(let path):
            _ = try Self.header(of: path, what: path)
            return try await receive(name: Self.name(of: path), what: path, expected) { part, _ in
                try await copy(path, into: part)
            }
        case .address(let url):
            var download = try ModelDownload(url: url, engine: engine, memory: memory, progress: progress)
            download.pause = pause
            return try await receive(name: Self.name(of: download.name), what: download.name, expected) { part, note in
                try await download.receive(into: part, note: note)
            }
        }
    }

    private func fetch(_ model: KnownModel, _ expected: String?) async throws {
        progress(.step("Downloading \(model.name) (\(Files.amount(model.bytes)))"))
        if let expected, expected != model.digest { throw ModelInstallError.wrongHash(what: model.name) }
        _ = try await receive(name: model.name, what: model.name, model.digest) { part, note in
            try await ModelPieces(model: model, install: store.install, progress: progress).receive(
                into: part, note: note)
        }
    }

    private func copy(_ path: String, into part: PartialFile) async throws {
        try part.restart()
        let size = try ModelFile.size(of: path)
        try part.checkRoom(for: size)
        var meter = ModelMeter(from: 0, of: size)
        _ = try await part.append(contentsOf: path) { done in
            if let words = meter.words(done) { progress(.amount(words)) }
        }
    }

    /// Receives a file by `fill`, checks it, and gives it its name.
    private func receive(
        name: String, what: String, _ expected: String?,
        by fill: (_ part: PartialFile, _ note: String) async throws -> Void
    ) async throws -> ModelStore.Model {
        try store.make()
        let part = try PartialFile(path: "\(store.folder)/.\(name).part")
        let note = "\(part.path).from"
        do {
            try await fill(part, note)
            progress(.step("Checking \(name)"))
            let digest = try part.digest()
            if let expected, digest != expected { throw ModelInstallError.wrongHash(what: what) }
            let header = try Self.header(of: part.path, what: what)
            _ = try ServerPlan(header, bytes: part.count, name: name, memory: memory, cores: 1, load: 0)
            let model = try place(part, name: name, digest: digest)
            unlink(note)
            return try store.use(model)
        } catch {
            // The part that a broken download has brought is kept, to go on from there.
            if !Self.keepsPart(error) {
                part.remove()
                unlink(note)
            }
            throw error
        }
    }

    /// Renames the received file and returns the model's name; a file that is installed already is not replaced.
    private func place(_ part: PartialFile, name: String, digest: String) throws -> String {
        // Any copy of a known file gets its short name, and no other file does.
        let known = KnownModel.all.first { $0.digest == digest }
        let name = known?.name ?? name
        if let model = store.model(named: name) {
            let other = try? PartialFile(path: model.path)
            guard model.bytes == part.count, try other?.digest() == digest else {
                throw ModelInstallError.taken(name: name)
            }
            part.remove()
        } else {
            guard known != nil || KnownModel.named(name) == nil else { throw ModelInstallError.taken(name: name) }
            try part.finish(as: store.path(of: name))
        }
        return name
    }

    private static func keepsPart(_ error: any Error) -> Bool {
        switch error {
        case ModelInstallError.brokeOff, ModelInstallError.busy, ModelInstallError.noRoom, is CancellationError: true
        case ModelInstallError.unreachable, BuiltInModelError.noNetwork, ModelInstallError.gone: true
        default: false
        }
    }

    private static func header(of path: String, what: String) throws(ModelInstallError) -> GGUFHeader {
        do { return try GGUFHeader(path: path) } catch {
            throw .notAModel(what: what, reason: Files.exists(path) ? error.words : "does not exist")
        }
    }

    private static func checked(_ digest: String) throws(ModelInstallError) -> String {
        let text = digest.trimmed.lowercased()
        guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { throw .badHash(digest) }
        return text
    }

    /// Returns a model's name for a path or address: its last part without the extension, in plain characters.
    static func name(of path: String) -> String {
        let name = ModelFile.name(of: path).map { character in
            character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
                ? character : "-"
        }
        let plain = String(name).drop { $0 == "." || $0 == "-" }
        return plain.isEmpty ? "model" : String(plain.prefix(100))
    }
}
