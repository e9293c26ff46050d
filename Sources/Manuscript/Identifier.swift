/// Makes ids that are short enough to read and long enough to be unique within a session.
package enum Identifier {
    /// Returns ten characters of Crockford's base 32 (50 bits) from the system's random number generator.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// Returns an id from the given generator, so that tests are repeatable.
    package static func random(using generator: inout some RandomNumberGenerator) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return String((0..<10).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}
