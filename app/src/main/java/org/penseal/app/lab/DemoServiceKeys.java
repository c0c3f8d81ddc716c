// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.workplace.Laboratory;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Pem;
import org.penseal.trust.embedded.DemoIssuer;
import org.penseal.trust.embedded.DemoIssuer.Curve;
import org.penseal.trust.embedded.DemoIssuer.Use;

/**
 * Makes keys, certificates and roots of the demo's services. What is there stays and is not opened:
 * a start with all of them derives no key of a password.
 */
final class DemoServiceKeys {
  private static final int SECRET_BYTES = 32;
  private static final String DEMO = " DEMO 演示";
  private static final String PERSON = "person-sm2";

  private record Key(String file, String name, Use use, Curve curve) {}

  private static final List<Key> KEYS =
      List.of(
          new Key("seal-sm2", "Seal", Use.SIGN, Curve.SM2),
          new Key("seal-p256", "Seal", Use.SIGN, Curve.P256),
          new Key("tsa-sm2", "TSA", Use.STAMP, Curve.SM2),
          new Key("tsa-p256", "TSA", Use.STAMP, Curve.P256),
          new Key("tls-sm2", "localhost", Use.SERVER, Curve.SM2),
          new Key("tls-encryption", "localhost", Use.SERVER_ENCRYPTION, Curve.SM2),
          new Key("tls-p256", "localhost", Use.SERVER, Curve.P256),
          new Key("system-sm2", "System", Use.LOGIN, Curve.SM2),
          new Key("system-p256", "System", Use.LOGIN, Curve.P256),
          new Key("open-sm2", "Box", Use.OPEN, Curve.SM2),
          new Key(PERSON, "Person", Use.LOGIN, Curve.SM2),
          new Key("assert", "Assertions", Use.SIGN, Curve.P256));

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<Curve, DemoIssuer> issuers = new EnumMap<>(Curve.class);

  DemoServiceKeys(Path folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  void make() throws SigningException, IOException, CertificateEncodingException {
    for (Key each : KEYS) {
      Path file = folder.resolve(each.file + ".p12");
      if (!Files.exists(file)) {
        issuer(each.curve)
            .issue(file, Laboratory.PASSWORD.toCharArray(), each.name + DEMO, each.use, each.curve);
      }
    }
    Path vault = folder.resolve("vault.key");
    if (!Files.exists(vault)) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      DurableFile.write(vault, secret);
    }
    Path person = folder.resolve("registered").resolve("person.pem");
    if (!Files.exists(person)) {
      write(person, person());
    }
    for (String purpose : List.of("signer", "tsa")) {
      for (Curve curve : Curve.values()) {
        Path root = folder.resolve("trust").resolve(purpose).resolve(root(curve) + ".pem");
        if (!Files.exists(root)) {
          write(root, issuer(curve).root());
        }
      }
    }
  }

  private X509Certificate person() throws SigningException {
    return Pkcs12File.read(folder.resolve(PERSON + ".p12"), Laboratory.PASSWORD.toCharArray())
        .chain()
        .getFirst();
  }

  private DemoIssuer issuer(Curve curve) throws SigningException {
    DemoIssuer issuer = issuers.get(curve);
    if (issuer == null) {
      String name = "PenSeal DEMO Services Root " + (curve == Curve.SM2 ? "SM2" : "P-256") + " 演示";
      issuer = DemoIssuer.in(folder.resolve(root(curve) + ".p12"), name, curve, clock, random);
      issuers.put(curve, issuer);
    }
    return issuer;
  }

  private static String root(Curve curve) {
    return curve == Curve.SM2 ? "root-sm2" : "root-p256";
  }

  private static void write(Path file, X509Certificate certificate)
      throws IOException, CertificateEncodingException {
    Files.createDirectories(file.getParent());
    String text = Pem.certificate(certificate.getEncoded());
    DurableFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }
}
