// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.Tool.openssl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.data.SignatureForm;
import org.penseal.cms.data.SignerFinding;
import org.penseal.cms.data.UserId;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.FileException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;

@Tag("slow")
class DataSignerTest {
  @TempDir Path folder;
  private Path data = Path.of("");

  @BeforeEach
  void file() throws Exception {
    SigningBench.registerProvider();
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    data = Files.write(folder.resolve("data"), bytes);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private SigningKey.Streaming key(String algorithm, String... further) throws Exception {
    Path file = Tool.pkcs12(folder, "k", algorithm, further);
    return Pkcs12File.read(file, "pw".toCharArray()).open();
  }

  private SigningKey.Streaming sm2() throws Exception {
    return key("sm2", "-sm3", "-sigopt", "distid:1234567812345678");
  }

  private Path sign(
      SigningKey.Streaming key, SignatureForm form, boolean attached, boolean attributes)
      throws Exception {
    Path out = folder.resolve("out.p7s");
    new DataSigner(SigningBench.HASHING, Clock.systemUTC())
        .sign(data, key, new SigningPlan(form, attached, attributes, null), out);
    return out;
  }

  private static SignatureReader.Found read(Path signature, @Nullable Path content)
      throws Exception {
    return new SignatureReader(SigningBench.HASHING).check(signature, content);
  }

  @Test
  void everyFormIsReadBackInDerAndBreaksWithTheFile() throws Exception {
    try (SigningKey.Streaming key = sm2()) {
      for (SignatureForm form : SignatureForm.values()) {
        for (boolean attached : new boolean[] {true, false}) {
          for (boolean attributes : new boolean[] {true, false}) {
            Path out = sign(key, form, attached, attributes);
            SignatureReader.Found found = read(out, attached ? null : data);
            SignerFinding one = found.signers().getFirst();
            assertEquals(List.of(), one.broken());
            assertEquals(form, found.form());
            assertTrue(found.der());
            assertEquals(attributes, one.attributes());
            assertEquals(UserId.DEFAULT, one.userId());
            // pdf-signer docs: GM/T 0006 301.1 in the GM form, 501 otherwise
            assertEquals(
                form == SignatureForm.GM ? "1.2.156.10197.1.301.1" : "1.2.156.10197.1.501",
                one.signatureOid());
            Path other = Files.write(folder.resolve("other"), new byte[] {1});
            if (!attached) {
              assertFalse(read(out, other).intact());
            }
          }
        }
      }
    }
  }

  @Test
  void attachedContentIsComparedWithTheFileBeside() throws Exception {
    try (SigningKey.Streaming key = sm2()) {
      Path out = sign(key, SignatureForm.CMS, true, true);
      SignatureVerifier verifier =
          new SignatureVerifier(TrustStore.empty(), SigningBench.HASHING, null);
      java.time.Instant now = java.time.Instant.now();
      DataReport same = verifier.verifyBeside(out, data, now);
      assertEquals(verifier.verify(out, null, now).verdict(), same.verdict());
      for (int length : new int[] {0, 99_999, 100_001}) {
        byte[] bytes = java.util.Arrays.copyOf(Files.readAllBytes(data), length);
        Path other = Files.write(folder.resolve("other"), bytes);
        DataReport found = verifier.verifyBeside(out, other, now);
        assertEquals(org.penseal.pdf.Report.Verdict.INVALID, found.verdict());
        assertTrue(found.signers().getFirst().reasons().contains("content-differs-from-file"));
      }
    }
  }

  @Test
  void setOfAttributesIsNotSignedAsAFile() throws Exception {
    try (SigningKey.Streaming key = sm2()) {
      ContentInfo info =
          ContentInfo.getInstance(Files.readAllBytes(sign(key, SignatureForm.CMS, false, true)));
      SignerInfo signer =
          SignerInfo.getInstance(
              SignedData.getInstance(info.getContent()).getSignerInfos().getObjectAt(0));
      byte[] set = signer.getAuthenticatedAttributes().getEncoded("DER");
      // and one that is longer than what is looked at
      byte[] large =
          java.util.Arrays.copyOf(HexFormat.of().parseHex("31830186a03003060155"), 100_005);
      for (byte[] each : List.of(set, large)) {
        Files.write(data, each);
        assertThrows(
            CmsException.AttributesAsContent.class,
            () -> sign(key, SignatureForm.CMS, false, false));
        sign(key, SignatureForm.CMS, false, true);
      }
    }
  }

  @Test
  void digestThatIsNotSupportedIsNotCalledAnotherOne() throws Exception {
    try (SigningKey.Streaming key = key("rsa:2048")) {
      String[] words = {"-in", data.toString(), "-signer", at("k.pem"), "-inkey", at("k.key")};
      openssl(
          java.util.stream.Stream.concat(
                  java.util.stream.Stream.of(
                      "cms",
                      "-sign",
                      "-binary",
                      "-md",
                      "sha1",
                      "-outform",
                      "DER",
                      "-out",
                      at("sha1")),
                  java.util.Arrays.stream(words))
              .toArray(String[]::new));
      SignatureReader.Found found = read(folder.resolve("sha1"), data);
      assertEquals(List.of("unsupported-algorithm"), found.signers().getFirst().broken());
    }
  }

  @Test
  void fileThatOnlyBeginsLikeASetIsSignedAndVerified() throws Exception {
    try (SigningKey.Streaming key = sm2()) {
      // SETs of an empty SEQUENCE and of NULL; "1" is 31, too
      for (String hex : List.of("31023000", "31020500", "3132330a", "31")) {
        Files.write(data, HexFormat.of().parseHex(hex));
        Path out = sign(key, SignatureForm.CMS, false, false);
        assertEquals(List.of(), read(out, data).signers().getFirst().broken(), hex);
      }
    }
  }

  @Test
  void opensslVerifiesRsaAndEcdsaOfEveryShape() throws Exception {
    for (String curve : List.of("P-256", "P-384", "P-521")) {
      try (SigningKey.Streaming key = key("ec", "-pkeyopt", "ec_paramgen_curve:" + curve)) {
        opensslVerifiesEveryShapeOf(key);
      }
    }
    try (SigningKey.Streaming key = key("rsa:2048")) {
      opensslVerifiesEveryShapeOf(key);
    }
    Pkcs12File rsa = Pkcs12File.read(folder.resolve("k.p12"), "pw".toCharArray());
    Suite pss = Suite.rsa("SHA-384", true);
    try (SigningKey.Streaming key = rsa.open(pss, Suite.DEFAULT_SM2_ID)) {
      opensslVerifiesEveryShapeOf(key);
    }
  }

  private void opensslVerifiesEveryShapeOf(SigningKey.Streaming key) throws Exception {
    for (boolean attributes : new boolean[] {true, false}) {
      Path detached = sign(key, SignatureForm.CMS, false, attributes);
      opensslVerifies(detached, "-content", data.toString());
      assertTrue(read(detached, data).intact());
      Path attached = sign(key, SignatureForm.CMS, true, attributes);
      opensslVerifies(attached);
      assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(folder.resolve("o")));
      SignerFinding found = read(attached, null).signers().getFirst();
      assertEquals(List.of(), found.broken());
      assertEquals(key.suite(), found.suite().orElseThrow());
    }
  }

