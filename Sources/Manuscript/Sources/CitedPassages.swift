/// The passages of a post's sources by address, with the judge of claims that knows their words.
package struct CitedPassages: Sendable {
    private let byAddress: [Passage.Address: Passage]
    /// The judge of claims.
    package let support: ClaimSupport

    /// Makes a set of passages; `texts` are those of the post, whose ordinary words the judge knows too.
    package init(_ passages: [Passage], texts: [String]) {
        byAddress = Dictionary(passages.map { ($0.address, $0) }) { first, _ in first }
        let german = TextLanguage.of(texts.joined(separator: "\n"))?.code == "de"
        support = ClaimSupport(texts: texts + passages.map(\.text), capitalizesNouns: german)
    }

    /// The passage with an address; nil if there is none.
    package subscript(address: Passage.Address) -> Passage? { byAddress[address] }
}

extension CitedPassages: Equatable {
    /// Compares the passages.
    package static func == (left: CitedPassages, right: CitedPassages) -> Bool { left.byAddress == right.byAddress }
}
