package import Platform

/// The installation of the built-in model.
///
/// It is a private Python virtual environment in `$XDG_DATA_HOME/galley/model`. The folder is put into place by a
/// rename, so it is always complete or absent.
package struct BuiltInInstall: Sendable, Equatable {
    /// The folder of the virtual environment, as an absolute path.
    package let folder: String
    /// The environment for tools and settings.
    package let environment: ChildEnvironment

    /// Locates the folder from `XDG_DATA_HOME`, else `HOME`; throws `BuiltInModelError.noDataFolder` without both.
    ///
    /// A relative `XDG_DATA_HOME` is ignored, as the XDG Base Directory Specification requires.
    package init(environment: ChildEnvironment) throws(BuiltInModelError) {
        guard let data = UserFolder.data.path({ environment[$0] }) else { throw .noDataFolder }
        folder = "\(data)/model"
        self.environment = environment
    }

    /// The state of the folder.
    package enum Status: Sendable, Equatable {
        /// Ready to use; `bytes` is the size of the weights.
        case installed(gguf: String, bytes: Int)
        /// The folder does not exist.
        case missing
        /// The installation is unusable; the reason is a clause without a full stop.
        case broken(reason: String)
    }

    /// The current state, from a few file checks (no process is started).
    package var status: Status {
        guard FileManager.default.fileExists(atPath: folder) else { return .missing }
        guard let data = try? Files.read(receiptFile, within: .small),
            let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(data))
        else { return .broken(reason: "it is not complete") }
        guard receipt.packages == BuiltInPackages.summary else {
            return .broken(reason: "it was installed by another version of Galley")
        }
        guard access(python, X_OK) == 0 else {
            return .broken(reason: "its Python is gone, perhaps after a system update")
        }
        let gguf = "\(folder)/\(receipt.weights)"
        guard let bytes = try? ModelFile.size(of: gguf), bytes == receipt.bytes else {
            return .broken(reason: "its weights are missing or cut short")
        }
        return .installed(gguf: gguf, bytes: bytes)
    }

    /// The log of the last server started.
    package var logFile: String { "\(folder)/server.log" }

    /// The Python of the virtual environment.
    ///
    /// The scripts next to it contain the path of the folder in which they were created, and the rename breaks them; so
    /// only this is run.
    var python: String { "\(folder)/bin/python" }

    /// The file that is written last and describes the contents of the folder.
    var receiptFile: String { "\(folder)/galley-model.json" }

    /// Returns the same installation in another folder.
    func moved(to folder: String) -> BuiltInInstall {
        BuiltInInstall(folder: folder, environment: environment)
    }

    private init(folder: String, environment: ChildEnvironment) {
        self.folder = folder
        self.environment = environment
    }

    /// The contents of `receiptFile`.
    struct Receipt: Codable, Equatable {
        /// `BuiltInPackages.summary` of the Galley version that installed.
        var packages: String
        /// The path of the weights, relative to the folder.
        var weights: String
        /// The size of the weights, in bytes.
        var bytes: Int
    }
}
