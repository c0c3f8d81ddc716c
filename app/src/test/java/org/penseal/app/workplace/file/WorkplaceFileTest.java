// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.WorkplaceException.NoSecret;
import org.penseal.app.workplace.file.WorkplaceException.WrongField;
import org.penseal.key.StationKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.embedded.EmbeddedTrust;

/** The reader is strict, and the schema beside it says the same. */
class WorkplaceFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every field that there is. */
  private static final String WHOLE =
      """
      {
        "version": 1,
        "ca": {"address": "https://ca.example/cmp", "reference": "desk-1", "secret": "file:ca.secret"},
        "timestamp": ["http://tsa.example/", "tlcp+https://tsa.example/gm"],
        "authority": {
          "addresses": ["https://id.example/"],
          "trust": ["root.pem"],
          "key": {"key": "client.p12", "secret": "credential:client"},
          "certificate": "root.pem"
        },
        "network": {"trust": ["root.pem"], "key": {"key": "tls.p12"}, "timeoutSeconds": 20,
          "proxy": {"address": "http://proxy.example:3128", "except": ["intern.example"]}},
        "trust": {
          "signer": ["root.pem"], "tsa": ["root.pem"], "device": ["root.pem"],
          "station": ["root.pem"], "authority": ["root.pem"], "escrow": "root.pem",
          "revocation": {"lists": ["root.pem"], "online": true, "required": false}
        },
        "station": {"key": "pkcs11:/lib/p11.so?token=desk&label=station", "secret": "ask"},
        "desk": {
          "pad": "hid:", "camera": "dev:0", "idCard": "serial:/dev/ttyUSB0",
          "language": "zh", "zone": "Asia/Shanghai", "signingSeconds": 120
        },
        "output": "signed",
        "profile": "pades-lta"
      }
      """;

  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @BeforeEach
  void certificate() throws Exception {
    X509Certificate root =
        StationKey.generate("root", Instant.now(), new SecureRandom()).chain().getFirst();
    EmbeddedTrust.writePem(folder, Purpose.SIGNER, root);
    Files.move(folder.resolve("signer/demo-root.pem"), folder.resolve("root.pem"));
  }

  private static Schema schema() throws Exception {
    try (InputStream in = WorkplaceFile.class.getResourceAsStream("workplace.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.readTree(in));
    }
  }

  private Workplace read(String text) throws Exception {
    Path file = folder.resolve("workplace.json");
    Files.writeString(file, text);
    return WorkplaceFile.read(file);
  }

  @Test
  void whatIsWrittenIsWhatWasRead() throws Exception {
    Workplace whole = read(WHOLE);
    assertEquals(List.of(), schema().validate(JSON.readTree(WHOLE)));
    assertEquals(JSON.readTree(WHOLE), JSON.readTree(WorkplaceJson.of(whole)));
    assertEquals(whole, read(WorkplaceJson.of(whole)));
    assertEquals(120, whole.desk().signingSeconds());
    assertEquals(List.of(Path.of("root.pem")), whole.trust().roots().get(Purpose.DEVICE));
    assertEquals(Optional.of(SigningProfile.PADES_LTA), whole.profile());
    assertEquals(Workplace.EMPTY, read("{\"version\": 1}"));
  }

  @Test
  void caMayBeKnownByItsCertificateInsteadOfASecret() throws Exception {
    String text =
        """
        {"version": 1, "ca": {
          "address": "https://ca.example/cmp",
          "key": {"key": "pkcs11:/lib/p11.so?token=desk", "secret": "ask"},
          "certificate": "root.pem"
        }}""";
    Workplace read = read(text);
    assertEquals(List.of(), schema().validate(JSON.readTree(text)));
    assertEquals(JSON.readTree(text), JSON.readTree(WorkplaceJson.of(read)));
    assertEquals(List.of("ca.key: pkcs11:/lib/p11.so?token=desk"), WorkplaceBundle.own(read));
    Path bundle = folder.resolve("bundle.json");
    Files.writeString(bundle, WorkplaceBundle.export(folder.resolve("workplace.json")));
    Path other = Files.createDirectory(folder.resolve("other"));
    WorkplaceBundle.unpack(bundle, other.resolve("workplace.json"));
    assertTrue(Files.exists(other.resolve("workplace/ca-0.pem")), "its certificate goes along");
  }

  /** Every object of the file refuses a field that it does not know, in reader and schema alike. */
  @Test
  void unknownFieldsAreRefusedEverywhere() throws Exception {
    List<String> paths = new ArrayList<>();
    objects("", JSON.readTree(WHOLE), paths);
    assertEquals(11, paths.size(), paths.toString());
    for (String path : paths) {
      JsonNode tree = JSON.readTree(WHOLE);
      ((ObjectNode) tree.at(path)).put("surprise", 1);
      WrongField refused = assertThrows(WrongField.class, () -> read(tree.toString()));
      String field = (path.substring(Math.min(1, path.length())).replace('/', '.') + ".surprise");
      assertEquals(field.replaceFirst("^\\.", ""), refused.field);
      assertEquals(WrongField.Why.UNKNOWN, refused.why);
      assertFalse(schema().validate(tree).isEmpty(), path);
    }
  }

  private static void objects(String path, JsonNode node, List<String> found) {
    if (node.isObject()) {
      found.add(path);
      node.properties().forEach(e -> objects(path + "/" + e.getKey(), e.getValue(), found));
    }
  }

  /** Every value of another type is refused by both, and the reader names the field. */
  @Test
  void wrongTypesAreRefusedEverywhere() throws Exception {
    List<String> paths = new ArrayList<>();
    values("", JSON.readTree(WHOLE), paths);
    assertTrue(paths.size() > 30, paths.toString());
    for (String path : paths) {
      JsonNode tree = JSON.readTree(WHOLE);
      int last = path.lastIndexOf('/');
      JsonNode parent = tree.at(path.substring(0, last));
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(path.substring(last + 1)), JSON.getNodeFactory().nullNode());
      } else {
        ((ObjectNode) parent).putNull(path.substring(last + 1));
      }
      WrongField refused = assertThrows(WrongField.class, () -> read(tree.toString()), path);
      assertEquals(WrongField.Why.TYPE, refused.why, path);
      assertFalse(schema().validate(tree).isEmpty(), path);
    }
  }

  private static void values(String path, JsonNode node, List<String> found) {
    if (!path.isEmpty()) {
      found.add(path);
    }
    if (node.isObject()) {
      node.properties().forEach(e -> values(path + "/" + e.getKey(), e.getValue(), found));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      values(path + "/" + i, node.get(i), found);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      ca.address             | {"version":1,"ca":{"address":"ftp://a/","reference":"r","secret":"ask"}}      | VALUE
      ca.reference           | {"version":1,"ca":{"address":"http://a/","secret":"ask"}}                     | MISSING
      ca.secret              | {"version":1,"ca":{"address":"http://a/","reference":"r","secret":"hunter2"}} | VALUE
      ca.certificate         | {"version":1,"ca":{"address":"http://a/","key":{"key":"cmp.p12"}}}            | MISSING
      ca.secret              | {"version":1,"ca":{"address":"http://a/","key":{"key":"cmp.p12"},"certificate":"root.pem","secret":"ask"}} | UNKNOWN
      network.proxy.address  | {"version":1,"network":{"proxy":{"address":"https://proxy.example:3128"}}}    | VALUE
      network.proxy.address  | {"version":1,"network":{"proxy":{"address":"http://me@proxy.example:3128"}}}  | VALUE
      network.proxy.except.0 | {"version":1,"network":{"proxy":{"address":"http://p:1","except":["*.a"]}}}   | VALUE
      timestamp.1            | {"version":1,"timestamp":["http://a/","foo:bar"]}                             | VALUE
      authority.addresses    | {"version":1,"authority":{"addresses":[]}}                                    | MISSING
      network.timeoutSeconds | {"version":1,"network":{"timeoutSeconds":0}}                                  | VALUE
      station.key            | {"version":1,"station":{}}                                                    | MISSING
      desk.pad               | {"version":1,"desk":{"pad":"sim:stu-430v"}}                                   | VALUE
      desk.camera            | {"version":1,"desk":{"camera":"clip:face"}}                                   | VALUE
      desk.language          | {"version":1,"desk":{"language":"de"}}                                        | VALUE
      profile                | {"version":1,"profile":"pades-b"}                                             | VALUE
      version                | {}                                                                            | MISSING
      version                | {"version":2}                                                                 | VALUE
      """)
  void wrongValuesAreNamed(String field, String text, WrongField.Why why) throws Exception {
    WrongField refused = assertThrows(WrongField.class, () -> read(text));
    assertEquals(field, refused.field);
    assertEquals(why, refused.why);
    assertFalse(schema().validate(JSON.readTree(text)).isEmpty());
  }

  @Test
  void everyProfileIsReadAndStandsInTheSchema() throws Exception {
    for (SigningProfile each : SigningProfile.values()) {
      String text = "{\"version\":1,\"profile\":\"" + each.word() + "\"}";
      assertEquals(Optional.of(each), read(text).profile());
      assertEquals(List.of(), schema().validate(JSON.readTree(text)));
      assertEquals(JSON.readTree(text), JSON.readTree(WorkplaceJson.of(read(text))));
    }
  }

  /** A schema cannot know these. */
  @Test
  void filesThatAreNamedMustBeThereAndZonesMustExist() {
    WrongField file =
        assertThrows(
            WrongField.class, () -> read("{\"version\":1,\"trust\":{\"tsa\":[\"gone.pem\"]}}"));
    assertEquals("trust.tsa", file.field);
    assertEquals(WrongField.Why.NO_FILE, file.why);
    WrongField zone =
        assertThrows(WrongField.class, () -> read("{\"version\":1,\"desk\":{\"zone\":\"Moon\"}}"));
    assertEquals("desk.zone", zone.field);
    assertThrows(WorkplaceException.Unreadable.class, () -> read("{\"version\":1,\"version\":1}"));
    assertThrows(WorkplaceException.Unreadable.class, () -> read("{\"version\":1} x"));
    assertThrows(WorkplaceException.Unreadable.class, () -> read("[]"));
  }

  @Test
  void secretsComeFromFilesOfTheirOwnerOnly() throws Exception {
    Path file = folder.resolve("pin");
    Files.writeString(file, "geheim\nmore\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Secret secret = Secret.of("file:pin").orElseThrow();
    NoSecret open =
        assertThrows(NoSecret.class, () -> secret.read(folder, "PIN", Secret.Asker.NOBODY));
    assertEquals(NoSecret.Why.OPEN_TO_OTHERS, open.why);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals("geheim", new String(secret.read(folder, "PIN", Secret.Asker.NOBODY)));
    Files.delete(file);
    NoSecret gone =
        assertThrows(NoSecret.class, () -> secret.read(folder, "PIN", Secret.Asker.NOBODY));
    assertEquals(NoSecret.Why.UNREADABLE, gone.why);
  }

  @Test
  void whatAPersonKnowsIsAskedForAndCredentialsAreNamesOnly() throws Exception {
    Secret asked = Secret.of("ask").orElseThrow();
    assertEquals(
        "PIN?", new String(asked.read(folder, "PIN", w -> Optional.of((w + "?").toCharArray()))));
    NoSecret nobody =
        assertThrows(NoSecret.class, () -> asked.read(folder, "PIN", Secret.Asker.NOBODY));
    assertEquals(NoSecret.Why.NOBODY_TO_ASK, nobody.why);
    assertEquals(Optional.empty(), Secret.of("credential:../etc/passwd"));
    assertEquals(Optional.empty(), Secret.of("credential:.."));
    NoSecret none =
        assertThrows(
            NoSecret.class,
            () -> Secret.of("credential:ca").orElseThrow().read(folder, "CA", Secret.Asker.NOBODY));
    assertEquals(NoSecret.Why.NO_CREDENTIAL, none.why);
  }

  @Test
  void anotherStationTakesOverWorkplaceAndCertificatesButNoKey() throws Exception {
    read(WHOLE);
    Path bundle = folder.resolve("bundle.json");
    Files.writeString(bundle, WorkplaceBundle.export(folder.resolve("workplace.json")));
    Path other = Files.createDirectory(folder.resolve("other"));
    WorkplaceBundle.unpack(bundle, other.resolve("workplace.json"));
    Workplace taken = WorkplaceFile.read(other.resolve("workplace.json"));
    assertEquals(read(WHOLE).timestamp(), taken.timestamp());
    for (List<Path> files : taken.trust().roots().values()) {
      assertEquals(
          Files.readString(folder.resolve("root.pem")),
          Files.readString(other.resolve(files.getFirst())));
    }
    assertEquals(
        List.of(
            "ca.secret: file:ca.secret",
            "authority.key: client.p12",
            "network.key: tls.p12",
            "station: pkcs11:/lib/p11.so?token=desk&label=station"),
        WorkplaceBundle.own(taken));
  }

  @Test
  void bundleWritesNothingOutsideAndLeavesNothingBehind() throws Exception {
    Path target = Files.createDirectory(folder.resolve("other")).resolve("workplace.json");
    Path bundle = folder.resolve("bundle.json");
    String pem = Files.readString(folder.resolve("root.pem"));
    for (String name : List.of("../evil.pem", "/tmp/evil.pem", "workplace/../../evil-1.pem")) {
      Files.writeString(
          bundle,
          JSON.writeValueAsString(
              Map.of(
                  "form", "penseal-workplace/1",
                  "workplace", Map.of("version", 1),
                  "files", Map.of(name, pem))));
      assertThrows(
          WorkplaceException.Unreadable.class, () -> WorkplaceBundle.unpack(bundle, target));
      assertFalse(Files.exists(target));
      assertFalse(Files.exists(folder.resolve("evil.pem")));
    }
    Files.writeString(
        bundle,
        JSON.writeValueAsString(
            Map.of(
                "form", "penseal-workplace/1",
                "workplace", Map.of("version", 1, "surprise", 2),
                "files", Map.of("workplace/tsa-0.pem", pem))));
    assertThrows(WrongField.class, () -> WorkplaceBundle.unpack(bundle, target));
    assertFalse(Files.exists(target));
    assertFalse(Files.exists(target.resolveSibling("workplace/tsa-0.pem")));
  }
}
