/// A result of `galley doctor`: the state of one thing that Galley uses, and what to do about it.
package struct Finding: Sendable, Equatable {
    /// The kinds of results; only a fault makes something unusable.
    package enum State: String, Sendable {
        case ok, note, fault
    }

    /// The thing, in one word.
    package let area: String
    package let state: State
    /// The result, without a full stop.
    package let text: String
    /// Advice in whole sentences; empty if there is nothing to do.
    package let advice: String

    /// Makes a result.
    package init(_ area: String, _ state: State, _ text: String, advice: String = "") {
        (self.area, self.state, self.text, self.advice) = (area, state, text, advice)
    }

    /// Makes a result without a fault.
    package init(_ area: String, _ text: String) { self.init(area, .ok, text) }

    /// Makes a fault of an error's sentence, whose first part says what happened and the rest what to do.
    package init(_ area: String, fault sentence: String) {
        let cut = sentence.firstRange(of: ". ")
        let text = cut.map { String(sentence[..<$0.lowerBound]) } ?? sentence
        let advice = cut.map { String(sentence[$0.upperBound...]) } ?? ""
        self.init(area, .fault, text.hasSuffix(".") ? String(text.dropLast()) : text, advice: advice)
    }
}
