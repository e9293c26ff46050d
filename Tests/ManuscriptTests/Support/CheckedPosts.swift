import Manuscript

/// A post with one section for each text.
func checkedPost(
    _ texts: [String], topic: String = "Data", titles: [String] = ["One", "Two"],
    _ style: (inout Style) -> Void = { _ in }
) -> CheckedPost {
    let markdown = zip(titles, texts).map { "## \($0)\n\n\($1)" }.joined(separator: "\n\n")
    var post = CheckedPost(markdown: markdown)
    style(&post.style)
    post.topic = topic
    return post
}

/// Texts for the checks that look for repetitions.
enum RetoldTexts {
    static let bees =
        "Worker bees collect nectar from flowers and carry it to the hive, where enzymes turn it into honey. "
        + "A keeper takes the full combs in summer and leaves them enough for the winter."
    static let beesAgain =
        "In the hive, enzymes turn the nectar that worker bees have collected from flowers into honey. "
        + "In summer a keeper takes combs that are full and leaves enough for the winter."
    static let bread =
        "A baker kneads dough from flour and water and lets yeast raise it overnight before baking. "
        + "The oven is hot long before the loaf goes in, and steam keeps the crust soft."
    static let ships =
        "Sailors reef the canvas when a storm darkens the horizon and the barometer falls quickly. "
        + "Below deck the cook ties down his pots, and nobody sleeps until the wind turns."

    /// A post with these texts.
    static func post(_ bodies: [String]) -> CheckedPost {
        CheckedPost(
            markdown: bodies.enumerated().map { "## Part \($0 + 1)x\n\n\($1)\n" }.joined(separator: "\n"))
    }
}
