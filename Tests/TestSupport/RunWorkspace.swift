import Chains
import Manuscript

/// Models for runs over many sections: each section gets the text that its number asks for.
package enum Authors {
    /// Answers by the number of the section.
    package static func by(
        parallel: Int = 1, _ answer: @escaping @Sendable (String) -> ScriptedReply
    ) -> ScriptedSupply {
        ScriptedSupply(parallel: parallel) { answer($0.section) }
    }

    /// A sentence of five words for each section.
    package static func plain(parallel: Int = 1) -> ScriptedSupply {
        by(parallel: parallel) { .text("This is part \($0) now.") }
    }
}
