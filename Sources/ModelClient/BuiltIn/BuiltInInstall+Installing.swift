import Platform

extension BuiltInInstall {
    /// Downloads and installs the built-in model, replacing a broken one; does nothing if it is installed.
    ///
    /// Everything is created in a temporary folder next to `folder` and renamed when complete, so an interrupted
    /// installation is never mistaken for a complete one. Remains of earlier interrupted ones are removed. `progress`
    /// receives short messages for people. Throws `BuiltInModelError`, and `CancellationError` when cancelled.
    package func install(progress: @escaping @Sendable (String) -> Void) async throws {
        if case .installed = status { return }
        let parent = try makeParent()
        removeLeftovers(in: parent)
        let found = try await PythonSearch(environment: toolEnvironment).find()
        let draft = moved(to: "\(parent)/\(Self.draftPrefix)\(getpid())-\(UInt32.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(atPath: draft.folder) }
        progress("Making a private Python environment with \(found)")
        try await draft.makeVenv(with: found)
        progress("Fetching the built-in model: \(BuiltInPackages.summary) (127 MB)")
        try await draft.fetchPackages(progress: progress)
        progress("Checking what was installed")
        try await draft.writeReceipt()
        try replace(with: draft)
        progress("The built-in model is installed in \(folder)")
    }

    /// The variables for Python and pip.
    ///
    /// The user's settings for the network and pip stay; those that would redirect the installation are removed.
    var toolEnvironment: ChildEnvironment {
        let elsewhere: Set = [
            "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_REQUIREMENT", "PIP_CONSTRAINT",
            "PIP_REQUIRE_VIRTUALENV", "PIP_DRY_RUN", "PIP_QUIET", "PIP_VERBOSE", "PIP_LOG", "__PYVENV_LAUNCHER__",
        ]
        return environment.filter { !elsewhere.contains($0) && !$0.hasPrefix("PYTHON") }
    }

    private static var draftPrefix: String { ".model-installing-" }

    private func makeParent() throws(BuiltInModelError) -> String {
        let parent = String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.endIndex))
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(folder: parent, reason: "it cannot be made")
        }
        guard access(parent, W_OK) == 0 else {
            throw .unwritable(folder: parent, reason: String(cString: strerror(errno)).lowercased())
        }
        return parent
    }

    /// Removes drafts whose process no longer exists, for example after a power cut.
    private func removeLeftovers(in parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(Self.draftPrefix) {
            let process = name.dropFirst(Self.draftPrefix.count).prefix { $0 != "-" }
            guard let process = pid_t(process), process > 0 else { continue }
            if kill(process, 0) != 0 && errno == ESRCH {
                try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
            }
        }
    }

    private func makeVenv(with found: String) async throws {
        let outcome = try await Tool(path: found, environment: toolEnvironment).run(["-I", "-m", "venv", folder])
        if outcome.succeeded { return }
        let text = outcome.lines.joined(separator: "\n").lowercased()
        if text.contains("ensurepip") { throw BuiltInModelError.noVenv(python: found) }
        if text.contains("no space left") { throw BuiltInModelError.diskFull(folder: folder) }
        throw BuiltInModelError.installFailed(
            step: "making the Python environment", reason: String((outcome.lines.last ?? "no reason given").prefix(160))
        )
    }

    private func fetchPackages(progress: @escaping @Sendable (String) -> Void) async throws {
        let requirements = "\(folder)/requirements.txt"
        try write(BuiltInPackages.requirements, to: requirements)
        // The download uses the disk of the model too: the system's temporary folder may be small.
        let variables = toolEnvironment.adding(["TMPDIR": folder])
        // Isolated, so that a module in the working directory cannot replace one of pip's.
        let outcome = try await Tool(path: python, environment: variables).run(
            [
                "-I", "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:",
                "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--no-cache-dir",
                "-r", requirements,
            ]
        ) { line in
            if let words = PipOutput.progress(line) { progress(words) }
        }
        guard outcome.succeeded else {
            throw PipOutput.error(outcome.lines, folder: folder, python: python)
        }
    }

    /// Imports the server once and records where the weights are: a receipt exists only for a working installation.
    private func writeReceipt() async throws {
        let outcome = try await Tool(path: python, environment: toolEnvironment).run(["-I", "-c", Self.inspection])
        let site = outcome.lines.last { $0.hasPrefix("site ") }.map { String($0.dropFirst(5)) }
        guard outcome.succeeded, let site else {
            throw BuiltInModelError.installFailed(
                step: "loading the server", reason: String((outcome.lines.last ?? "no reason given").prefix(160)))
        }
        let weights = "\(site)/\(BuiltInPackages.weights)"
        guard let bytes = try? ModelFile.size(of: "\(folder)/\(weights)") else {
            throw BuiltInModelError.installFailed(step: "looking for the weights", reason: "they are missing")
        }
        let receipt = Receipt(packages: BuiltInPackages.summary, weights: weights, bytes: bytes)
        try write(String(decoding: JSONEncoder().encode(receipt), as: UTF8.self), to: receiptFile)
    }

    /// Prints where packages are, relative to the folder, which is about to be renamed.
    private static let inspection = """
        import os, sys, sysconfig, xllamacpp
        xllamacpp.Server
        print("site", os.path.relpath(sysconfig.get_path("purelib"), sys.prefix))
        """

    private func write(_ text: String, to path: String) throws(BuiltInModelError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(folder: folder, reason: "a file in it cannot be written")
        }
    }

    /// Moves a complete draft into place; keeps one that another Galley has installed meanwhile.
    private func replace(with draft: BuiltInInstall) throws(BuiltInModelError) {
        if case .installed = status { return }
        let old = "\(draft.folder)-old"
        defer { try? FileManager.default.removeItem(atPath: old) }
        if rename(folder, old) != 0 && errno != ENOENT {
            throw .unwritable(folder: folder, reason: String(cString: strerror(errno)).lowercased())
        }
        guard rename(draft.folder, folder) == 0 else {
            throw .unwritable(folder: folder, reason: String(cString: strerror(errno)).lowercased())
        }
    }
}
