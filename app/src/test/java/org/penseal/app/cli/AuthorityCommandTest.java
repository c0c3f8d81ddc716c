// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.identity.embedded.AuthorityFault;
import org.penseal.identity.embedded.AuthorityTerms;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;
import org.penseal.identity.message.MessageAlgorithm;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.page.DemoReport;

/** {@code penseal sign --mode phone} against the authority behind the JDK's HTTPS server. */
@WholeCase
class AuthorityCommandTest {
  private static final Path TRACE = Path.of("..", "testdata", "ink", "zhang-wei-1.json");
  private static final List<DemoPerson> PEOPLE =
      DemoPopulation.of(null, null, LocalDate.of(2026, 11, 24));
  private static final char[] PASSWORD = "pw".toCharArray();

  @TempDir Path folder;
  private Path report;
  private KeyFile root;
  private final List<EmbeddedAuthority> started = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    Station.registerProvider();
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
    root =
        KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", "basicConstraints=critical,CA:TRUE");
  }

  @AfterEach
  void stop() {
    started.forEach(EmbeddedAuthority::close);
  }

  private KeyFile issued(KeyFile ca, String kind, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("-newkey"));
    words.addAll(
        kind.equals("ec") ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256") : List.of(kind));
    words.addAll(
        List.of(
            "-CA", ca.certificate().toString(),
            "-CAkey", ca.certificate().resolveSibling("key.pem").toString()));
    words.addAll(List.of(more));
    return KeyFile.make(folder, words.toArray(String[]::new));
  }

  private KeyFile site(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    words.addAll(List.of(more));
    return issued(root, "rsa:2048", words.toArray(String[]::new));
  }

  private static SSLContext context(KeyFile site, KeyFile clients) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(KeyStore.getInstance(site.file().toFile(), PASSWORD), PASSWORD);
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry("clients", certificate(clients.certificate()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate certificate(Path pem) throws Exception {
    try (var in = Files.newInputStream(pem)) {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "BC").generateCertificate(in);
    }
  }

  private EmbeddedAuthority authority(AuthorityTerms terms) throws IOException {
    EmbeddedAuthority authority =
        EmbeddedAuthority.start(
            PEOPLE, (a, b) -> OptionalDouble.empty(), 0.324, Clock.systemUTC(), terms);
    started.add(authority);
    return authority;
  }

  private static AuthorityTerms terms(
      SSLContext tls, boolean demands, List<MessageKey> stations, @Nullable MessageSigner signer) {
    return new AuthorityTerms(tls, demands, stations, signer);
  }

  private CommandLineRun sign(URI authority, Object... more) {
    DemoPerson person = PEOPLE.getFirst();
    List<Object> words =
        new ArrayList<>(
            List.of(
                "sign",
                report,
                "--out",
                folder.resolve("out.pdf"),
                "--lang",
                "en",
                "--json",
                "--data",
                folder.resolve("data"),
                "--pad",
                "sim:penseal-ref",
                "--trace",
                TRACE,
                "--speed",
                "40",
                "--mode",
                "phone",
                "--name",
                person.name(),
                "--id-number",
                person.idNumber().text(),
                "--phone",
                person.phone(),
                "--authority",
                authority));
    words.addAll(List.of(more));
    if (!words.contains("--phone-code-file")) {
      words.addAll(List.of("--phone-code-file", "sim:"));
    }
    return CommandLineRun.of(words.toArray());
  }

  private JsonNode identity(CommandLineRun run) throws Exception {
    ObjectMapper json = new ObjectMapper();
    String id = json.readTree(run.out()).get("case").asText();
    CommandLineRun shown =
        CommandLineRun.of(
            "evidence", "show", id, "--data", folder.resolve("data").toString(), "--json");
    return json.readTree(shown.out()).at("/manifest/identity");
  }

  private void refuses(String code, CommandLineRun run) {
    assertEquals(code, run.code(), run.err());
    assertFalse(Files.exists(folder.resolve("out.pdf")));
  }

  // In TLS 1.3 a client has sent its request when the server refuses its certificate. If the server
  // closes with that unread, the reset overtakes the alert, and nobody can tell why it ended.
  private void refusesTheCertificate(CommandLineRun run) {
    refuses(run.code().equals("authority-cut") ? "authority-cut" : "authority-broken-off", run);
    assertTrue(run.err().contains("--authority-key"), run.err());
  }

  @Test
  void bothSidesProveThemselvesAndTheManifestSaysSo() throws Exception {
    KeyFile site = site();
    KeyFile own = issued(root, "ec");
    KeyFile signing = issued(root, "ec");
    Pkcs12File signer = Pkcs12File.read(signing.file(), PASSWORD);
    EmbeddedAuthority authority =
        authority(
            terms(
                context(site, root),
                true,
                List.of(MessageKey.of(certificate(own.certificate()))),
                new MessageSigner(
                    signer.key(),
                    MessageKey.id(certificate(signing.certificate())),
                    MessageAlgorithm.ECDSA_P256_SHA256)));
    CommandLineRun run =
        sign(
            authority.address(),
            "--authority-trust",
            root.certificate(),
            "--authority-key",
            own.file(),
            "--authority-password-file",
            own.password(),
            "--authority-certificate",
            signing.certificate());
    assertEquals(0, run.exit(), run.err());
    JsonNode identity = identity(run);
    assertEquals("phone", identity.get("mode").asText());
    assertEquals(authority.address().toString(), identity.at("/authority/endpoint").asText());
    assertTrue(identity.at("/authority/proven").asBoolean());
    assertTrue(identity.at("/authority/demo").asBoolean());
    assertEquals("confirmed", identity.at("/authority/phoneCode").asText());
    DemoPerson person = PEOPLE.getFirst();
    String everything = identity + run.err() + run.out();
    assertFalse(everything.contains(person.idNumber().text()), everything);
    assertFalse(everything.contains(person.phone()), everything);
  }

  // GM/T 0009 with a key made by openssl; the answer is signed with SM2 too.
  @Test
  void requestsAreSignedWithSm2() throws Exception {
    KeyFile own =
        KeyFile.make(folder, "-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678");
    Pkcs12File key = Pkcs12File.read(own.file(), PASSWORD);
    X509Certificate certificate = certificate(own.certificate());
    EmbeddedAuthority authority =
        authority(
            new AuthorityTerms(
                null,
                false,
                List.of(MessageKey.of(certificate)),
                new MessageSigner(
                    key.key(), MessageKey.id(certificate), MessageAlgorithm.SM2_SM3)));
    CommandLineRun run =
        sign(
            authority.address(),
            "--authority-key",
            own.file(),
            "--authority-password-file",
            own.password(),
            "--authority-certificate",
            own.certificate());
    assertEquals(0, run.exit(), run.err());
    assertTrue(identity(run).at("/authority/proven").asBoolean());
  }

  @Test
  void aServerThatIsNotTheAuthorityIsToldFromOneThatWantsACertificate() throws Exception {
    KeyFile otherRoot =
        KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", "basicConstraints=critical,CA:TRUE");
    KeyFile stranger = issued(otherRoot, "ec");
    URI demanding = authority(terms(context(site(), root), true, List.of(), null)).address();
    refuses("authority-untrusted", sign(demanding, "--authority-trust", otherRoot.certificate()));
    refuses("authority-untrusted", sign(demanding)); // the JDK's roots
    refusesTheCertificate(sign(demanding, "--authority-trust", root.certificate()));
    refusesTheCertificate(
        sign(
            demanding,
            "--authority-trust",
            root.certificate(),
            "--authority-key",
            stranger.file(),
            "--authority-password-file",
            stranger.password()));
  }

  @Test
  void refusesAnExpiredCertificateAndOneOfAnotherHost() throws Exception {
    KeyFile old = site("-not_before", "20200101000000Z", "-not_after", "20210101000000Z");
    URI expired = authority(terms(context(old, root), false, List.of(), null)).address();
    refuses("authority-expired", sign(expired, "--authority-trust", root.certificate()));
    KeyFile elsewhere = issued(root, "rsa:2048", "-addext", "subjectAltName=DNS:authority.example");
    URI other = authority(terms(context(elsewhere, root), false, List.of(), null)).address();
    refuses("authority-wrong-host", sign(other, "--authority-trust", root.certificate()));
  }

  @Test
  void anAnswerWithoutTheAuthoritysSignatureIsNotBelieved() throws Exception {
    URI silent = authority(AuthorityTerms.OPEN).address();
    KeyFile signing = issued(root, "ec");
    refuses("authority-unproven", sign(silent, "--authority-certificate", signing.certificate()));
  }

  @Test
  void whatHasEndedOrNotBegunIsRefusedBeforeAnybodyIsAsked() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:9");
    KeyFile old = site("-not_before", "20200101000000Z", "-not_after", "20210101000000Z");
    refuses(
        "certificate-expired",
        sign(nobody, "--authority-key", old.file(), "--authority-password-file", old.password()));
    refuses("certificate-expired", sign(nobody, "--authority-certificate", old.certificate()));
    KeyFile next = site("-not_before", "20900101000000Z", "-not_after", "20910101000000Z");
    refuses(
        "certificate-not-yet-valid", sign(nobody, "--authority-certificate", next.certificate()));
  }

  @Test
  void aKeyThatCannotSignMessagesIsRefused() throws Exception {
    KeyFile p384 = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
    refuses(
        "key-refused",
        sign(
            URI.create("http://127.0.0.1:9"),
            "--authority-key",
            p384.file(),
            "--authority-password-file",
            p384.password()));
  }

  @Test
  void theNextAddressIsAskedWhenTheFirstIsDown() throws Exception {
    EmbeddedAuthority down = authority(AuthorityTerms.OPEN);
    down.fault(AuthorityFault.DOWN);
    EmbeddedAuthority up = authority(AuthorityTerms.OPEN);
    CommandLineRun run = sign(down.address(), "--authority", up.address());
    assertEquals(0, run.exit(), run.err());
    assertEquals(up.address().toString(), identity(run).at("/authority/endpoint").asText());
    up.fault(AuthorityFault.DOWN);
    Files.delete(folder.resolve("out.pdf"));
    refuses("authorities-down", sign(down.address(), "--authority", up.address()));
  }

  @Test
  void aPhoneThatIsNotThePersonsIsToldWithoutAWordOfFaces() throws Exception {
    EmbeddedAuthority strange =
        EmbeddedAuthority.start(
            PEOPLE.subList(1, PEOPLE.size()),
            (a, b) -> OptionalDouble.empty(),
            0.324,
            Clock.systemUTC(),
            AuthorityTerms.OPEN);
    started.add(strange);
    CommandLineRun run = sign(strange.address());
    refuses("identity-phone-no-match", run);
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("Check the name, ID number and mobile number"), run.err());
    assertFalse(run.err().contains("and face"), run.err());
  }

  @Test
  void aCodeIsReadFromAFileOneLineForEachTry() throws Exception {
    URI authority = authority(AuthorityTerms.OPEN).address();
    Path file = Files.writeString(folder.resolve("code"), "0000000\n");
    CommandLineRun wrong = sign(authority, "--phone-code-file", file);
    refuses("phone-code-wrong", wrong);
    assertTrue(wrong.err().contains("DEMO"), wrong.err());
    Files.writeString(file, "0000000\n0000000\n0000000\n", StandardCharsets.UTF_8);
    refuses("authority-busy", sign(authority, "--phone-code-file", file));
    URI fresh = authority(AuthorityTerms.OPEN).address();
    refuses("phone-code-used-up", sign(fresh, "--phone-code-file", file));
    URI third = authority(AuthorityTerms.OPEN).address();
    refuses(
        "phone-code-not-entered",
        sign(third, "--phone-code-file", Files.writeString(folder.resolve("none"), "")));
  }
}
