import Chains
import Manuscript
import Markdown

private let titles = ["Opening", "Storage", "Files and folders", "2.3 Tables", "Closing", "C++"]

/// A body has no headings and no control characters, leaves nothing open, and streams as it is.
func fuzz(_ input: [UInt8]) {
    let cuts = Cuts(input)
    let isConclusion = input.last.map { $0 % 2 == 1 } ?? false
    func filtered(_ pieces: [String]) -> String {
        var filter = BodyFilter(title: "Pipelines that run", otherTitles: titles, isConclusion: isConclusion)
        let streamed = pieces.reduce(into: "") { $0 += filter.push($1) }
        return streamed + filter.finish()
    }
    hold(filtered([cuts.text]) == filtered(cuts.texts), "the text is the same in pieces")
    let body = Sanitiser.body(
        from: cuts.text, title: "Pipelines that run", otherTitles: titles, isConclusion: isConclusion)
    hold(!body.unicodeScalars.contains(where: isControl), "there are no control characters")
    let headings = Markdown.headings(in: body + "\n\n# end\n")
    hold(headings.map(\.title) == ["end"], "there is no heading, and nothing is left open")
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
}
