// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.Tool.openssl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.util.CollectionStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.data.SignatureForm;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TrustStore;

/** Revocation lists that a message brings along, made by OpenSSL. */
class DataRevocationTest {
  @TempDir Path folder;
  private Path message = Path.of("");
  private final Path released = Path.of("released");

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeEach
  void authority() throws Exception {
    SigningBench.registerProvider();
    message = folder.resolve("message.p7m");
    Files.writeString(folder.resolve("index"), "");
    Files.writeString(folder.resolve("serial"), "1000\n");
    Files.writeString(folder.resolve("crlnumber"), "01\n");
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [ca]
        default_ca = own
        [own]
        database = %1$s/index
        serial = %1$s/serial
        crlnumber = %1$s/crlnumber
        new_certs_dir = %1$s
        certificate = %1$s/root.pem
        private_key = %1$s/root.key
        default_md = sha256
        default_days = 2
        default_crl_days = 1
        policy = any
        x509_extensions = leaf
        [any]
        commonName = supplied
        [leaf]
        keyUsage = critical,digitalSignature
        crlDistributionPoints = URI:http://127.0.0.1:1/none.crl
        """
            .formatted(folder));
    String[] root = {"-keyout", at("root.key"), "-out", at("root.pem"), "-days", "3"};
    key("-x509", "/CN=root", root);
    key("-new", "/CN=leaf", "-keyout", at("leaf.key"), "-out", at("leaf.csr"));
    openssl(
        "ca",
        "-batch",
        "-config",
        at("ca.cnf"),
        "-in",
        at("leaf.csr"),
        "-out",
        at("leaf.pem"),
        "-notext");
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        at("leaf.key"),
        "-in",
        at("leaf.pem"),
        "-certfile",
        at("root.pem"),
        "-out",
        at("leaf.p12"),
        "-passout",
        "pass:pw");
  }

  private static void key(String kind, String subject, String... files) {
    String[] words = {
      "req",
      kind,
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-subj",
      subject
    };
    openssl(
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(words), java.util.Arrays.stream(files))
            .toArray(String[]::new));
  }

  /** Signs, and puts OpenSSL's list into the message as a sender would. */
  private DataReport released() throws Exception {
    Path data = Files.writeString(folder.resolve("data"), "data");
    Pkcs12File file = Pkcs12File.read(folder.resolve("leaf.p12"), "pw".toCharArray());
    try (SigningKey.Streaming key = file.open()) {
      new DataSigner(SigningBench.HASHING, Clock.systemUTC())
          .sign(data, key, new SigningPlan(SignatureForm.CMS, true, true, null), message);
    }
    openssl("ca", "-config", at("ca.cnf"), "-gencrl", "-out", at("crl.pem"));
    openssl("crl", "-in", at("crl.pem"), "-outform", "DER", "-out", at("crl.der"));
    CMSSignedData signed = new CMSSignedData(Files.readAllBytes(message));
    X509CRLHolder list = new X509CRLHolder(Files.readAllBytes(folder.resolve("crl.der")));
    CMSSignedData with =
        CMSSignedData.replaceCertificatesAndCRLs(
            signed, signed.getCertificates(), null, new CollectionStore<>(List.of(list)));
    Files.write(message, with.getEncoded());
    TrustStore store = TrustStore.load(List.of(folder.resolve("root.pem")));
    return new SignatureVerifier(store, SigningBench.HASHING, null)
        .release(message, Instant.now().plusSeconds(5), folder.resolve(released));
  }

  @Test
  void signerWhomAListInTheMessageClearsIsCovered() throws Exception {
    DataReport report = released();
    assertEquals(Report.Verdict.VALID, report.verdict(), report.toString());
    assertEquals(List.of(), report.signers().getFirst().reasons());
    assertTrue(Files.exists(folder.resolve(released)));
  }

  @Test
  void contentOfARevokedSignerStaysInside() throws Exception {
    openssl("ca", "-config", at("ca.cnf"), "-revoke", at("leaf.pem"));
    DataReport report = released();
    assertEquals(Report.Verdict.INVALID, report.verdict(), report.toString());
    assertEquals(List.of("certificate-revoked"), report.signers().getFirst().reasons());
    assertFalse(Files.exists(folder.resolve(released)));
  }
}
