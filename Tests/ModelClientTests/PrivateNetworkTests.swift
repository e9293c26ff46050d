import Testing

@testable import ModelClient

@Suite struct PrivateNetworkTests {
    @Test(arguments: [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "::127.0.0.1",
    ])
    func specialAddressesAreNotPublic(host: String) {
        #expect(PrivateNetwork.contains(host: host) == true)
    }

    @Test(arguments: [
        "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8",
    ])
    func othersArePublic(host: String) {
        #expect(PrivateNetwork.contains(host: host) == false)
    }

    @Test(arguments: ["example.org", "127.0.0.1.example.org", "", "1.2.3"]) func namesAreNotAddresses(host: String) {
        #expect(PrivateNetwork.contains(host: host) == nil)
    }
}
