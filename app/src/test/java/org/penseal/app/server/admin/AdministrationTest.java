// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.DemoServer;
import org.penseal.app.server.api.OpenApi;
import org.penseal.key.Pkcs12File;
import org.penseal.signature.Pem;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tls.WireHttp;

/** Administration with client certificates, each answer held against docs/admin-openapi.yaml. */
@Slow
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdministrationTest {
  private static final char[] PASSWORD = "penseal-demo".toCharArray();
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final Set<String> COVERED = new TreeSet<>();

  @TempDir static Path folder;
  private static DemoServer demo;
  private static OpenApi openApi;
  private static int port;

  @BeforeAll
  static void starts() throws Exception {
    openApi = OpenApi.read("admin-openapi.yaml");
    Path at = folder.resolve("demo");
    DemoServer.start(at).close(); // makes keys
    for (String name : List.of("system-sm2", "system-p256", "person-sm2")) {
      Files.writeString(
          at.resolve(name + ".pem"),
          Pem.certificate(file(at, name).chain().getFirst().getEncoded()));
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    demo = DemoServer.start(at, AdministrationTest::administered);
  }

  private static String administered(String text) {
    return text.replaceFirst(
        "\"version\" : 1",
        """
        "version" : 1, "admin" : {
          "listen" : {"address" : "127.0.0.1:%d", "protection" : "choice", "key" : "tls-sm2",
            "encryptionKey" : "tls-encryption", "ordinaryKey" : "tls-p256", "clientNeeded" : true,
            "clients" : ["trust/signer/root-sm2.pem", "trust/signer/root-p256.pem"]},
          "people" : [
            {"name" : "li", "certificate" : "system-p256.pem", "role" : "administrator"},
            {"name" : "wang", "certificate" : "system-sm2.pem", "role" : "operator"},
            {"name" : "zhao", "certificate" : "person-sm2.pem", "role" : "auditor"}]}
        """
            .formatted(port));
  }

  @AfterAll
  static void everyOperationWasTried() throws Exception {
    demo.close();
    assertEquals(openApi.operations(), COVERED);
  }

  private static Pkcs12File file(Path at, String name) throws Exception {
    return Pkcs12File.read(at.resolve(name + ".p12"), PASSWORD);
  }

  private static TlsTrust trust(String kind, String shown) throws Exception {
    TrustStore roots =
        TrustStore.load(List.of(demo.folder.resolve("trust/signer/root-" + kind + ".pem")));
    Pkcs12File own = file(demo.folder, shown);
    return new TlsTrust(roots.anchors(Purpose.SIGNER), new TlsIdentity(own.key(), own.chain()));
  }

  private static HttpResponse<byte[]> asked(String operation, String query) throws Exception {
    String[] parts = operation.split(" ", 2);
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(OrdinaryTls.context(trust("p256", "system-p256")))
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + parts[1] + query))
              .timeout(Duration.ofSeconds(120))
              .method(parts[0], HttpRequest.BodyPublishers.noBody())
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static JsonNode done(String operation, String query) throws Exception {
    HttpResponse<byte[]> answer = asked(operation, query);
    JsonNode json = openApi.fits(operation, answer);
    assertEquals(200, answer.statusCode(), json.toString());
    COVERED.add(operation);
    return json;
  }

  private static int over(String shown, String method, String path) throws Exception {
    WireHttp wire = WireHttp.sm(trust("sm2", shown), Duration.ofSeconds(60));
    URI uri = URI.create("sm+https://localhost:" + port + path);
    HttpAnswer answer =
        method.equals("GET")
            ? wire.get(uri, 1 << 20)
            : wire.post(uri, "application/octet-stream", new byte[0], 1 << 20);
    return answer.status();
  }

  private static int digest() throws Exception {
    return demo.post("/v1/digest", "application/octet-stream", HELLO).statusCode();
  }

  @Test
  @Order(1)
  void rolesComeFromTheCertificateAndIncludeTheLesserOnes() throws Exception {
    assertEquals(200, over("person-sm2", "GET", "/admin/state"));
    assertEquals(200, over("person-sm2", "GET", "/admin/audit?most=5"));
    assertEquals(403, over("person-sm2", "POST", "/admin/drain?on=true"));
    assertEquals(200, over("system-sm2", "GET", "/admin/state"));
    assertEquals(200, over("system-sm2", "POST", "/admin/drain?on=false"));
    assertEquals(403, over("system-sm2", "POST", "/admin/reload"));
    String audit = Files.readString(demo.folder.resolve("data/audit/audit.log"));
    assertTrue(
        audit.contains(
            "\"application\":\"admin:zhao\",\"address\":\"127.0.0.1\",\"operation\":\"admin-drain\""),
        audit);
  }

  @Test
  @Order(2)
  void aCertificateThatIsNotNamedIsNobodysAndNoneDoesNotPass() throws Exception {
    // Another certificate of the same issuer.
    assertEquals(401, over("seal-sm2", "GET", "/admin/state"));
    TlsTrust none = new TlsTrust(trust("sm2", "person-sm2").anchors(), null);
    WireHttp wire = WireHttp.sm(none, Duration.ofSeconds(60));
    assertThrows(
        IOException.class,
        () -> wire.get(URI.create("sm+https://localhost:" + port + "/admin/state"), 1000));
  }

  @Test
  @Order(3)
  void theStateTellsOfKeysApplicationsAndCounters() throws Exception {
    digest();
    JsonNode state = done("GET /admin/state", "");
    assertTrue(state.path("ready").asBoolean());
    assertTrue(state.path("keys").toString().contains("\"seal-sm2\""), state.toString());
    assertTrue(state.at("/counters/calls").toString().contains("\"office\""), state.toString());
    assertEquals(400, asked("GET /admin/state", "?more=1").statusCode());
    assertEquals(404, asked("GET /admin/other", "").statusCode());
    assertEquals(405, asked("GET /admin/reload", "").statusCode());
  }

  @Test
  @Order(4)
  void aNodeOutOfTheRotationIsNotReadyAndStillAnswers() throws Exception {
    assertFalse(done("POST /admin/drain", "?on=true").path("inRotation").asBoolean());
    URI ready = URI.create("http://127.0.0.1:" + demo.ports.monitor() + "/health/ready");
    HttpRequest request = HttpRequest.newBuilder(ready).build();
    assertEquals(503, demo.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    assertEquals(200, digest());
    done("POST /admin/drain", "?on=false");
    assertEquals(200, demo.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    assertEquals(400, asked("POST /admin/drain", "").statusCode());
  }

  @Test
  @Order(5)
  void whatIsSwitchedOffStaysOffOverARestart() throws Exception {
    done("POST /admin/application", "?name=office&on=false");
    assertEquals(403, digest());
    done("POST /admin/application", "?name=office&on=true");
    assertEquals(200, digest());
    done("POST /admin/key", "?name=seal-p256&on=false");
    assertEquals(403, signed("seal-p256"));
    assertEquals(200, signed("seal-sm2"));
    assertEquals(400, asked("POST /admin/key", "?name=tls-sm2&on=false").statusCode());
    assertEquals(400, asked("POST /admin/application", "?name=none&on=false").statusCode());
    demo.close();
    demo = DemoServer.start(folder.resolve("demo"), AdministrationTest::administered);
    assertEquals(403, signed("seal-p256"));
    done("POST /admin/key", "?name=seal-p256&on=true");
    assertEquals(200, signed("seal-p256"));
  }

  private static int signed(String key) throws Exception {
    return demo.post("/v1/data/sign?key=" + key, "application/octet-stream", HELLO).statusCode();
  }

  @Test
  @Order(6)
  void applicationsAndLimitsAreReadAgain() throws Exception {
    Path file = demo.folder.resolve("serve.json");
    String before = Files.readString(file);
    try {
      Files.writeString(
          file,
          before
              .replaceFirst(
                  "\"version\" : 1,", "\"version\" : 1, \"limits\" : {\"bodyBytes\" : 1024},")
              .replaceFirst(
                  "\"operations\" : \\[ \"keys\", \"digest\"", "\"operations\" : [ \"keys\"")
              .replaceFirst("\"issuer\" : \"[^\"]+\"", "\"issuer\" : \"other\""));
      JsonNode said = done("POST /admin/reload", "");
      assertEquals("[\"login\"]", said.path("restartFor").toString());
      assertEquals(403, digest());
      demo.http.close();
    } finally {
      Files.writeString(file, before);
    }
    Files.writeString(file, before.replace("\"office\"", "\"offi ce\""));
    HttpResponse<byte[]> wrong = asked("POST /admin/reload", "");
    assertTrue(wrong.statusCode() >= 400, "a wrong file is refused");
    Files.writeString(file, before);
    done("POST /admin/reload", "");
  }

  @Test
  @Order(7)
  void theAuditIsReadByNumber() throws Exception {
    JsonNode last = done("GET /admin/audit", "?most=3");
    assertEquals(3, last.path("entries").size());
    assertEquals(last.path("last").asLong(), last.at("/entries/2/n").asLong());
    JsonNode first = done("GET /admin/audit", "?from=1&most=2");
    assertEquals(1, first.at("/entries/0/n").asLong());
    assertEquals(2, first.path("entries").size());
    assertEquals(0, done("GET /admin/audit", "?from=999999999").path("entries").size());
    assertEquals(400, asked("GET /admin/audit", "?most=1001").statusCode());
    assertEquals(400, asked("GET /admin/audit", "?from=0").statusCode());
  }

  @Test
  @Order(8)
  void oneAddressShutsNeitherTheMonitorNorTheAdministration() throws Exception {
    assertTrue(taken(demo.server.monitor()) <= 8);
    assertTrue(taken(demo.server.administration().orElseThrow()) <= 8);
  }

  // How many silent connections one address may have at once.
  private static int taken(InetSocketAddress address) throws Exception {
    List<Socket> all = new ArrayList<>();
    try {
      while (all.size() < 20) {
        Socket socket = new Socket();
        all.add(socket);
        socket.connect(address, 5000);
        socket.setSoTimeout(300);
        if (isShut(socket)) {
          return all.size() - 1;
        }
      }
      return all.size();
    } finally {
      for (Socket each : all) {
        each.close();
      }
    }
  }

  private static boolean isShut(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
