// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.server.ServeDemonstration;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.refusal.ServeException.WrongField.Why;

class ServeFileTest {
  @TempDir Path folder;

  private Path written(String json) throws Exception {
    return Files.writeString(folder.resolve("serve.json"), json);
  }

  private WrongField refused(String json) throws Exception {
    Path file = written(json);
    return assertThrows(WrongField.class, () -> ServeFile.read(file));
  }

  private static String with(String more) {
    return "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:0\"}]" + more + "}";
  }

  @Test
  void whatWasReadCountsAndNotWhatStandsThereByNow() throws Exception {
    byte[] before = ServeFile.bytes(written(with(",\"drainSeconds\":7")));
    Path file = written(with(",\"drainSeconds\":8"));
    assertEquals(7, ServeFile.read(file, before).services().drainSeconds());
    assertEquals(8, ServeFile.read(file).services().drainSeconds());
  }

  @Test
  void theDemosFileIsReadAndFitsItsSchema() throws Exception {
    Path made =
        ServeDemonstration.installed()
            .make(
                folder.resolve("demo"),
                ServeDemonstration.Ports.from(8700),
                Clock.systemUTC(),
                new SecureRandom())
            .file();
    ServeSettings read = ServeFile.read(made);
    assertEquals(3, read.listen().size());
    assertEquals(8701, read.monitor().getPort());
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                new String(
                    Objects.requireNonNull(ServeFile.class.getResourceAsStream("serve.schema.json"))
                        .readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("[]", schema.validate(Files.readString(made), InputFormat.JSON).toString());
    String misspelt = Files.readString(made).replace("\"monitor\"", "\"monitors\"");
    assertFalse(schema.validate(misspelt, InputFormat.JSON).isEmpty());
  }

  @Test
  void everyFieldThatIsReadStandsInTheSchema() throws Exception {
    var schema =
        new ObjectMapper()
            .readTree(ServeFile.class.getResourceAsStream("serve.schema.json"))
            .path("properties");
    for (String name :
        java.util.List.of(
            "version",
            "data",
            "listen",
            "monitor",
            "keys",
            "applications",
            "trust",
            "timestamp",
            "login",
            "limits",
            "drainSeconds",
            "nodes",
            "store",
            "admin",
            "hosts",
            "fileUriFolder")) {
      assertTrue(schema.has(name), name);
    }
    assertEquals(16, schema.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|version|MISSING",
        "{\"version\":2}|version|VALUE",
        "{\"version\":1}|listen|MISSING",
        "{\"version\":1,\"listen\":[{\"address\":\"localhost:1\"}]}|listen.0.address|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:70000\"}]}|listen.0.address|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"port\":2}]}|listen.0.port|UNKNOWN",
        "{\"version\":1,\"listen\":{}}|listen|TYPE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"protection\":\"tls\"}]}|listen.0.key|MISSING",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"clientRevocation\":{}}]}|listen.0.clients|MISSING",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"clientRevocation\":{\"list\":[]}}]}|listen.0.clientRevocation.list|UNKNOWN",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"encryptionKey\":\"k\"}]}|listen.0.encryptionKey|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"proxies\":[\"proxy.example\"]}]}|listen.0.proxies.0|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"nodes\":0}|nodes|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"store\":{\"url\":\"jdbc:mysql://a/b\",\"user\":\"u\"}}|store.url|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"store\":{\"url\":\"jdbc:postgresql://a/b?password=c\",\"user\":\"u\"}}|store.url|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"admin\":{\"listen\":{\"address\":\"127.0.0.1:2\"}}}|admin.listen.protection|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"admin\":{}}|admin.listen|MISSING",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"hosts\":[\"a.example\",\"https://b\"]}|hosts.1|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"hosts\":[\"A.example\"]}|hosts.0|VALUE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"hosts\":\"a.example\"}|hosts|TYPE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"applications\":[{\"name\":\"a\",\"signers\":[{\"keyid\":\"k\",\"file\":\"none.pem\"}]}]}|applications.0.signers|NO_FILE",
        "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\"}],\"applications\":[{\"name\":\"a\",\"signers\":[{\"keyid\":\"k\",\"file\":\"x\",\"algorithm\":\"hmac-sha256\"}]}]}|applications.0.signers.0.algorithm|VALUE",
      })
  void aWrongFieldIsNamed(String json, String field, Why why) throws Exception {
    WrongField refused = refused(json);
    assertEquals(field, refused.field);
    assertEquals(why, refused.why);
  }

  @Test
  void fileUriFolderMustNotContainFilesOfTheServices() throws Exception {
    Files.createDirectories(folder.resolve("serve-data/work"));
    Files.createDirectories(folder.resolve("shared"));
    Files.createSymbolicLink(folder.resolve("link"), folder);
    Path apart =
        ServeFile.read(written(with(",\"fileUriFolder\":\"shared\"")))
            .services()
            .fileUriFolder()
            .orElseThrow();
    assertEquals(folder.resolve("shared"), apart);
    for (String named : java.util.List.of(".", "/", "serve-data", "serve-data/work", "link")) {
      WrongField refused = refused(with(",\"fileUriFolder\":\"" + named + "\""));
      assertEquals("fileUriFolder", refused.field);
      assertEquals(Why.VALUE, refused.why, named);
    }
    assertEquals(Why.NO_FILE, refused(with(",\"fileUriFolder\":\"none\"")).why);
  }

  @Test
  void fileUriFolderIsTheFolderThatTheSystemOpens() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("other/inner"));
    Path shared = Files.createDirectories(folder.resolve("other/shared"));
    Files.createDirectories(folder.resolve("shared"));
    Files.createSymbolicLink(folder.resolve("way"), inner);
    Files.createSymbolicLink(folder.resolve("link"), shared);
    for (String named : java.util.List.of("way/../shared", "link")) {
      Path read =
          ServeFile.read(written(with(",\"fileUriFolder\":\"" + named + "\"")))
              .services()
              .fileUriFolder()
              .orElseThrow();
      assertEquals(shared.toRealPath(), read);
    }
    // For the system the data lies in other/shared.
    String data = ",\"data\":\"way/../shared/data\",\"fileUriFolder\":\"link\"";
    assertEquals("fileUriFolder", refused(with(data)).field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'keys':[{'name':'k','use':'sign','versions':[{'place':'IN/f'}]}]",
        "'keys':[{'name':'k','use':'sign','versions':[{'place':'link'}]}]",
        "'keys':[{'name':'k','use':'encrypt','versions':[{'place':'IN/not-there-yet'}]}]",
        "'keys':[{'name':'k','use':'sign','versions':[{'place':'k.p12','secret':'file:IN/f'}]}]",
        "'keys':[{'name':'k','use':'sign','versions':[{'place':'skf:IN/f?app=a&container=c'}]}]",
        "'keys':[{'name':'k','use':'sign','versions':[{'place':'pkcs11:IN/f?token=t'}]}]",
        "'applications':[{'name':'a','certificates':['IN/f']}]",
        "'applications':[{'name':'a','signers':[{'keyid':'k','file':'IN/f'}]}]",
        "'trust':{'roots':['f','IN/f']}",
        "'trust':{'roots':['IN']}",
        "'keys':[ASSERT],'login':{'key':'k','issuer':'i','roots':['IN/f']}",
        "'keys':[ASSERT],'login':{'key':'k','issuer':'i','registered':'IN'}",
        "'store':{'url':'jdbc:postgresql://127.0.0.1/a','user':'u','password':'file:IN/f'}",
        "'keys':[TLS],'admin':{'listen':LISTEN['IN/f']},'people':[PERSON'f'}]}",
        "'keys':[TLS],'admin':{'listen':LISTEN['f']},'people':[PERSON'IN/f'}]}",
        "'keys':[TLS],'admin':{'listen':LISTEN['f'],'clientRevocation':{'lists':['IN/f']}},"
            + "'people':[PERSON'f'}]}",
      })
  void nothingThatTheSettingsNameLiesInFileUriFolder(String fields) throws Exception {
    Files.createDirectories(folder.resolve("shared"));
    for (String each : java.util.List.of("f", "shared/f")) {
      Files.writeString(folder.resolve(each), "");
    }
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("shared/f"));
    String json =
        fields
            .replace("ASSERT", "{'name':'k','use':'assert','versions':[{'place':'k.p12'}]}")
            .replace("TLS", "{'name':'k','use':'tls','versions':[{'place':'k.p12'}]}")
            .replace(
                "LISTEN",
                "{'address':'127.0.0.1:1','protection':'tls','key':'k','clientNeeded':true,"
                    + "'clients':")
            .replace("PERSON", "{'name':'p','role':'auditor','certificate':");
    String all = with("," + json.replace('\'', '"'));
    ServeFile.read(written(all.replace("IN", "shared")));
    String sharing = all.replaceFirst("\\{", "{\"fileUriFolder\":\"shared\",");
    for (String in : java.util.List.of("shared", folder + "/shared", "./shared/../shared")) {
      WrongField refused = refused(sharing.replace("IN", in));
      assertEquals("fileUriFolder", refused.field);
      assertEquals(Why.VALUE, refused.why);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tls, encryptionKey, VALUE",
    "sm, encryptionKey, VALUE",
    "tls, ordinaryKey, VALUE",
  })
  void aKeyThatTheProtocolHasNoUseForIsNamed(String protection, String field, Why why)
      throws Exception {
    WrongField refused = refused(listening(protection, ",\"" + field + "\":\"t\""));
    assertEquals("listen.0." + field, refused.field);
    assertEquals(why, refused.why);
  }

  @Test
  void aChoiceNeedsAKeyForEverybodyElse() throws Exception {
    WrongField refused = refused(listening("choice", ""));
    assertEquals("listen.0.ordinaryKey", refused.field);
    assertEquals(Why.MISSING, refused.why);
  }

  private static String listening(String protection, String more) {
    return "{\"version\":1,\"listen\":[{\"address\":\"127.0.0.1:1\",\"protection\":\""
        + protection
        + "\",\"key\":\"t\""
        + more
        + "}],\"keys\":[{\"name\":\"t\",\"use\":\"tls\",\"versions\":[{\"place\":\"t.p12\"}]}]}";
  }

  private static String stored(String url, String more) {
    return with(",\"store\":{\"url\":\"" + url + "\",\"user\":\"u\"" + more + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/penseal",
        "jdbc:postgresql://db.example:5432/penseal?sslmode=require",
        "jdbc:postgresql://db.example/penseal?sslmode=verify-ca",
        "jdbc:postgresql://db.example/penseal?ssl=true",
        "jdbc:postgresql://db.example/penseal?sslmode=verify-full&sslfactory=a.B",
        "jdbc:postgresql://db.example/penseal?sslmode=verify-full&sslhostnameverifier=a.B",
        "jdbc:postgresql://db.example/penseal?sslmode=verify-full&service=other",
        "jdbc:postgresql://127.0.0.1,db.example/penseal",
        "jdbc:postgresql://127.0.0.1.example/penseal",
        "jdbc:postgresql://10.1.0.1/penseal?sslMode=verify-full"
      })
  void aDatabaseOverANetworkNeedsVerifiedTlsUnlessTheFileSaysOtherwise(String url)
      throws Exception {
    WrongField refused = refused(stored(url, ""));
    assertEquals("store.url", refused.field);
    assertEquals(Why.UNPROTECTED, refused.why);
    ServeFile.read(written(stored(url, ",\"protection\":\"none\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/penseal?sslmode=verify-full",
        "jdbc:postgresql://db.example:5432,db2.example/penseal?sslmode=verify%2Dfull",
        "jdbc:postgresql://localhost:5432/penseal",
        "jdbc:postgresql://127.0.0.1:5432/penseal",
        "jdbc:postgresql://[::1]:5432/penseal"
      })
  void aDatabaseOnThisComputerOrBehindVerifiedTlsIsTaken(String url) throws Exception {
    ServeFile.read(written(stored(url, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/penseal?sslmode=verify-full&sslmode=disable",
        "jdbc:postgresql://db.example/penseal?sslmode=verify-full&user=u",
        "jdbc:postgresql://db.example/penseal?sslmode=%zz",
        "jdbc:postgresql:penseal"
      })
  void anAddressThatItsDriverMightReadOtherwiseIsRefused(String url) throws Exception {
    WrongField refused = refused(stored(url, ""));
    assertEquals("store.url", refused.field);
    assertEquals(Why.VALUE, refused.why);
  }

  @Test
  void severalNodesNeedAStoreForWhatMayBeUsedOnce() throws Exception {
    Files.writeString(folder.resolve("signer.pem"), "");
    String signed =
        ",\"nodes\":3,\"applications\":[{\"name\":\"a\",\"signers\":"
            + "[{\"keyid\":\"k\",\"file\":\"signer.pem\"}]}]";
    WrongField refused = refused(with(signed));
    assertEquals("store", refused.field);
    assertEquals(Why.MISSING, refused.why);
    ServeFile.read(written(with(signed.replace("\"nodes\":3", "\"nodes\":1"))));
  }

  @Test
  void aFieldTwiceAndTextBehindTheEndAreRefused() throws Exception {
    Path twice = written("{\"version\":1,\"version\":1}");
    assertThrows(ServeException.Unreadable.class, () -> ServeFile.read(twice));
    Path longer = written(with("") + "{}");
    assertThrows(ServeException.Unreadable.class, () -> ServeFile.read(longer));
    assertThrows(
        ServeException.Unreadable.class, () -> ServeFile.read(folder.resolve("no-such.json")));
  }

  @Test
  void whoeverIsNotKnownMayNotSign() throws Exception {
    WrongField refused =
        refused(
            with(
                ",\"applications\":[{\"name\":\"a\",\"anybody\":true,"
                    + "\"operations\":[\"sign-data\"]}]"));
    assertEquals("applications.0.operations", refused.field);
  }

  @Test
  void anApplicationNeedsCredentialsAndANameOfItsOwn() throws Exception {
    assertEquals(
        "applications.0.tokens",
        refused(with(",\"applications\":[{\"name\":\"a\",\"operations\":[]}]")).field);
    String one = "{\"name\":\"a\",\"anybody\":true}";
    assertEquals(
        "applications.1.name", refused(with(",\"applications\":[" + one + "," + one + "]")).field);
  }

  @Test
  void aKeyIsOnlyForItsOwnUse() throws Exception {
    String key =
        ",\"keys\":[{\"name\":\"k\",\"use\":\"sign\",\"versions\":[{\"place\":\"k.p12\"}]}]";
    assertEquals(
        "timestamp.keys",
        refused(with(key + ",\"timestamp\":{\"keys\":[\"k\"],\"policy\":\"1.2.3\"}")).field);
    assertEquals(
        "login.key", refused(with(key + ",\"login\":{\"key\":\"k\",\"issuer\":\"i\"}")).field);
    assertEquals(
        "keys.0.applications",
        refused(with(key.replace("\"use\"", "\"applications\":[\"nobody\"],\"use\""))).field);
  }

  @Test
  void aRangeHasTheAddressesOfItsBitsAndNoOthers() throws Exception {
    AddressRange range = AddressRange.of("10.1.0.0/15").orElseThrow();
    assertTrue(range.has(InetAddress.ofLiteral("10.0.255.1")));
    assertTrue(range.has(InetAddress.ofLiteral("10.1.2.3")));
    assertFalse(range.has(InetAddress.ofLiteral("10.2.0.0")));
    assertFalse(range.has(InetAddress.ofLiteral("::1")));
    assertTrue(AddressRange.of("::1").orElseThrow().has(InetAddress.ofLiteral("::1")));
    for (String none : new String[] {"localhost", "10.1.0.0/33", "10.1.0.0/-1", "10.1/8/8", ""}) {
      assertTrue(AddressRange.of(none).isEmpty(), none);
    }
  }

  @Test
  void hoursMayGoOverMidnight() {
    var day = new ServeSettings.Hours(LocalTime.of(8, 0), LocalTime.of(18, 0), ZoneOffset.UTC);
    assertTrue(day.has(Instant.parse("2026-11-27T08:00:00Z")));
    assertFalse(day.has(Instant.parse("2026-11-27T18:00:00Z")));
    var night = new ServeSettings.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC);
    assertTrue(night.has(Instant.parse("2026-11-27T23:00:00Z")));
    assertTrue(night.has(Instant.parse("2026-11-27T05:59:59Z")));
    assertFalse(night.has(Instant.parse("2026-11-27T12:00:00Z")));
  }
}
