import Testing

@testable import Chains

/// Every failure of a proxy names the proxy and a way out.
struct ProxyFailureTests {
    @Test(arguments: [
        (ProxyFailure.Kind.unreachable(reason: "no route"), ["no route", "https_proxy", "NO_PROXY"]),
        (.wantsPassword(given: false), ["NAME:PASSWORD@", "https_proxy"]),
        (.wantsPassword(given: true), ["does not accept", "https_proxy"]),
        (.refused(said: "403 Forbidden"), ["403 Forbidden", "the server", "NO_PROXY"]),
        (.noConnection(said: "504"), ["504", "the server", "`:set baseURL`"]),
    ])
    func theProxyAndTheWayOutAreNamed(kind: ProxyFailure.Kind, words: [String]) {
        let failure = ProxyFailure(proxy: "proxy:3128", variable: "https_proxy", kind: kind)
        let sentence = failure.sentence(server: "the server")
        #expect(sentence.hasPrefix("The proxy proxy:3128 ") && sentence.hasSuffix("."))
        for word in words { #expect(sentence.contains(word), "\(sentence)") }
        #expect(ModelError.proxy(failure, server: "the server").sentence == sentence)
    }
}