  private void opensslVerifies(Path signature, String... content) {
    String[] words = {
      "cms",
      "-verify",
      "-binary",
      "-inform",
      "DER",
      "-in",
      signature.toString(),
      "-CAfile",
      at("k.pem"),
      "-purpose",
      "any",
      "-out",
      at("o")
    };
    openssl(Stream.concat(Stream.of(words), Stream.of(content)).toArray(String[]::new));
  }

  @Test
  void readsWhatOpensslSignsAndSaysWhichVariantItIs() throws Exception {
    try (SigningKey.Streaming unused = sm2()) {
      assertEquals(1, unused.chain().size());
    }
    String[] common = {
      "cms",
      "-sign",
      "-binary",
      "-md",
      "sm3",
      "-signer",
      at("k.pem"),
      "-inkey",
      at("k.key"),
      "-in",
      data.toString(),
      "-outform",
      "DER",
      "-out",
      at("o.p7s")
    };
    variant(common, UserId.EMPTY, true);
    variant(common, UserId.NONE, false, "-noattr");
    variant(common, UserId.DEFAULT, true, "-keyopt", "distid:1234567812345678");
    openssl(
        Stream.concat(Stream.of(common), Stream.of("-nodetach", "-stream")).toArray(String[]::new));
    SignatureReader.Found streamed = read(folder.resolve("o.p7s"), null);
    assertTrue(streamed.intact());
    assertFalse(streamed.der());
  }

