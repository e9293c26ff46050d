/// Makes ids that are short enough to read and long enough not to meet twice within a session.
package enum Identifier {
    /// Ten characters of Crockford's base 32 (50 bits), from the system's random numbers.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// The same from a given source, for tests that must be repeatable.
    package static func random(using generator: inout some RandomNumberGenerator) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return String((0..<10).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}
