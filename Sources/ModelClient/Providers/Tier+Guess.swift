package import Chains

extension ModelProfile.Tier {
    /// Guesses the tier from a model's name: how much one call can ask for.
    ///
    /// The largest size in the name counts (`30b-a3b` is large); up to 4 billion parameters is small. Without a size,
    /// only a few families that come in small sizes are small.
    package init(model: String) {
        let name = model.lowercased()
        let sizes = Self.billions(in: name)
        if let largest = sizes.max() {
            self = largest <= 4 ? .small : .large
            return
        }
        let smallFamilies = ["smollm", "tinyllama", "tinystories", "stablelm-zephyr", "phi-2", "phi2"]
        // Ollama's plain `llama3.2` has 3 billion parameters; the vision models of that name have 11 billion or more.
        let isSmallLlama = name.contains("llama3.2") && !name.contains("vision")
        self = isSmallLlama || smallFamilies.contains { name.contains($0) } ? .small : .large
    }

    /// Returns the sizes in a name, in billions of parameters: `0.5b`, `135m`, `8x7b` (as 56).
    private static func billions(in name: String) -> [Double] {
        let words = name.split { !($0.isLetter || $0.isNumber || $0 == ".") }
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
