// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.api.Resources;
import org.penseal.app.server.api.WorkFolder;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.AdminRole;
import org.penseal.app.server.file.AdminSettings;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.front.Front;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.http.Caller;
import org.penseal.app.server.http.HttpLimits;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.KeyRing;
import org.penseal.app.server.monitor.Metrics;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.StationKey;
import org.penseal.signature.Hashing;
import org.penseal.trust.TrustStore;
import org.slf4j.LoggerFactory;

/** What administrators have done, where the record or the disk does not take it. */
class AdminHandlerTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;
  private final Metrics metrics = new Metrics(Map::of);
  private final Node node = new Node();
  private X509Certificate li;
  private Switches switches;
  private FairTurns turns;
  private AuditLog audit;
  private AdminHandler handler;

  /** A node that remembers whether it is in the rotation. */
  private static final class Node implements NodeControl {
    private boolean in = true;
    private HttpLimits limits = HttpLimits.STANDARD;

    @Override
    public Map<String, Boolean> parts() {
      return Map.of();
    }

    @Override
    public boolean ready() {
      return in;
    }

    @Override
    public boolean inRotation() {
      return in;
    }

    @Override
    public void inRotation(boolean next) {
      in = next;
    }

    @Override
    public int connections() {
      return 0;
    }

    @Override
    public HttpLimits limits() {
      return limits;
    }

    @Override
    public void limits(HttpLimits next) {
      limits = next;
    }
  }

  @BeforeAll
  static void registers() {
    CryptoProvider.register();
  }

  private static X509Certificate certificate(String name) throws Exception {
    return StationKey.generate(name, NOON.instant(), RANDOM).chain().getFirst();
  }

  @BeforeEach
  void liAdministers() throws Exception {
    li = certificate("Li");
    Files.write(folder.resolve("li.der"), li.getEncoded());
    ServeSettings settings =
        ServeFile.read(
            Files.writeString(
                folder.resolve("serve.json"),
                """
                {"version": 1, "listen": [{"address": "127.0.0.1:0"}],
                 "applications": [{"name": "office", "anybody": true, "operations": ["digest"]}]}
                """));
    switches = Switches.open(folder.resolve("switched-off"));
    turns = new FairTurns(2, Duration.ofSeconds(1));
    audit = AuditLog.open(folder.resolve("audit"), RANDOM);
    Resources with =
        new Resources(
            settings,
            KeyRing.open(settings, Secret.Asker.NOBODY, Hashing.jca(), NOON.instant()),
            switches,
            turns,
            WorkFolder.open(folder.resolve("work"), Hashing.jca(), RANDOM),
            TrustStore.load(List.of()),
            Hashing.jca(),
            NOON,
            RANDOM);
    AdminSettings people =
        new AdminSettings(
            new ServeSettings.ListenAt(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServeSettings.Protection.CHOICE,
                new ServeSettings.TlsKeys(Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(),
                true,
                Optional.empty(),
                List.of()),
            List.of(new AdminSettings.Person("li", Path.of("li.der"), AdminRole.ADMINISTRATOR)));
    Front front = Front.of(settings, NOON, Optional.empty(), switches);
    handler =
        new AdminHandler(
            people, new AdminCalls(with, front, audit, metrics, node), with, audit, metrics);
  }

  @AfterEach
  void ends() {
    audit.close();
    turns.close();
  }

  private int asked(X509Certificate shown, String path, Map<String, List<String>> query)
      throws Exception {
    Caller caller = new Caller(InetAddress.ofLiteral("10.1.2.3"), List.of(shown), true);
    InputStream nothing = InputStream.nullInputStream();
    return handler
        .answer(new Request("POST", path, path, query, Map.of(), nothing, caller))
        .status();
  }

  private int officeIsSwitchedOff() throws Exception {
    return asked(
        li, "/admin/application", Map.of("name", List.of("office"), "on", List.of("false")));
  }

  private boolean officeIsOn() {
    return switches.isOn(Switches.What.APPLICATION, "office");
  }

  private List<String> recorded() throws Exception {
    return audit.read(1, 100).stream().map(AdminHandlerTest::words).toList();
  }

  private static String words(JsonNode entry) {
    return "%s %s %d"
        .formatted(
            entry.path("operation").asText(),
            entry.path("key").asText(),
            entry.path("status").asInt());
  }

  @Test
  void aChangeStandsInTheRecordBeforeItIsMadeAndAfterIt() throws Exception {
    assertEquals(200, officeIsSwitchedOff());
    assertFalse(officeIsOn());
    assertEquals(
        List.of("admin-application-off office 0", "admin-application-off office 200"), recorded());
  }

  @Test
  void whatCannotBeRecordedIsNotDone() throws Exception {
    audit.close();
    assertEquals(503, officeIsSwitchedOff());
    assertTrue(officeIsOn());
    assertEquals(503, asked(li, "/admin/drain", Map.of("on", List.of("true"))));
    assertTrue(node.in);
    assertEquals(503, asked(li, "/admin/reload", Map.of()));
    assertEquals(HttpLimits.STANDARD, node.limits);
  }

  @Test
  void anAttemptThatFailsIsRecorded() throws Exception {
    Files.createDirectories(folder.resolve("switched-off").resolve("in the way"));
    assertEquals(503, officeIsSwitchedOff());
    assertTrue(officeIsOn());
    assertEquals(
        List.of("admin-application-off office 0", "admin-application-off office 503"), recorded());
  }

  @Test
  void whatIsRefusedBeforeItBeginsStandsThereOnce() throws Exception {
    assertEquals(400, asked(li, "/admin/drain", Map.of("on", List.of("perhaps"))));
    assertEquals(List.of("admin-drain  400"), recorded());
  }

  @Test
  void whoIsNotNamedIsCountedAndToldOnceASecond() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(AdminHandler.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try {
      for (int i = 0; i < 3; i++) {
        assertEquals(401, asked(certificate("Mallory"), "/admin/reload", Map.of()));
      }
    } finally {
      logger.detachAppender(told);
    }
    String text = new String(metrics.text(), StandardCharsets.UTF_8);
    assertTrue(text.contains("penseal_refusals_total{code=\"call-unknown\"} 3.0"), text);
    assertEquals(1, told.list.size());
    String pairs = told.list.getFirst().getKeyValuePairs().toString();
    assertEquals(Level.WARN, told.list.getFirst().getLevel());
    assertTrue(pairs.contains("Mallory") && pairs.contains("10.1.2.3"), pairs);
    assertEquals(0, audit.entries());
  }
}
