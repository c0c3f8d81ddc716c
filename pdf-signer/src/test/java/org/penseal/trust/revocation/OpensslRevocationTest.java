// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.pdf.Tool;
import org.penseal.pdf.ToolServer;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Kind;

/** OpenSSL 3.5 as a responder for our client, and as a second opinion on what ours makes. */
@Tag("slow")
class OpensslRevocationTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String SM2_ID = "distid:1234567812345678";

  @TempDir Path folder;

  private static Tool openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    return Tool.run(command.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** {@code openssl ocsp -port} over an index file as {@code openssl ca} keeps it. */
  private ToolServer responder(TestAuthority authority, String indexLine, String... further)
      throws Exception {
    Files.writeString(folder.resolve("index.txt"), indexLine);
    TestAuthority.pem(folder.resolve("sub.pem"), List.of(authority.subCertificate()));
    TestAuthority.pem(folder.resolve("sub.key"), authority.subFile().key());
    List<String> words =
        new ArrayList<>(List.of("-index", file("index.txt"), "-CA", file("sub.pem")));
    words.addAll(List.of("-rsigner", file("sub.pem"), "-rkey", file("sub.key")));
    words.addAll(List.of(further));
    return ToolServer.openssl(folder.resolve("ocsp.log"), "ocsp", words);
  }

  private static RevocationClient client(ToolServer responder, X509Certificate issuer) {
    return new RevocationClient(
        new HttpExchange(TIMEOUT),
        RevocationCache.inMemory(),
        List.of(new LocalResponder(issuer, List.of(responder.uri()), List.of())),
        Clock.systemUTC(),
        new SecureRandom());
  }

  private static String indexLine(X509Certificate certificate, String head) {
    String hex = certificate.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
    String serial = hex.length() % 2 == 0 ? hex : "0" + hex;
    return head + "\t" + serial + "\tunknown\t/CN=x\n";
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "ECDSA"})
  void asksTheResponderOfOpenssl(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Subject subject = new Subject(authority.signerCertificate(), authority.subCertificate());
      String good = indexLine(authority.signerCertificate(), "V\t360101000000Z\t");
      try (ToolServer responder = responder(authority, good, "-ndays", "1")) {
        RevocationClient.Answer answer = client(responder, authority.subCertificate()).ask(subject);
        assertEquals(new Status.Good(), answer.status());
        assertEquals(1, answer.data().ocsps().size());
      }
      String revoked =
          indexLine(authority.signerCertificate(), "R\t360101000000Z\t260101120000Z,keyCompromise");
      try (ToolServer responder = responder(authority, revoked)) {
        RevocationClient.Answer answer = client(responder, authority.subCertificate()).ask(subject);
        assertEquals(
            new Status.Revoked(Instant.parse("2026-01-01T12:00:00Z"), 1, null), answer.status());
      }
      // A responder that has no record of the certificate says unknown; then the certificate's own
      // addresses are asked.
      try (ToolServer responder = responder(authority, "")) {
        authority.close();
        ServiceException.RevocationUnavailable none =
            assertThrows(
                ServiceException.RevocationUnavailable.class,
                () -> client(responder, authority.subCertificate()).ask(subject));
        assertTrue(
            none.reason().startsWith(responder.uri() + " ocsp-certificate-unknown"), none.reason());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "ECDSA"})
  void opensslBelievesOurAnswers(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      TestAuthority.pem(folder.resolve("root.pem"), List.of(authority.rootCertificate()));
      TestAuthority.pem(folder.resolve("sub.pem"), List.of(authority.subCertificate()));
      TestAuthority.pem(folder.resolve("leaf.pem"), List.of(authority.signerCertificate()));
      String[] question = {
        "ocsp",
        "-issuer",
        file("sub.pem"),
        "-cert",
        file("leaf.pem"),
        "-url",
        authority.uri("/sub/ocsp").toString(),
        "-CAfile",
        file("root.pem"),
        "-verify_other",
        file("sub.pem"),
        "-respout",
        file("resp.der")
      };
      Tool good = openssl(question);
      assertTrue(good.output().contains("Response verify OK"), good.output());
      assertTrue(good.output().contains("leaf.pem: good"), good.output());
      authority.revoke(authority.signerCertificate(), Instant.now(), 1);
      Tool revoked = openssl(question);
      assertTrue(revoked.output().contains("Response verify OK"), revoked.output());
      assertTrue(revoked.output().contains("leaf.pem: revoked"), revoked.output());
      assertTrue(revoked.output().contains("keyCompromise"), revoked.output());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void opensslBelievesOurLists(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      TestAuthority.pem(folder.resolve("root.pem"), List.of(authority.rootCertificate()));
      TestAuthority.pem(folder.resolve("sub.pem"), List.of(authority.subCertificate()));
      TestAuthority.pem(folder.resolve("leaf.pem"), List.of(authority.signerCertificate()));
      verdict(authority, kind, "leaf.pem: OK");
      authority.revoke(authority.signerCertificate(), Instant.now(), 4);
      verdict(authority, kind, "certificate revoked");
    }
  }

  private void verdict(TestAuthority authority, Kind kind, String expected) throws Exception {
    Path der = Files.write(folder.resolve("list.der"), authority.list());
    Tool pem = openssl("crl", "-inform", "DER", "-in", der.toString(), "-out", file("list.pem"));
    assertEquals(0, pem.exit(), pem.output());
    List<String> command = new ArrayList<>(List.of("verify", "-crl_check"));
    if (kind == Kind.SM2) {
      // The certificates verify with the user id given; for lists openssl has no such option, so
      // that an SM2 list gives "CRL signature failure" with the id and without it.
      command.addAll(List.of("-vfyopt", SM2_ID));
    } else {
      Tool signature =
          openssl("crl", "-in", file("list.pem"), "-CAfile", file("sub.pem"), "-noout");
      assertTrue(signature.output().contains("verify OK"), signature.output());
    }
    command.addAll(
        List.of(
            "-CAfile",
            file("root.pem"),
            "-untrusted",
            file("sub.pem"),
            "-CRLfile",
            file("list.pem"),
            file("leaf.pem")));
    Tool tool = openssl(command.toArray(String[]::new));
    assertTrue(
        tool.output().contains(expected)
            || (kind == Kind.SM2 && tool.output().contains("CRL signature failure")),
        tool.output());
  }
}
