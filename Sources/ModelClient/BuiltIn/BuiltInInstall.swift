package import Platform

/// The place where the built-in model is installed, and what is there.
///
/// The folder is a private Python virtual environment, `$XDG_DATA_HOME/galley/model`. It appears there complete, by a
/// rename, or not at all.
package struct BuiltInInstall: Sendable, Equatable {
    /// The folder of the virtual environment, as an absolute path.
    package let folder: String
    /// The environment variables that tools are run with and settings are read from.
    package let environment: ChildEnvironment

    /// Derives the place from `XDG_DATA_HOME`, else `HOME`; throws `BuiltInModelError.noDataFolder` without both.
    ///
    /// A relative `XDG_DATA_HOME` is ignored, as the XDG Base Directory Specification asks.
    package init(environment: ChildEnvironment) throws(BuiltInModelError) {
        let absolute = { (key: String) in environment[key].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        if let data = absolute("XDG_DATA_HOME") {
            folder = "\(data)/galley/model"
        } else if let home = absolute("HOME") {
            folder = "\(home)/.local/share/galley/model"
        } else {
            throw .noDataFolder
        }
        self.environment = environment
    }

    /// What is found in the folder.
    package enum Status: Sendable, Equatable {
        /// Ready to be served; `bytes` is the size of the weights.
        case installed(gguf: String, bytes: Int)
        /// Nothing is there.
        case missing
        /// Something is there that cannot be used; the reason is a clause without a full stop.
        case broken(reason: String)
    }

    /// What is there now, from a few file checks (no process is started).
    package var status: Status {
        guard FileManager.default.fileExists(atPath: folder) else { return .missing }
        guard let data = try? Files.read(receiptFile, within: .small),
            let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(data))
        else { return .broken(reason: "it is not complete") }
        guard receipt.packages == BuiltInPackages.summary else {
            return .broken(reason: "another version of galley made it")
        }
        guard access(python, X_OK) == 0 else {
            return .broken(reason: "its Python is gone, perhaps through an update of the system")
        }
        let gguf = "\(folder)/\(receipt.weights)"
        guard let bytes = try? ModelFile.size(of: gguf), bytes == receipt.bytes else {
            return .broken(reason: "its weights are missing or cut short")
        }
        return .installed(gguf: gguf, bytes: bytes)
    }

    /// The log of the server that was started last.
    package var logFile: String { "\(folder)/server.log" }

    /// The Python of the virtual environment.
    ///
    /// The scripts beside it carry the folder in which they were made and do not survive the rename, so only this is
    /// ever run.
    var python: String { "\(folder)/bin/python" }

    /// The file that is written last and says what the folder holds.
    var receiptFile: String { "\(folder)/galley-model.json" }

    /// The same installation in another folder.
    func moved(to folder: String) -> BuiltInInstall {
        BuiltInInstall(folder: folder, environment: environment)
    }

    private init(folder: String, environment: ChildEnvironment) {
        self.folder = folder
        self.environment = environment
    }

    /// The contents of `receiptFile`.
    struct Receipt: Codable, Equatable {
        /// `BuiltInPackages.summary` of the galley that installed.
        var packages: String
        /// Path of the weights, relative to the folder.
        var weights: String
        /// Size of the weights.
        var bytes: Int
    }
}
