// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CredentialException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.Listener;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;

@Tag("slow")
class DemoTlsTest {
  @TempDir Path folder;

  private static TlsIdentity identity(Pkcs12Pair pair) {
    Pkcs12File other = pair.encryption().orElseThrow();
    return new TlsIdentity(
        pair.signing().key(),
        pair.signing().chain(),
        new TlsIdentity.Encryption(other.key(), other.chain().getFirst()));
  }

  // The root's key lies in the same folder.
  @ParameterizedTest
  @ValueSource(strings = {"tls-root", "TLS-Root", "../outside", "a/b", "a.b", "", "a b", "a\n"})
  void nameThatIsNoneOrTheRootsIsRefused(String name) throws Exception {
    SigningBench.registerProvider();
    DemoTls demo = DemoTls.in(folder, Clock.systemUTC(), new SecureRandom());
    assertThrows(
        CredentialException.BadCertificate.class, () -> demo.pair(name, List.of("localhost")));
  }

  @Test
  void serverAndClientOfTheDemoKnowEachOtherOverTlcpAlsoTheNextTime() throws Exception {
    SigningBench.registerProvider();
    for (int i = 0; i < 2; i++) {
      DemoTls demo = DemoTls.in(folder, Clock.systemUTC(), new SecureRandom());
      TlsIdentity server = identity(demo.pair("server", List.of("localhost", "127.0.0.1")));
      TlsIdentity client = identity(demo.pair("station-7", List.of()));
      ClientTrust clients = new ClientTrust(List.of(demo.root()), true);
      ServerWire wire = new TlcpServerWire(server.tlcp(), Optional.of(clients), ServerWire.FLIGHT);
      try (Listener listener = Listener.start(wire)) {
        TlsTrust trust = new TlsTrust(List.of(demo.root()), client);
        HttpExchange http = new HttpExchange(Duration.ofSeconds(60), trust);
        for (String host : List.of("localhost", "127.0.0.1")) {
          URI uri = URI.create("tlcp+https://" + host + ":" + listener.port() + "/");
          assertEquals(200, http.get(uri).status());
          assertEquals("TLCP CN=station-7", listener.seen.poll(60, TimeUnit.SECONDS));
        }
      }
    }
  }
}
