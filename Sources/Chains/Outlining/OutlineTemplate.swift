/// Titles that fit any topic, for when a model cannot give enough of its own.
enum OutlineTemplate {
    static let titles = [
        "Why This Matters", "The Basic Ideas", "How It Works in Practice", "A Worked Example",
        "Common Mistakes", "Tools and Choices", "Questions People Ask", "Where to Go Next",
    ]
}
