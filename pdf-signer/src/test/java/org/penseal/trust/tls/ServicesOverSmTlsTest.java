// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.EventRequest;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.cmp.CmpClient;

/** The embedded authorities behind a server that speaks the SM suite only. */
@Tag("slow")
class ServicesOverSmTlsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String HOST = "subjectAltName=DNS:localhost";

  @TempDir Path folder;
  private OpensslKey root;
  private OpensslKey own;

  @BeforeEach
  void make() throws Exception {
    root = Site.root(folder, OpensslKey.SM2, "SM root");
    own = Site.issued(folder, OpensslKey.SM2, root, HOST);
  }

  private SmServer before(URI service) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    return SmServer.start(
        own.read(), SmServer.Behaviour.RFC_8998, body -> passed(http, service, body));
  }

  private static byte[] passed(HttpClient http, URI service, byte[] body) {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(service)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      String head =
          "HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n"
              .formatted(answer.statusCode(), answer.body().length);
      all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(answer.body());
      return all.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private TlsTrust trust() throws Exception {
    return new TlsTrust(List.of(root.read().chain().getFirst()), null);
  }

  @Test
  void timestampComesOverTheSmSuite() throws Exception {
    try (SigningBench bench = SigningBench.open(folder);
        SmServer server = before(bench.trust.tsaUri())) {
      List<URI> uris = List.of(server.uri("localhost"));
      Octets data = Octets.of(new byte[] {1, 2, 3});
      TimestampClient client =
          new TimestampClient(uris, TIMEOUT, trust(), SigningBench.HASHING, new SecureRandom());
      assertNotNull(client.stamp(data).tsa());
      TimestampClient distrustful =
          new TimestampClient(uris, TIMEOUT, SigningBench.HASHING, new SecureRandom());
      assertThrows(ServiceException.UntrustedServer.class, () -> distrustful.stamp(data));
      // The next address is asked all the same.
      TimestampClient two =
          new TimestampClient(
              List.of(uris.getFirst(), bench.trust.tsaUri()),
              TIMEOUT,
              SigningBench.HASHING,
              new SecureRandom());
      assertNotNull(two.stamp(data).tsa());
    }
  }

  @Test
  void certificateIsIssuedOverTheSmSuite() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SigningBench bench = SigningBench.open(folder);
        SmServer server = before(bench.trust.caUri());
        SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(new SecureRandom())) {
      CmpClient client =
          new CmpClient(
              server.uri("localhost"),
              bench.trust.protection(),
              TIMEOUT,
              trust(),
              SigningBench.HASHING,
              Clock.systemUTC());
      EventRequest request =
          new EventRequest(
              "x", key.publicKey(), SigningBench.binding(input), SigningBench.EVIDENCE.statement());
      Octets info = request.info();
      Octets csr = EventRequest.assemble(info, key.signRequest(info), Suite.SM2_SM3);
      assertEquals(bench.trust.signerRoot(), client.enroll(csr, bench.store()).getLast());
    }
  }
}
