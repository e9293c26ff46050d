import Platform

extension ProcessEnvironment {
    /// Returns the process environment with the additions from `./.env`.
    package static func current() -> ProcessEnvironment {
        var real: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { real[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        do {
            let bytes = try Files.read(".env", within: .small)
            return ProcessEnvironment(
                real: real, dotEnv: DotEnv(parsing: String(decoding: bytes, as: UTF8.self)).values)
        } catch let error as SystemError where error.code == ENOENT {
            return ProcessEnvironment(real: real)
        } catch {
            return ProcessEnvironment(real: real, remarks: [sentence(for: error)])
        }
    }
}
