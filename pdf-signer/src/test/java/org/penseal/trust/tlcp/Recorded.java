// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Octets;

/**
 * A connection that a Tongsuo client and a Tongsuo server had with each other, from testdata/tlcp.
 *
 * @param records in their order
 * @param clientRandom as the key log names it
 * @param master the master secret of the key log
 */
public record Recorded(List<Sent> records, Octets clientRandom, Octets master) {
  static {
    SigningBench.registerProvider();
  }

  private static final Path FOLDER = Path.of("..", "testdata", "tlcp");

  /** All that there are. */
  static final List<String> NAMES =
      List.of(
          "ecc-gcm",
          "ecc-gcm-noticket",
          "ecc-gcm-mutual",
          "ecc-cbc",
          "ecc-cbc-mutual",
          "ecdhe-gcm");

  /** One record. */
  public record Sent(boolean byClient, byte[] record) {}

  public static Recorded of(String name) throws IOException {
    List<Sent> records = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile())) {
      byte[] record = HexFormat.of().parseHex(each.get("record").asText());
      records.add(new Sent(each.get("from").asText().equals("client"), record));
    }
    String[] log =
        Files.readAllLines(FOLDER.resolve(name + ".keys")).stream()
            .filter(line -> line.startsWith("CLIENT_RANDOM "))
            .findFirst()
            .orElseThrow()
            .split(" ");
    return new Recorded(records, Octets.ofHex(log[1]), Octets.ofHex(log[2]));
  }

  /** All bytes of one side. */
  byte[] bytes(boolean ofClient) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    records.stream()
        .filter(each -> each.byClient() == ofClient)
        .forEach(each -> all.writeBytes(each.record()));
    return all.toByteArray();
  }

  public static X509Certificate certificate(String name) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", "BC")
            .generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(FOLDER.resolve(name + ".crt"))));
  }

  public static PrivateKey key(String name) throws Exception {
    String text = Files.readString(FOLDER.resolve(name + ".key"));
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      Object found = parser.readObject();
      PrivateKeyInfo info =
          found instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) found;
      return new JcaPEMKeyConverter().setProvider("BC").getPrivateKey(info);
    }
  }

  /** Who the server or the client of the recordings was. */
  static TlcpIdentity identity(String side) throws Exception {
    return TlcpIdentity.of(
        key(side + "-sign"),
        List.of(certificate(side + "-sign"), certificate("ca")),
        key(side + "-enc"),
        certificate(side + "-enc"));
  }
}
