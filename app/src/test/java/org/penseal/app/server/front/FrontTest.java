// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.http.Caller;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.key.StationKey;

class FrontTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @BeforeAll
  static void registers() {
    CryptoProvider.register();
  }

  private Front front(String... applications) throws Exception {
    return Front.of(settings(applications), NOON, Optional.empty(), Switches.NONE);
  }

  private ServeSettings settings(String... applications) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("serve.json"),
            "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:0\"}],\"applications\":["
                + String.join(",", applications)
                + "]}");
    return ServeFile.read(file);
  }

  private static String application(String name, String token, String more) {
    return "{\"name\":\"%s\",\"tokens\":[\"sm3:%s\"],\"operations\":[\"digest\"]%s}"
        .formatted(name, Tokens.digest(token), more);
  }

  private static Request request(String authorization, X509Certificate... shown) {
    Map<String, List<String>> headers =
        authorization.isEmpty() ? Map.of() : Map.of("authorization", List.of(authorization));
    return new Request(
        "POST",
        "/v1/digest",
        "/v1/digest",
        Map.of(),
        headers,
        InputStream.nullInputStream(),
        new Caller(InetAddress.ofLiteral("127.0.0.1"), List.of(shown), false));
  }

  private static ServeException.NotAllowed.What refused(Front front, String token) {
    return assertThrows(
            ServeException.NotAllowed.class, () -> admitted(front, token, Operation.DIGEST))
        .what;
  }

  private static Front.Admission admitted(Front front, String token, Operation operation)
      throws ServeException.Refusal {
    return front.admit(front.identify(request("Bearer " + token)), operation);
  }

  @Test
  void tokensAreKnownByTheirDigestAlone() throws Exception {
    String token = Tokens.make(RANDOM);
    Front front = front(application("a", token, ""), application("b", Tokens.make(RANDOM), ""));
    assertEquals("a", front.identify(request("Bearer " + token)).application().name());
    assertEquals("a", front.identify(request("bearer " + token)).application().name());
    for (String wrong :
        List.of(
            "",
            "Bearer " + Tokens.make(RANDOM),
            "Bearer " + Tokens.digest(token),
            "Bearer " + token.substring(0, token.length() - 1),
            "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)),
            token,
            "Bearer")) {
      assertThrows(ServeException.Unknown.class, () -> front.identify(request(wrong)), wrong);
    }
  }

  @Test
  void aWrongTokenIsNotTakenForAnybody() throws Exception {
    Front front = front("{\"name\":\"anyone\",\"anybody\":true,\"operations\":[\"digest\"]}");
    assertEquals("anyone", front.identify(request("")).application().name());
    assertThrows(ServeException.Unknown.class, () -> front.identify(request("Bearer x")));
  }

  @Test
  void certificatesAreKnownThemselvesAndTwoWhoDisagreeAreNobody() throws Exception {
    X509Certificate own = StationKey.generate("A", Instant.now(), RANDOM).chain().getFirst();
    X509Certificate other = StationKey.generate("A", Instant.now(), RANDOM).chain().getFirst();
    Files.write(folder.resolve("a.der"), own.getEncoded());
    String token = Tokens.make(RANDOM);
    Front front =
        front(
            "{\"name\":\"a\",\"certificates\":[\"a.der\"],\"operations\":[\"digest\"]}",
            application("b", token, ""));
    assertEquals("a", front.identify(request("", own)).application().name());
    assertThrows(ServeException.Unknown.class, () -> front.identify(request("", other)));
    assertThrows(
        ServeException.Unknown.class, () -> front.identify(request("Bearer " + token, own)));
  }

  @Test
  void rightsAreToOperationsAddressesAndHours() throws Exception {
    String token = Tokens.make(RANDOM);
    Front all = front(application("a", token, ""));
    admitted(all, token, Operation.DIGEST).close();
    assertThrows(ServeException.NotAllowed.class, () -> admitted(all, token, Operation.SIGN_DATA));
    assertEquals(
        ServeException.NotAllowed.What.ADDRESS,
        refused(front(application("a", token, ",\"addresses\":[\"10.0.0.0/8\"]")), token));
    assertEquals(
        ServeException.NotAllowed.What.HOURS,
        refused(
            front(
                application(
                    "a",
                    token,
                    ",\"hours\":{\"from\":\"13:00\",\"to\":\"11:00\",\"zone\":\"UTC\"}")),
            token));
  }

  @Test
  void whoCallsTooOftenIsToldWhenToComeAgain() throws Exception {
    String token = Tokens.make(RANDOM);
    Front front =
        front(application("a", token, ",\"perDay\":3"), application("b", Tokens.make(RANDOM), ""));
    for (int i = 0; i < 3; i++) {
      admitted(front, token, Operation.DIGEST).close();
    }
    ServeException.TooMany refused =
        assertThrows(ServeException.TooMany.class, () -> admitted(front, token, Operation.DIGEST));
    Duration wait = Objects.requireNonNull(refused.retryAfter());
    assertTrue(wait.compareTo(Duration.ofHours(7)) > 0, wait.toString());
    assertTrue(wait.compareTo(Duration.ofHours(9)) < 0, wait.toString());
  }

  @Test
  void onlySoManyCallsOfOneApplicationAreUnderWay() throws Exception {
    String token = Tokens.make(RANDOM);
    Front front = front(application("a", token, ",\"atOnce\":2"));
    Front.Admission first = admitted(front, token, Operation.DIGEST);
    admitted(front, token, Operation.DIGEST);
    assertThrows(ServeException.Busy.class, () -> admitted(front, token, Operation.DIGEST));
    first.close();
    admitted(front, token, Operation.DIGEST).close();
  }

  @Test
  void eachOfSeveralNodesGrantsItsPartRoundedUp() throws Exception {
    String token = Tokens.make(RANDOM);
    Path file =
        Files.writeString(
            folder.resolve("serve.json"),
            "{\"version\":1,\"nodes\":3,\"listen\":[{\"address\":\"127.0.0.1:0\"}],"
                + "\"applications\":["
                + application("a", token, ",\"perDay\":7")
                + "]}");
    Front front = Front.of(ServeFile.read(file), NOON, Optional.empty(), Switches.NONE);
    for (int i = 0; i < 3; i++) {
      admitted(front, token, Operation.DIGEST).close();
    }
    assertThrows(ServeException.TooMany.class, () -> admitted(front, token, Operation.DIGEST));
  }

  @Test
  void aReloadKeepsWhatIsLeftWhereTheQuotaIsTheSame() throws Exception {
    String token = Tokens.make(RANDOM);
    Front front = front(application("a", token, ",\"perDay\":2"));
    admitted(front, token, Operation.DIGEST).close();
    admitted(front, token, Operation.DIGEST).close();
    front.reload(settings(application("a", token, ",\"perDay\":2,\"origins\":[]")));
    assertThrows(ServeException.TooMany.class, () -> admitted(front, token, Operation.DIGEST));
    front.reload(settings(application("a", token, ",\"perDay\":5")));
    admitted(front, token, Operation.DIGEST).close();
    front.reload(settings(application("b", Tokens.make(RANDOM), "")));
    assertThrows(ServeException.Unknown.class, () -> admitted(front, token, Operation.DIGEST));
  }

  @Test
  void whatIsSwitchedOffIsRefusedAlsoAfterARestart() throws Exception {
    String token = Tokens.make(RANDOM);
    ServeSettings settings = settings(application("a", token, ""));
    Switches switches = Switches.open(folder.resolve("off"));
    switches.set(Switches.What.APPLICATION, "a", false);
    switches.set(Switches.What.KEY, "b", false);
    switches.set(Switches.What.KEY, "b", true);
    Switches again = Switches.open(folder.resolve("off"));
    assertTrue(again.isOn(Switches.What.KEY, "b"));
    Front front = Front.of(settings, NOON, Optional.empty(), again);
    assertEquals(ServeException.NotAllowed.What.APPLICATION, refused(front, token));
    again.set(Switches.What.APPLICATION, "a", true);
    admitted(front, token, Operation.DIGEST).close();
  }
}
