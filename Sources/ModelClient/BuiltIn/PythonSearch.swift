import Platform

/// Searches for a Python that can create the virtual environment.
struct PythonSearch: Sendable {
    /// Absolute paths, in the order in which they are tried.
    let candidates: [String]
    let environment: ChildEnvironment

    /// Collects every `python3` on the search path, then the usual places, then versioned names.
    init(environment: ChildEnvironment) {
        let folders =
            (environment["PATH"] ?? "").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") } + ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        let names = ["python3"] + (10...15).reversed().map { "python3.\($0)" }
        var seen: Set<String> = []
        let paths = names.flatMap { name in folders.map { "\($0)/\(name)" } }
        self.init(
            candidates: paths.filter { seen.insert($0).inserted && access($0, X_OK) == 0 },
            environment: environment)
    }

    /// Tries exactly these candidates.
    init(candidates: [String], environment: ChildEnvironment) {
        self.candidates = candidates
        self.environment = environment
    }

    /// The result for one candidate.
    enum Answer: Equatable {
        case usable
        case withoutVenv
        case tooOld
    }

    /// Returns the first candidate that is new enough and can create environments.
    ///
    /// Throws `BuiltInModelError.noVenv` if one is new enough but lacks the module, and `.noPython` if none is new
    /// enough.
    func find() async throws -> String {
        var withoutVenv: String?
        for path in candidates {
            let outcome = try? await Tool(path: path, environment: environment).run(["-I", "-c", Self.question])
            try Task.checkCancellation()
            switch Self.answer(outcome?.lines ?? []) {
            case .usable: return path
            case .withoutVenv: withoutVenv = withoutVenv ?? path
            case .tooOld: continue
            }
        }
        if let withoutVenv { throw BuiltInModelError.noVenv(python: withoutVenv) }
        throw BuiltInModelError.noPython
    }

    /// Debian moves `ensurepip` to the package python3-venv; a check for `venv` alone would succeed without it.
    static let question = """
        import sys
        print("version", *sys.version_info[:2])
        import venv, ensurepip
        print("venv")
        """

    /// Parses the output of `question`.
    static func answer(_ lines: [String]) -> Answer {
        guard let line = lines.first(where: { $0.hasPrefix("version ") }) else { return .tooOld }
        let numbers = line.split(separator: " ").dropFirst().compactMap { Int($0) }
        guard numbers.count == 2, (numbers[0], numbers[1]) >= (3, 10) else { return .tooOld }
        return lines.contains("venv") ? .usable : .withoutVenv
    }
}