  @Test
  void contentOfAnotherTypeLeavesTheVerdictOpen() throws Exception {
    Tool.pkcs12(folder, "v", "sm2", "-addext", "basicConstraints=critical,CA:FALSE");
    SignatureVerifier verifier =
        new SignatureVerifier(
            TrustStore.load(List.of(folder.resolve("v.pem"))), Hashing.jca(), null);
    for (String type : List.of("1.2.840.113549.1.7.1", "1.2.840.113549.1.9.16.1.4", "1.2.3.4")) {
      openssl(
          "cms",
          "-sign",
          "-binary",
          "-nodetach",
          "-md",
          "sm3",
          "-econtent_type",
          type,
          "-signer",
          at("v.pem"),
          "-inkey",
          at("v.key"),
          "-in",
          data.toString(),
          "-outform",
          "DER",
          "-out",
          at("o.p7s"));
      DataReport report = verifier.verify(folder.resolve("o.p7s"), null, Instant.now());
      boolean plain = type.equals("1.2.840.113549.1.7.1");
      assertEquals(
          plain ? Report.Verdict.VALID : Report.Verdict.INDETERMINATE, report.verdict(), type);
      assertEquals(
          !plain, report.signers().getFirst().reasons().contains(SignatureVerifier.NOT_DATA));
    }
    assertEquals("other", read(folder.resolve("o.p7s"), null).contentTypeName());
  }

  private void variant(String[] common, UserId id, boolean attributes, String... further)
      throws Exception {
    openssl(Stream.concat(Stream.of(common), Stream.of(further)).toArray(String[]::new));
    SignatureReader.Found found = read(folder.resolve("o.p7s"), data);
    assertEquals(List.of(), found.signers().getFirst().broken());
    assertEquals(id, found.signers().getFirst().userId());
    assertEquals(attributes, found.signers().getFirst().attributes());
  }

  @Test
  void contentGoesWithTheShapeAndBadPlacesAreRefused() throws Exception {
    try (SigningKey.Streaming key = sm2()) {
      Path attached = sign(key, SignatureForm.CMS, true, true);
      assertThrows(CmsException.ContentInside.class, () -> read(attached, data));
      Path detached = sign(key, SignatureForm.CMS, false, true);
      assertThrows(CmsException.ContentMissing.class, () -> read(detached, null));
      assertThrows(CmsException.Malformed.class, () -> read(data, null));
      assertThrows(FileException.InputUnreadable.class, () -> read(folder, data));
      DataSigner signer = new DataSigner(SigningBench.HASHING, Clock.systemUTC());
      SigningPlan plan = new SigningPlan(SignatureForm.CMS, true, true, null);
      assertThrows(FileException.OutputIsInput.class, () -> signer.sign(data, key, plan, data));
      assertThrows(
          FileException.OutputNotWritable.class, () -> signer.sign(data, key, plan, folder));
    }
  }

  /** The user id that {@code openssl cms -verify} cannot be told; {@code dgst} can. */
  @Test
  void opensslVerifiesTheSm2ValueOverAttributesAndOverTheFile() throws Exception {
    for (SignatureForm form : SignatureForm.values()) {
      for (boolean attributes : new boolean[] {true, false}) {
        try (SigningKey.Streaming key = sm2()) {
          byte[] message = Files.readAllBytes(sign(key, form, false, attributes));
          SignedData data =
              SignedData.getInstance(
                  ASN1TaggedObject.getInstance(ASN1Sequence.getInstance(message).getObjectAt(1))
                      .getExplicitBaseObject());
          SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
          Path signed = this.data;
          if (attributes) {
            byte[] set = signer.getAuthenticatedAttributes().getEncoded("DER");
            signed = Files.write(folder.resolve("attributes"), set);
          }
          Files.write(folder.resolve("value"), signer.getEncryptedDigest().getOctets());
          openssl("x509", "-in", at("k.pem"), "-pubkey", "-noout", "-out", at("pub.pem"));
          openssl(
              "dgst",
              "-sm3",
              "-verify",
              at("pub.pem"),
              "-sigopt",
              "distid:1234567812345678",
              "-signature",
              at("value"),
              signed.toString());
        }
      }
    }
  }

  @Test
  void thousandMutationsAndThousandTruncationsGiveTypedRefusalsOnly() throws Exception {
    Files.write(data, new byte[300]);
    byte[] whole;
    try (SigningKey.Streaming key = sm2()) {
      whole = Files.readAllBytes(sign(key, SignatureForm.GM, true, true));
    }
    Random random = new Random(7);
    TrustStore store = TrustStore.load(List.of(folder.resolve("k.pem")));
    SignatureVerifier verifier = new SignatureVerifier(store, SigningBench.HASHING, null);
    Path message = folder.resolve("message");
    Path out = folder.resolve("released");
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      if (i % 2 == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      try {
        Files.write(message, bytes);
        if (verifier.release(message, Instant.now(), out).released()) {
          // Only a byte of no meaning for the content was altered.
          assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(out));
          Files.delete(out);
        }
      } catch (CmsException.Malformed | CmsException.ContentMissing e) {
        refused++;
      }
      assertFalse(Files.exists(out));
    }
    assertTrue(refused > 1000, "truncations at least: " + refused);
  }
}
