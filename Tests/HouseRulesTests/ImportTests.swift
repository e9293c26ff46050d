import Platform
import Testing

/// The directions of the imports between rooms (design §3).
struct ImportTests {
    /// What each room may import; nothing else.
    static let allowed: [String: Set<String>] = [
        "Platform": ["Glibc", "Darwin", "FoundationEssentials", "Foundation"],
        "Manuscript": ["Platform", "CMarkGFM"],
        "Chains": ["Platform", "Manuscript"],
        "ModelClient": [
            "Platform", "Manuscript", "Chains", "CLibCurl", "Subprocess", "SystemPackage", "Dispatch",
            "Synchronization",
        ],
        "Terminal": ["Platform", "CLibEdit", "CMarkGFM", "Dispatch"],
        "Workbench": ["Platform", "Manuscript", "Chains", "Terminal", "Subprocess", "SystemPackage"],
        "galley": ["Platform", "Manuscript", "Chains", "ModelClient", "Terminal", "Workbench", "ArgumentParser"],
    ]

    /// The modules that a file imports.
    static func imports(of text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard let match = line.firstMatch(of: /^(?:@\w+ )?(?:public |package |internal )?import (?:\w+ )?(\w+)/)
            else { return nil }
            return String(match.1)
        }
    }

    @Test(arguments: allowed.keys.sorted())
    func aRoomImportsWhatItMay(room: String) throws {
        let files = try Repository.swiftFiles(below: "Sources/\(room)")
        #expect(!files.isEmpty)
        for file in files {
            let strangers = Set(Self.imports(of: try Repository.text(file))).subtracting(Self.allowed[room] ?? [])
            #expect(strangers.isEmpty, "\(file) imports \(strangers)")
        }
    }

    @Test func everyRoomHasARule() throws {
        let rooms = try Files.names(in: "\(Repository.root)/Sources").filter { !$0.hasPrefix("C") || $0 == "Chains" }
        #expect(Set(rooms) == Set(Self.allowed.keys))
    }

    @Test func onlyOneRoomKnowsTheSystem() throws {
        for file in try Repository.swiftFiles(below: "Sources") where !file.hasPrefix("Sources/Platform/") {
            let text = try Repository.text(file)
            let asks = ["Glibc", "Darwin", "FoundationEssentials"].filter { text.contains("canImport(\($0))") }
            #expect(asks.isEmpty, "\(file) asks for the system")
        }
    }

    @Test func importsAreSeen() {
        #expect(
            Self.imports(of: "package import Foundation\nimport A\n@_exported public import B\n// import C") == [
                "Foundation", "A", "B",
            ])
    }
}
