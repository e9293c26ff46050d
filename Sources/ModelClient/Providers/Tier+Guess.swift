package import Chains
import Platform

extension ModelProfile.Tier {
    /// Guesses the tier from the number of parameters: from about one billion medium, from about seven billion large.
    ///
    /// Models sold as one billion have as few as 0.999 billion (Gemma 3), those sold as seven as few as 6.7 (Llama 2).
    /// Returns nil for a number that no language model has.
    package init?(parameters: Int) {
        guard (1_000_000...100_000_000_000_000).contains(parameters) else { return nil }
        self.init(billions: Double(parameters) / 1_000_000_000)
    }

    /// Guesses the tier from a model's name: how much one call can ask for.
    ///
    /// The largest size in the name counts (`30b-a3b` is large). Without a size, only a few families that come in small
    /// sizes are not large.
    package init(model: String) {
        let name = model.lowercased()
        if let largest = Self.billions(in: name).max() {
            self.init(billions: largest)
        } else if ["smollm", "tinystories"].contains(where: { name.contains($0) }) {
            self = .small
        } else {
            // Ollama's plain `llama3.2` has 3 billion parameters; the vision models of that name have 11 or more.
            let isSmallLlama = name.contains("llama3.2") && !name.contains("vision")
            let families = ["tinyllama", "stablelm-zephyr", "phi-2", "phi2"]
            self = isSmallLlama || families.contains { name.contains($0) } ? .medium : .large
        }
    }

    private init(billions: Double) { self = billions < 0.95 ? .small : billions < 6.5 ? .medium : .large }

    /// Returns the sizes in a name, in billions of parameters: `0.5b`, `135m`, `8x7b` (as 56).
    private static func billions(in name: String) -> [Double] {
        let words = name.split { !($0.isWordPart || $0 == ".") }
        return words.compactMap { word in
            guard let unit = word.last, unit == "b" || unit == "m" else { return nil }
            // Gemma writes `e2b` for an effective size.
            let number = word.dropLast().drop { $0 == "e" || $0 == "a" }
            let factors = number.split(separator: "x", omittingEmptySubsequences: false).map { Double($0) }
            guard !factors.isEmpty, !factors.contains(nil) else { return nil }
            let size = factors.compactMap { $0 }.reduce(1, *)
            return unit == "b" ? size : size / 1000
        }
    }
}
