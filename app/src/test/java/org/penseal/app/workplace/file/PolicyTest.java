// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.PolicyException.Forbidden;
import org.penseal.key.StationKey;
import org.penseal.trust.Purpose;

/** The policy of a computer, and what holds its users to it. */
class PolicyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Policy read(String text) throws Exception {
    Files.writeString(folder.resolve(Policy.NAME), text);
    return PolicyFile.in(folder);
  }

  private static Schema schema() throws Exception {
    try (InputStream in = Policy.class.getResourceAsStream("policy.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.readTree(in));
    }
  }

  @Test
  void withoutAFileNothingIsForbidden() {
    assertEquals(Policy.NONE, PolicyFile.in(folder));
  }

  @Test
  void whatTheFileSaysIsRead() throws Exception {
    String code = KioskCode.make("open sesame".toCharArray(), new SecureRandom()).toString();
    String text =
        """
        {"version": 1, "ownWorkplace": false, "demo": false, "kiosk": {"code": "%s"}}"""
            .formatted(code);
    Policy policy = read(text);
    assertEquals(List.of(), schema().validate(JSON.readTree(text)));
    assertFalse(policy.ownWorkplace());
    assertFalse(policy.demo());
    KioskCode known = policy.kiosk().orElseThrow().code().orElseThrow();
    assertEquals(code, known.toString());
    assertTrue(known.matches("open sesame".toCharArray()));
    assertFalse(known.matches("open sesamf".toCharArray()));
    assertEquals(Policy.NONE, read("{\"version\": 1}"));
    assertTrue(read("{\"version\": 1, \"kiosk\": {}}").kiosk().orElseThrow().code().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"version\": 2}",
        "{\"version\": 1, \"demo\": \"no\"}",
        "{\"version\": 1, \"demos\": false}",
        "{\"version\": 1, \"demo\": false, \"demo\": true}",
        "{\"version\": 1} {}",
        "{\"version\": 1, \"kiosk\": {\"code\": \"1234567\"}}",
        "{\"version\": 1, \"kiosk\": {\"code\": \"\", \"exit\": true}}",
        "{\"version\": 1, \"kiosk\": {\"code\": \"pbkdf2-sha256:000001:"
            + "00000000000000000000000000000000:"
            + "0000000000000000000000000000000000000000000000000000000000000000\"}}"
      })
  void whatIsNotUnderstoodMightForbidSomething(String text) {
    PolicyException.Unusable refused =
        assertThrows(PolicyException.Unusable.class, () -> read(text));
    assertTrue(Problems.of(refused).code().matches("policy-(unreadable|field)"));
  }

  @Test
  void aLinkThatLeadsNowhereIsNoMissingFile() throws Exception {
    Files.createSymbolicLink(folder.resolve(Policy.NAME), folder.resolve("gone"));
    assertThrows(PolicyException.Unusable.class, () -> PolicyFile.in(folder));
  }

  @Test
  void whereDemonstrationsAreForbiddenNoneBegins() throws Exception {
    Station.registerProvider();
    Path data = folder.resolve("data");
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"demo\": false}")) {
      assertThrows(Forbidden.class, Laboratory::installed);
      Files.createDirectories(data.resolve("demo/trust/signer"));
      TrustFolder.markDemonstration(data);
      assertEquals(0, TrustFolder.ofDemo(data).anchors(Purpose.SIGNER).size());
      Forbidden refused =
          assertThrows(Forbidden.class, () -> Station.open(Settings.in(data)).close());
      assertEquals("policy-no-demo", Problems.of(refused).code());
      assertFalse(Files.exists(data.resolve("demo/ca.p12")));
    }
  }

  @Test
  void workplaceOfTheComputerServesUsersWithoutOne() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"ownWorkplace\": false}")) {
      policy.put("workplace.json", "{\"version\": 1, \"timestamp\": [\"http://tsa.example/\"]}");
      WorkplaceSettings found = WorkplaceSettings.of(data, null, Secret.Asker.NOBODY);
      assertEquals(1, found.workplace().timestamp().size());
      Path own = Files.writeString(data.resolve("workplace.json"), "{\"version\": 1}");
      for (Path named : new Path[] {null, own, folder.resolve("another.json")}) {
        Forbidden refused =
            assertThrows(
                Forbidden.class, () -> WorkplaceSettings.of(data, named, Secret.Asker.NOBODY));
        assertEquals("policy-workplace", Problems.of(refused).code());
      }
    }
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1}")) {
      policy.put("workplace.json", "{\"version\": 1, \"timestamp\": [\"http://tsa.example/\"]}");
      WorkplaceSettings own = WorkplaceSettings.of(data, null, Secret.Asker.NOBODY);
      assertEquals(0, own.workplace().timestamp().size(), "a user's own stands above");
    }
  }

  @Test
  void rootsOfUsersDoNotCountWhereOnlyTheComputersDo() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.createDirectories(data.resolve("trust/signer"));
    Files.writeString(data.resolve("trust/signer/mine.pem"), "no certificate");
    try (PolicyInForce policy = new PolicyInForce("{\"version\": 1, \"ownWorkplace\": false}")) {
      assertEquals(0, TrustFolder.of(data).unreadable().size(), "not even looked at");
      assertThrows(
          Forbidden.class,
          () ->
              TrustFolder.add(
                  data,
                  Purpose.SIGNER,
                  StationKey.generate("Mine", Instant.now(), new SecureRandom())
                      .chain()
                      .getFirst()));
    }
    assertEquals(1, TrustFolder.of(data).unreadable().size());
  }
}
