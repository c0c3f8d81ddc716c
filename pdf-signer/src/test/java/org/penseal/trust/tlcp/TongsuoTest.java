// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tongsuo.Tongsuo;

/** Our client and our server with a Tongsuo, which is nobody of ours. */
@Tag("slow")
class TongsuoTest {
  private static final Duration FLIGHT = Duration.ofSeconds(60);

  @TempDir static Path folder;

  @BeforeAll
  static void here() {
    assumeTrue(Tongsuo.runsHere(), "Tongsuo's library is for x86-64 on Linux only");
  }

  private static PeerCheck check() throws Exception {
    X509Certificate root = Recorded.certificate("ca");
    return shown -> {
      try {
        shown.signing().verify(root.getPublicKey(), "BC");
        shown.encryption().orElseThrow().verify(root.getPublicKey(), "BC");
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    };
  }

  private static TlcpSuite ours(String suite) {
    return suite.contains("GCM") ? TlcpSuite.ECC_SM4_GCM_SM3 : TlcpSuite.ECC_SM4_CBC_SM3;
  }

  @ParameterizedTest
  @CsvSource({
    "ECC-SM2-SM4-GCM-SM3,one-way",
    "ECC-SM2-SM4-CBC-SM3,one-way",
    "ECC-SM2-SM4-GCM-SM3,mutual",
    "ECC-SM2-SM4-CBC-SM3,mutual"
  })
  void ourClientSpeaksToTongsuo(String suite, String way) throws Exception {
    boolean mutual = way.equals("mutual");
    TlcpClient client = new TlcpClient(mutual ? Recorded.identity("client") : null);
    try (Tongsuo tongsuo = Tongsuo.start(folder, List.of("server", "tlcp", suite, way), 0, 2)) {
      int port = tongsuo.port();
      for (String state : List.of("new", "resumed")) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            TlcpConnection connection =
                client.connect(socket, "127.0.0.1:" + port, check(), FLIGHT)) {
          assertEquals(
              "connected NTLSv1.1 %s %s %s verified 0"
                  .formatted(suite, state, mutual ? "peer" : "nobody"),
              tongsuo.line());
          assertEquals(ours(suite), connection.suite());
          assertEquals(state.equals("resumed"), connection.resumed());
          byte[] line = ("x".repeat(100_000) + "\n").getBytes(StandardCharsets.US_ASCII);
          connection.output().write(line);
          byte[] back = connection.input().readAllBytes();
          assertEquals(line.length, back.length);
          assertTrue(java.util.Arrays.equals(line, back));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ECC-SM2-SM4-GCM-SM3,one-way",
    "ECC-SM2-SM4-CBC-SM3,one-way",
    "ECC-SM2-SM4-GCM-SM3,mutual",
    "ECC-SM2-SM4-CBC-SM3,mutual"
  })
  void tongsuoSpeaksToOurServer(String suite, String way) throws Exception {
    boolean mutual = way.equals("mutual");
    Optional<TlcpServer.Clients> clients =
        mutual
            ? Optional.of(
                new TlcpServer.Clients(check(), List.of(Recorded.certificate("ca")), true))
            : Optional.empty();
    TlcpServer server = new TlcpServer(Recorded.identity("server"), clients);
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        Tongsuo tongsuo =
            Tongsuo.start(
                folder, List.of("client", "tlcp", suite, way), listening.getLocalPort(), 2)) {
      listening.setSoTimeout(60_000);
      for (String state : List.of("new", "resumed")) {
        try (Socket socket = listening.accept();
            TlcpConnection connection = server.accept(socket, FLIGHT)) {
          assertEquals(
              "connected NTLSv1.1 " + suite + " " + state + " peer verified 0", tongsuo.line());
          assertEquals(state.equals("resumed"), connection.resumed());
          assertEquals(
              mutual ? "CN=client sign,C=CN" : "",
              connection
                  .peer()
                  .map(each -> each.signing().getSubjectX500Principal().getName())
                  .orElse(""));
          assertEquals(
              "hello\n", new String(connection.input().readNBytes(6), StandardCharsets.US_ASCII));
          connection.output().write("back\n".getBytes(StandardCharsets.US_ASCII));
          assertEquals("read back", tongsuo.line());
          assertEquals(-1, connection.input().read());
        }
      }
    }
  }
}
