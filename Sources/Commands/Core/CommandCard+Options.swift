import Platform

extension CommandCard {
    /// Throws `CommandError.unknownOption` for an unknown option such as `--repare`.
    ///
    /// A command that takes text rejects only words that resemble its options, since others may be text.
    func checkOptions(in arguments: Arguments) throws {
        let (own, takesText) = (flags.map(\.name), parameters.contains { $0.kind == .text })
        for word in arguments.rest.split(whereSeparator: \.isWhitespace) {
            let name = PlainText.option(String(word.prefix { $0 != "=" }))
            guard name.wholeMatch(of: /--[a-zA-Z][a-zA-Z-]*/) != nil, !own.contains(name) else { continue }
            let nearest = Spelling.nearest(to: String(name.dropFirst(2)), among: own.map { String($0.dropFirst(2)) })
            guard nearest != nil || !takesText else { continue }
            throw CommandError.unknownOption(name, nearest: nearest.map { "--\($0)" }, command: self.name)
        }
    }
}
