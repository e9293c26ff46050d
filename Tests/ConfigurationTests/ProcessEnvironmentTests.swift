import Testing

@testable import Configuration

@Suite struct ProcessEnvironmentTests {
    @Test func theRealEnvironmentWins() {
        let processEnvironment = ProcessEnvironment(
            real: ["A_KEY": "real", "B_KEY": "", "C_KEY": " "],
            dotEnv: ["A_KEY": "x", "B_KEY": "x", "GALLEY_MODEL": " d "])
        #expect(processEnvironment.all == ["A_KEY": "real", "B_KEY": "", "C_KEY": " ", "GALLEY_MODEL": " d "])
        #expect(processEnvironment.variable("A_KEY") == Sourced("real", .variable("A_KEY")))
        // Set to nothing is set, and is not overridden.
        #expect(processEnvironment.variable("B_KEY") == nil && processEnvironment.variable("C_KEY") == nil)
        #expect(processEnvironment.variable("GALLEY_MODEL") == Sourced("d", .dotEnv("GALLEY_MODEL")))
        #expect(processEnvironment.variable("E_KEY") == nil)
    }

    @Test func aFolderSetsNothingThatRunsProgramsOrLeadsElsewhere() {
        let taken = ["GALLEY_BASE_URL", "GROQ_API_KEY", "OPENAI_MODEL", "OLLAMA_HOST", "WORK_TOKEN", "WORK_API_KEY"]
        let others = [
            "EDITOR", "VISUAL", "PATH", "LD_PRELOAD", "https_proxy", "SSL_CERT_FILE", "HOME", "XDG_CONFIG_HOME",
        ]
        let values = (taken + others).map { ($0, "x") }
        #expect(
            ProcessEnvironment(dotEnv: Dictionary(uniqueKeysWithValues: values)).all.keys.sorted() == taken.sorted())
    }

    @Test func filesInTheWorkingFolderBelongToTheProject() {
        #expect(SettingSource.dotEnv("A").isProjects)
        #expect(SettingSource.file(.init(path: "p", isProjects: true), line: nil).isProjects)
        for source in [
            .flag("--x"), .session, .variable("A"), .file(.init(path: "u"), line: 1), SettingSource.standard,
        ] {
            #expect(!source.isProjects)
        }
    }
}
