// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.DemoServer;
import org.penseal.key.Pkcs12File;
import org.penseal.signature.Pem;

/** {@code penseal admin} against a node, over TLS and over TLS with SM algorithms. */
@Slow
class AdminCommandTest {
  @TempDir static Path folder;
  private static DemoServer demo;
  private static int port;

  @BeforeAll
  static void starts() throws Exception {
    Path at = folder.resolve("demo");
    DemoServer.start(at).close(); // makes keys
    for (String name : List.of("system-sm2", "system-p256")) {
      Files.writeString(
          at.resolve(name + ".pem"),
          Pem.certificate(
              Pkcs12File.read(at.resolve(name + ".p12"), "penseal-demo".toCharArray())
                  .chain()
                  .getFirst()
                  .getEncoded()));
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    demo =
        DemoServer.start(
            at,
            text ->
                text.replaceFirst(
                    "\"version\" : 1",
                    """
                    "version" : 1, "admin" : {
                      "listen" : {"address" : "127.0.0.1:%d", "protection" : "choice",
                        "key" : "tls-sm2", "encryptionKey" : "tls-encryption",
                        "ordinaryKey" : "tls-p256", "clientNeeded" : true,
                        "clients" : ["trust/signer"]},
                      "people" : [
                        {"name" : "li", "certificate" : "system-p256.pem", "role" : "administrator"},
                        {"name" : "wang", "certificate" : "system-sm2.pem", "role" : "auditor"}]}
                    """
                        .formatted(port)));
  }

  @AfterAll
  static void ends() {
    demo.close();
  }

  private static CommandLineRun admin(String scheme, String key, String... words) {
    List<String> all = new ArrayList<>(List.of("admin"));
    all.addAll(List.of(words));
    all.addAll(
        List.of(
            "--server",
            scheme + "://localhost:" + port,
            "--tls-trust",
            demo.folder.resolve("trust/signer").toString(),
            "--tls-key",
            demo.folder.resolve(key).toString(),
            "--tls-password-file",
            demo.folder.resolve("password").toString()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  @Test
  void theStateIsShownOverBothKindsOfTls() throws Exception {
    CommandLineRun ordinary = admin("https", "system-p256.p12", "state");
    assertEquals(0, ordinary.exit(), ordinary.err());
    assertTrue(ordinary.out().contains("keys name=seal-sm2 use=sign on=true"), ordinary.out());
    CommandLineRun sm = admin("sm+https", "system-sm2.p12", "state", "--json");
    assertEquals(0, sm.exit(), sm.err());
    assertTrue(sm.out().contains("\"inRotation\":true"), sm.out());
  }

  /** More commands than one address has connections. */
  @Test
  void eachCommandClosesItsConnection() throws Exception {
    for (int i = 0; i < 20; i++) {
      CommandLineRun state = admin("https", "system-p256.p12", "state");
      assertEquals(0, state.exit(), state.err());
    }
  }

  @Test
  void aNodeIsSwitchedAndItsAuditRead() throws Exception {
    assertEquals(0, admin("https", "system-p256.p12", "application", "office", "off").exit());
    assertEquals(403, demo.post("/v1/digest", "text/plain", new byte[1]).statusCode());
    assertEquals(0, admin("https", "system-p256.p12", "application", "office", "on").exit());
    assertEquals(0, admin("https", "system-p256.p12", "key", "seal-sm2", "off").exit());
    assertEquals(0, admin("https", "system-p256.p12", "key", "seal-sm2", "on").exit());
    assertEquals(0, admin("https", "system-p256.p12", "drain").exit());
    assertEquals(0, admin("https", "system-p256.p12", "drain", "--end").exit());
    assertEquals(0, admin("https", "system-p256.p12", "reload").exit());
    CommandLineRun audit = admin("https", "system-p256.p12", "audit", "--most", "20");
    assertEquals(0, audit.exit(), audit.err());
    assertTrue(audit.out().contains("operation=admin-key-off key=seal-sm2"), audit.out());
  }

  @Test
  void whatTheRoleDoesNotAllowEndsWithTheReason() {
    CommandLineRun refused = admin("sm+https", "system-sm2.p12", "reload");
    assertEquals(1, refused.exit());
    assertTrue(refused.err().contains("[call-not-allowed]"), refused.err());
  }
}
