// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.trust.embedded.DemoTls;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;

/** A timestamp service behind TLCP that asks clients who they are, from the command line. */
@Slow
class TlcpCommandTest {
  private static final char[] PASSWORD = "demo".toCharArray();

  @TempDir Path folder;
  private EmbeddedTrust trust;
  private ServerSocket listening;
  private Path root;
  private Pkcs12Pair client;

  @BeforeEach
  void start() throws Exception {
    Station.registerProvider();
    Path keys = Files.createDirectory(folder.resolve("keys"));
    trust =
        EmbeddedTrust.start(
            keys, request -> Optional.empty(), Clock.systemUTC(), new SecureRandom());
    trust.writeRoots(folder.resolve("data/trust"));
    DemoTls tls = DemoTls.in(keys, Clock.systemUTC(), new SecureRandom());
    root = pem(tls.root());
    Pkcs12Pair own = tls.pair("server", List.of("localhost"));
    client = tls.pair("station-7", List.of());
    Pkcs12File other = own.encryption().orElseThrow();
    TlsIdentity identity =
        new TlsIdentity(
            own.signing().key(),
            own.signing().chain(),
            new TlsIdentity.Encryption(other.key(), other.chain().getFirst()));
    ServerWire wire =
        new TlcpServerWire(
            identity.tlcp(),
            Optional.of(new ClientTrust(List.of(tls.root()), true)),
            ServerWire.FLIGHT);
    listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(() -> relay(wire));
    Files.writeString(folder.resolve("password"), "demo\n");
    Files.writeString(folder.resolve("in.txt"), "text");
  }

  private Path pem(X509Certificate certificate) throws Exception {
    return Files.writeString(
        folder.resolve("root.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  // Each connection goes on to the plain service, byte by byte in both directions.
  private void relay(ServerWire wire) {
    URI service = trust.tsaUri();
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept();
          Socket secure = wire.accept(socket).socket();
          Socket plain = new Socket(service.getHost(), service.getPort())) {
        Thread.ofVirtual().start(() -> copy(secure, plain));
        plain.getInputStream().transferTo(secure.getOutputStream());
      } catch (IOException e) {
        // The next client.
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // The other direction ends with it.
    }
  }

  @AfterEach
  void stop() throws IOException {
    listening.close();
    trust.close();
  }

  private CommandLineRun stamp(String scheme, Object... further) {
    URI service = trust.tsaUri();
    String address = scheme + "://localhost:" + listening.getLocalPort() + service.getPath();
    List<Object> words = new ArrayList<>(List.of("timestamp", folder.resolve("in.txt")));
    words.addAll(List.of("--data", folder.resolve("data"), "--lang", "en", "--tsa", address));
    words.addAll(List.of("--out", folder.resolve("stamp-" + further.length + ".tst")));
    words.addAll(List.of("--tls-trust", root));
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  @Test
  void stampComesOverTlcpToAClientThatIsKnown() throws Exception {
    assertEquals("tls-failed", stamp("tlcp+https").code());
    assertEquals("tls-failed", stamp("sm+https").code());
    Path both = folder.resolve("keys").resolve("station-7.p12");
    CommandLineRun one =
        stamp("tlcp+https", "--tls-key", both, "--tls-password-file", folder.resolve("password"));
    assertEquals(0, one.exit(), one.err());
    Path signing = folder.resolve("sign.p12");
    Path encryption = folder.resolve("enc.p12");
    client.signing().write(signing, PASSWORD, "key", 100);
    client.encryption().orElseThrow().write(encryption, PASSWORD, "key", 100);
    List<Object> words = new ArrayList<>(List.of("--tls-key", signing));
    words.addAll(List.of("--tls-password-file", folder.resolve("password")));
    assertEquals("tls-failed", stamp("tlcp+https", words.toArray()).code());
    words.addAll(List.of("--tls-encryption-key", encryption));
    CommandLineRun two = stamp("tlcp+https", words.toArray());
    assertEquals(0, two.exit(), two.err());
  }

  @Test
  void stampComesToAClientWhoseKeyIsInAToken() throws Exception {
    Path at = Files.createDirectory(folder.resolve("skf"));
    Path library = at.resolve("libskf.so");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                SkfCommandTest.SOURCE.toString(),
                "-ldl")
            .inheritIO()
            .start();
    assertEquals(0, gcc.waitFor());
    Path token = Files.createDirectory(at.resolve("token-1"));
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(token.resolve("key.pem")))) {
      pem.writeObject(client.signing().key());
    }
    X509Certificate encryption = client.encryption().orElseThrow().chain().getFirst();
    Files.write(token.resolve("cert.der"), client.signing().chain().getFirst().getEncoded());
    Files.writeString(token.resolve("pin"), "12345678");
    Files.writeString(token.resolve("tries"), "2");
    Files.writeString(at.resolve("devices"), "token-1\n\n");
    Path pin = Files.writeString(folder.resolve("pin"), "12345678\n");
    List<Object> words =
        new ArrayList<>(List.of("--tls-key", "skf:" + library + "?app=GM应用&container=sign"));
    words.addAll(List.of("--tls-password-file", pin));
    assertEquals("tls-failed", stamp("tlcp+https", words.toArray()).code());
    Path beside = Files.write(folder.resolve("enc.der"), encryption.getEncoded());
    List<Object> named = new ArrayList<>(words);
    named.addAll(List.of("--tls-encryption-key", beside));
    CommandLineRun one = stamp("tlcp+https", named.toArray());
    assertEquals(0, one.exit(), one.err());
    Files.copy(beside, token.resolve("enc.der"));
    CommandLineRun two = stamp("tlcp+https", words.toArray());
    assertEquals(0, two.exit(), two.err());
    Files.delete(folder.resolve("stamp-" + words.size() + ".tst"));
    Files.writeString(token.resolve("behaviour"), "removed");
    assertEquals("token-removed", stamp("tlcp+https", words.toArray()).code());
    Files.writeString(token.resolve("behaviour"), "");
    Path other = folder.resolve("other.p12");
    client.encryption().orElseThrow().write(other, PASSWORD, "key", 100);
    KeyFile.openssl(
        0,
        "pkcs12",
        "-in",
        other,
        "-passin",
        "pass:demo",
        "-nodes",
        "-nocerts",
        "-out",
        token.resolve("key.pem"));
    assertEquals("key-refused", stamp("tlcp+https", words.toArray()).code());
    Files.writeString(pin, "87654321\n");
    CommandLineRun wrong = stamp("tlcp+https", words.toArray());
    assertEquals("token-pin-wrong", wrong.code(), wrong.err());
    // One try was taken, not one for each part of the command.
    assertEquals("1", Files.readString(token.resolve("tries")));
  }
}
