// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.trust.tlcp.Recorded;
import org.penseal.trust.tongsuo.Tongsuo;

/** Our client of RFC 8998 with a server that is nobody of ours. */
@Tag("slow")
class TongsuoSmTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"one-way", "mutual"})
  void ourClientSpeaksToTongsuo(String way) throws Exception {
    assumeTrue(Tongsuo.runsHere(), "Tongsuo's library is for x86-64 on Linux only");
    boolean mutual = way.equals("mutual");
    TlsIdentity own =
        new TlsIdentity(
            Recorded.key("client-sign"),
            List.of(Recorded.certificate("client-sign"), Recorded.certificate("ca")));
    TlsTrust trust = new TlsTrust(List.of(Recorded.certificate("ca")), mutual ? own : null);
    try (Tongsuo tongsuo =
            Tongsuo.start(folder, List.of("server", "rfc8998", "TLS_SM4_GCM_SM3", way), 0, 1);
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), tongsuo.port())) {
      socket.setSoTimeout(20_000);
      try (Socket secure = new SmWire(trust).wrap(socket, "127.0.0.1")) {
        assertEquals(
            "connected TLSv1.3 TLS_SM4_GCM_SM3 new " + (mutual ? "peer" : "nobody") + " verified 0",
            tongsuo.line());
        byte[] line = ("x".repeat(50_000) + "\n").getBytes(StandardCharsets.US_ASCII);
        secure.getOutputStream().write(line);
        assertEquals(line.length, secure.getInputStream().readNBytes(line.length).length);
      }
    }
  }
}
