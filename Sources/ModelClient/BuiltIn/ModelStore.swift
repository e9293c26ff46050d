package import Platform

/// The models installed on this machine: the one that comes with the server, and the files in
/// `$XDG_DATA_HOME/galley/models`.
package struct ModelStore: Sendable {
    /// The folder of the model files, as an absolute path; it may not exist yet.
    let folder: String
    let install: BuiltInInstall
    /// The path in `GALLEY_GGUF`, which takes precedence over the recorded choice.
    package let ownFile: String?

    /// Locates the folder next to the server's; throws `BuiltInModelError.noDataFolder`.
    package init(environment: ChildEnvironment) throws(BuiltInModelError) {
        self.init(install: try BuiltInInstall(environment: environment))
    }

    init(install: BuiltInInstall) {
        self.install = install
        folder = install.folder + "s"
        ownFile = install.environment["GALLEY_GGUF"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An installed model.
    package struct Model: Sendable, Equatable {
        /// The name to use and remove it by.
        package let name: String
        /// The path of the file.
        package let path: String
        /// The size of the file, in bytes.
        let bytes: Int
    }

    /// The installed models, in the order of the table of known models, then by name.
    package var models: [Model] {
        let files = ((try? Files.names(in: folder)) ?? []).filter { $0.hasSuffix(".gguf") && !$0.hasPrefix(".") }
        let all = files.compactMap { file -> Model? in
            let path = "\(folder)/\(file)"
            return (try? ModelFile.size(of: path)).map { Model(name: ModelFile.name(of: file), path: path, bytes: $0) }
        }
        let place = { (model: Model) in KnownModel.all.firstIndex { $0.name == model.name } ?? KnownModel.all.count }
        let small = small
        let others = all.filter { $0.name != small.first?.name }
        return small + others.sorted { (place($0), $0.name) < (place($1), $1.name) }
    }

    /// The model that comes with the server, if it is installed.
    private var small: [Model] {
        guard case .installed(let path, let bytes) = install.status else { return [] }
        return [Model(name: KnownModel.small.name, path: path, bytes: bytes)]
    }

    /// Returns an installed model; nil if there is none of that name.
    func model(named name: String) -> Model? {
        models.first { $0.name == name } ?? models.first { $0.name.lowercased() == name.lowercased() }
    }

    /// The model that is used unless a session or `GALLEY_GGUF` names another: the one chosen, else the largest.
    ///
    /// Nil if none is installed.
    package var chosen: Model? {
        let models = models
        let record = (try? Files.read(record, within: .small)).map { String(decoding: $0, as: UTF8.self).trimmed }
        return models.first { $0.name == record } ?? models.max { $0.bytes < $1.bytes }
    }

    /// The name of the model that is used by default: of `GALLEY_GGUF`, else of `chosen`, else of the small one.
    var usual: String { ownFile.map(ModelFile.name) ?? chosen?.name ?? KnownModel.small.name }

    /// Records the choice; throws `ModelInstallError.notInstalled`, `.unknown`, `.notAName` or `.unwritable`.
    package func use(_ name: String) throws(ModelInstallError) -> Model {
        guard let model = model(named: name) else {
            if name.contains("/") || name.lowercased().hasSuffix(".gguf") { throw .notAName(name) }
            throw KnownModel.named(name).map { .notInstalled(name: $0.name) } ?? .unknown(name: name)
        }
        try make()
        do { try Files.replace(record, with: Array("\(model.name)\n".utf8)) } catch {
            throw .unwritable(path: record, reason: "the choice cannot be recorded")
        }
        return model
    }

    /// Removes a model's file; throws `ModelInstallError` if it is the one in use and `isSure` is false.
    ///
    /// The small model goes together with the server, and only if no other model is installed.
    package func remove(_ name: String, isSure: Bool) throws(ModelInstallError) -> Model {
        guard let model = model(named: name) else {
            throw KnownModel.named(name).map { .notInstalled(name: $0.name) } ?? .unknown(name: name)
        }
        let comesWithServer = model.path.hasPrefix(install.folder + "/")
        if comesWithServer, models.count > 1 { throw .needed(name: model.name) }
        if chosen == model, !isSure { throw .inUse(name: model.name) }
        let path = comesWithServer ? install.folder : model.path
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw .unwritable(path: path, reason: "it cannot be removed")
        }
        return model
    }

    /// Creates the folder; throws `ModelInstallError.unwritable`.
    func make() throws(ModelInstallError) {
        do { try Files.makeFolder(folder) } catch {
            throw .unwritable(path: folder, reason: "the folder cannot be made")
        }
    }

    /// Returns the path of a model's file.
    func path(of name: String) -> String { "\(folder)/\(name).gguf" }

    /// The file that names the chosen model.
    private var record: String { "\(folder)/chosen" }
}
