// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.Tool.openssl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.data.SignatureForm;
import org.penseal.cms.data.SignerFinding;
import org.penseal.cms.data.Sm2Value;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** Signature values that somebody takes out of one message and shows as those of another. */
class MovedValueTest {
  private static final byte[] CONTENT = "who signed this?".getBytes(StandardCharsets.UTF_8);
  @TempDir Path folder;
  private Path data = Path.of("");

  @BeforeEach
  void file() throws Exception {
    SigningBench.registerProvider();
    data = Files.write(folder.resolve("data"), CONTENT);
  }

  private SignerFinding read(Path signature, Path content) throws Exception {
    return new SignatureReader(SigningBench.HASHING).check(signature, content).signers().getFirst();
  }

  // A message of the same signer without attributes.
  private Path bare(SignedData from, SignerInfo signer) throws Exception {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(new ASN1Integer(1));
    parts.add(from.getDigestAlgorithms());
    parts.add(from.getEncapContentInfo());
    parts.add(new DERTaggedObject(false, 0, from.getCertificates()));
    parts.add(
        new DERSet(
            new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                (DERSet) null,
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                null)));
    return Files.write(
        folder.resolve("bare.p7s"),
        new ContentInfo(CMSObjectIdentifiers.signedData, new DERSequence(parts)).getEncoded("DER"));
  }

  private void isTold(Pkcs12File file, String id, boolean attributes) throws Exception {
    Path out = folder.resolve("out.p7s");
    try (SigningKey.Streaming key = file.open(Suite.SM2_SM3, id)) {
      new DataSigner(SigningBench.HASHING, Clock.systemUTC())
          .sign(data, key, new SigningPlan(SignatureForm.CMS, false, attributes, null), out);
    }
    SignedData message =
        SignedData.getInstance(ContentInfo.getInstance(Files.readAllBytes(out)).getContent());
    SignerInfo signer = SignerInfo.getInstance(message.getSignerInfos().getObjectAt(0));
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    other.write(
        Sm2Value.z(
            file.chain().getFirst().getPublicKey(),
            id.getBytes(StandardCharsets.UTF_8),
            SigningBench.HASHING));
    other.write(attributes ? signer.getAuthenticatedAttributes().getEncoded("DER") : CONTENT);
    Path shown = Files.write(folder.resolve("shown"), other.toByteArray());
    assertEquals(List.of("attributes-as-content"), read(bare(message, signer), shown).broken());
  }

  @Test
  void valueWithAUserIdIsNotOneOverAFileThatBeginsWithItsZ() throws Exception {
    Pkcs12File file =
        Pkcs12File.read(
            Tool.pkcs12(folder, "k", "sm2", "-sm3", "-sigopt", "distid:1234567812345678"),
            "pw".toCharArray());
    isTold(file, Suite.DEFAULT_SM2_ID, true);
    isTold(file, Suite.DEFAULT_SM2_ID, false);
    isTold(file, "agreed@example", true);
  }

  @Test
  void certificateWithTheSignersNameAndNumberDoesNotHideHis() throws Exception {
    Tool.pkcs12(folder, "k", "rsa:2048", "-set_serial", "7");
    String kept = Files.move(folder.resolve("k.pem"), folder.resolve("own.pem")).toString();
    String key = Files.move(folder.resolve("k.key"), folder.resolve("own.key")).toString();
    // Shorter, so that it comes first in the SET.
    Tool.pkcs12(folder, "k", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-set_serial", "7");
    Path out = folder.resolve("out.p7s");
    openssl(
        "cms",
        "-sign",
        "-binary",
        "-md",
        "sha256",
        "-outform",
        "DER",
        "-in",
        data.toString(),
        "-signer",
        kept,
        "-inkey",
        key,
        "-certfile",
        folder.resolve("k.pem").toString(),
        "-out",
        out.toString());
    SignerFinding found = read(out, data);
    assertEquals(List.of(), found.broken());
    assertTrue(found.certificate().orElseThrow().getPublicKey().getAlgorithm().startsWith("RSA"));
  }
}
