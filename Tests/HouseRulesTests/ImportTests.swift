import Testing

/// Which room may see which: the direction of the imports, as CONTRIBUTING.md draws it.
struct ImportTests {
    /// The imports that each room may have; a room that is not listed may import nothing.
    static let allowed: [String: Set<String>] = [
        "Platform": [],
        "Markdown": ["Platform", "CMarkGFM"],
        "Manuscript": ["Markdown", "Platform", "CYAML", "CZLib"],
        "Chains": ["Manuscript", "Markdown", "Platform"],
        "Configuration": ["Chains", "Manuscript", "Markdown", "Platform"],
        "Library": ["Manuscript", "Markdown", "Platform", "CLibXML2", "CSQLite", "Subprocess"],
        "Storage": ["Manuscript", "Platform"],
        "Commands": [
            "Chains", "Configuration", "Library", "Manuscript", "Markdown", "Platform", "Storage", "Subprocess",
        ],
        "ModelClient": [
            "Chains", "Configuration", "Library", "Manuscript", "Markdown", "Platform", "CLibCurl", "Subprocess",
            "Dispatch",
        ],
        "Terminal": ["Markdown", "Platform", "CLibEdit", "CSignals", "Dispatch"],
        "REPL": ["Chains", "Commands", "Configuration", "Manuscript", "Markdown", "Platform", "Storage", "Terminal"],
        "galley": [
            "Chains", "Commands", "Configuration", "Manuscript", "Markdown", "ModelClient", "Platform", "REPL",
            "Storage",
            "Terminal", "ArgumentParser", "CBuild",
        ],
    ]

    /// The operating system itself, which `Platform/System.swift` re-exports to everybody.
    static let system: Set<String> = [
        "Glibc", "Darwin", "FoundationEssentials", "Foundation", "SystemPackage", "System",
    ]
    static let systemFile = "Sources/Platform/System.swift"

    /// The modules that a file imports, in order.
    static func imports(of file: Repository.File) -> [String] {
        let pattern =
            /^\s*(?:@\w+\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|typealias|var|let)\s+)?(\w+)/
        return file.code.filter { $0.contains("import") }.compactMap { line in
            line.firstMatch(of: pattern).map { String($0.output.1) }
        }
    }

    /// The forbidden imports of a file.
    static func strangers(in file: Repository.File) -> [String] {
        let mayImport = (allowed[file.room] ?? []).union(file.path == systemFile ? system : [])
        return imports(of: file).filter { !mayImport.contains($0) }
    }

    @Test func everyRoomImportsOnlyWhatItMay() throws {
        let files = try Repository.sources()
        #expect(files.count > 100)
        for file in files { #expect(Self.strangers(in: file) == [], "\(file.path)") }
    }

    @Test func onlyOneRoomKnowsEachLibrary() throws {
        func rooms(importing module: String) throws -> Set<String> {
            Set(try Repository.sources().filter { Self.imports(of: $0).contains(module) }.map(\.room))
        }
        #expect(try rooms(importing: "CLibEdit") == ["Terminal"])
        #expect(try rooms(importing: "CLibCurl") == ["ModelClient"])
        #expect(try rooms(importing: "CYAML") == ["Manuscript"])
        #expect(try rooms(importing: "CZLib") == ["Manuscript"])
        #expect(try rooms(importing: "CSQLite") == ["Library"])
        #expect(try rooms(importing: "CLibXML2") == ["Library"])
    }

    @Test func noShippedFileImportsFoundation() throws {
        for file in try Repository.sources() where file.path != Self.systemFile {
            let found = Self.imports(of: file).filter { Self.system.contains($0) || $0 == "FoundationNetworking" }
            #expect(found == [], "\(file.path)")
        }
        // Where the system has no FoundationEssentials of its own (macOS), Foundation stands in, and only there.
        let system = try Repository.file(Self.systemFile)
        let guarded =
            /#if canImport\(FoundationEssentials\)\n[^\n]*FoundationEssentials\n#else\n[^\n]*import Foundation\n#endif/
        #expect(system.text.contains(guarded))
    }

    @Test(arguments: [
        ("Sources/Manuscript/X.swift", "import Chains", ["Chains"]),
        ("Sources/Platform/X.swift", "package import Manuscript", ["Manuscript"]),
        ("Sources/Chains/X.swift", "@testable import Terminal\nimport Platform", ["Terminal"]),
        ("Sources/Commands/X.swift", "import struct Foundation.Date", ["Foundation"]),
        ("Sources/Commands/X.swift", "  @_exported public import FoundationNetworking", ["FoundationNetworking"]),
        ("Sources/galley/X.swift", "import CLibEdit\nimport Commands", ["CLibEdit"]),
        ("Sources/Elsewhere/X.swift", "import Platform", ["Platform"]),
        ("Sources/Commands/X.swift", "let script = \"\"\"\n    import os\n    \"\"\"\nimport os", ["os"]),
        ("Sources/Commands/X.swift", "// import Foundation\nlet text = \"important\"", []),
    ])
    func theRuleCanFail(path: String, text: String, expected: [String]) {
        #expect(Self.strangers(in: .init(path: path, text: text)) == expected)
    }
}
