// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.pdf.Tool.openssl;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.EnvelopeWriter;
import org.penseal.cms.envelope.Opener;
import org.penseal.cms.envelope.Recipient;
import org.penseal.file.ByteSource;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException.NotForSealing;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

@Tag("slow")
class SealerTest {
  private static final Octets KEY = Octets.ofHex("000102030405060708090a0b0c0d0e0f");
  private static final Octets PASSWORD = Octets.of("密码 42".getBytes(StandardCharsets.UTF_8));

  private final SecureRandom random = new SecureRandom();
  private final Sealer sealer = new Sealer(random, Clock.systemUTC());
  @TempDir Path folder;
  private Path data = Path.of("");
  private Path sealed = Path.of("");
  private Path opened = Path.of("");

  @BeforeEach
  void file() throws Exception {
    SigningBench.registerProvider();
    byte[] bytes = new byte[200_003];
    new Random(1).nextBytes(bytes);
    data = Files.write(folder.resolve("data"), bytes);
    sealed = folder.resolve("sealed");
    opened = folder.resolve("opened");
  }

  private Pkcs12File recipient() {
    return EscrowKey.generate("recipient", Instant.now(), random);
  }

  private static Recipient of(Pkcs12File file) {
    return new Recipient.Certified(file.chain().getFirst());
  }

  private static Opener with(Pkcs12File file) {
    return new Opener.Certified(file.key(), file.chain().getFirst());
  }

  private void opens(Opener opener) throws Exception {
    Sealer.Opened found = sealer.open(sealed, opener, opened);
    assertEquals(Files.size(data), found.bytes());
    assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(opened));
    Files.delete(opened);
  }

  private void refused(String reason, Opener opener) {
    CmsException.SealBroken refusal =
        assertThrows(CmsException.SealBroken.class, () -> sealer.open(sealed, opener, opened));
    assertEquals(reason, refusal.why.code());
    assertFalse(Files.exists(opened));
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyRecipientOpensAndNobodyElse() throws Exception {
    Pkcs12File one = recipient();
    Pkcs12File two = recipient();
    for (EnvelopeForm form : EnvelopeForm.values()) {
      sealer.seal(data, form, List.of(of(one), of(two)), sealed);
      opens(with(one));
      opens(with(two));
      refused("other-recipient", with(recipient()));
      refused("other-recipient", new Opener.Keyed(KEY));
      refused("other-recipient", new Opener.Secret(PASSWORD));
      refused("wrong-key", new Opener.Certified(one.key(), two.chain().getFirst()));
    }
  }

  @Test
  void keyFileAndPasswordOpenToo() throws Exception {
    List<Recipient> both = List.of(new Recipient.Keyed(KEY), new Recipient.Secret(PASSWORD));
    for (EnvelopeForm form : List.of(EnvelopeForm.AUTHENTICATED, EnvelopeForm.CMS)) {
      sealer.seal(data, form, both, sealed);
      opens(new Opener.Keyed(KEY));
      opens(new Opener.Secret(PASSWORD));
      refused("wrong-key", new Opener.Keyed(Octets.of(new byte[16])));
      refused("wrong-key", new Opener.Secret(Octets.of(new byte[] {1})));
    }
    assertThrows(
        IllegalArgumentException.class, () -> sealer.seal(data, EnvelopeForm.GM, both, opened));
  }

  @Test
  void recipientWhoseNameAnotherKeyAlsoHasOpensInAnyOrder() throws Exception {
    List<Pkcs12File> twins = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      Path own = Files.createDirectories(folder.resolve(name));
      Path file = Tool.pkcs12(own, "twin", "sm2", "-sm3", "-set_serial", "7");
      twins.add(Pkcs12File.read(file, "pw".toCharArray()));
    }
    sealer.seal(
        data, EnvelopeForm.AUTHENTICATED, twins.stream().map(SealerTest::of).toList(), sealed);
    opens(with(twins.getFirst()));
    opens(with(twins.getLast()));
  }

  @Test
  void passwordOpensBesideOneOfAnotherKind() throws Exception {
    Octets other = Octets.of(new byte[] {2});
    List<Recipient> both = List.of(new Recipient.Secret(PASSWORD), new Recipient.Secret(other));
    sealer.seal(data, EnvelopeForm.AUTHENTICATED, both, sealed);
    // RFC 8018: id-PBKDF2 1.2.840.113549.1.5.12; the first of the set becomes 1.2.840.113549.1.5.13
    String hex = Octets.of(Files.readAllBytes(sealed)).hex();
    String altered = hex.replaceFirst("06092a864886f70d01050c", "06092a864886f70d01050d");
    Files.write(sealed, HexFormat.of().parseHex(altered));
    int opening = 0;
    for (Octets password : List.of(PASSWORD, other)) {
      try {
        opens(new Opener.Secret(password));
        opening++;
      } catch (CmsException.SealBroken e) {
        assertEquals("wrong-key", e.why.code());
      }
    }
    assertEquals(1, opening);
  }

  @Test
  void neverSealsForMoreThanCanOpen() throws Exception {
    Recipient one = of(recipient());
    sealer.seal(data, EnvelopeForm.CMS, Collections.nCopies(Recipient.MOST, one), sealed);
    refused("other-recipient", with(recipient())); // can be read
    assertThrows(
        IllegalArgumentException.class,
        () ->
            sealer.seal(
                data, EnvelopeForm.CMS, Collections.nCopies(Recipient.MOST + 1, one), opened));
  }

  @Test
  void alteredByteOfTheContentReleasesNothing() throws Exception {
    Pkcs12File mine = recipient();
    sealer.seal(data, EnvelopeForm.AUTHENTICATED, List.of(of(mine)), sealed);
    byte[] whole = Files.readAllBytes(sealed);
    for (int offset : new int[] {1000, whole.length / 2, whole.length - 20, whole.length - 1}) {
      byte[] altered = whole.clone();
      altered[offset] ^= 1;
      Files.write(sealed, altered);
      refused("tag-mismatch", with(mine));
    }
    assertEquals(List.of("data", "sealed"), names());
  }

  @Test
  void openedFileIsItsOwnersOnly() throws Exception {
    Pkcs12File mine = recipient();
    sealer.seal(data, EnvelopeForm.AUTHENTICATED, List.of(of(mine)), sealed);
    sealer.open(sealed, with(mine), opened);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(opened)));
  }

  @Test
  void sameFileNeverGivesTheSameMessage() throws Exception {
    List<Recipient> key = List.of(new Recipient.Keyed(KEY));
    sealer.seal(data, EnvelopeForm.AUTHENTICATED, key, sealed);
    byte[] first = Files.readAllBytes(sealed);
    sealer.seal(data, EnvelopeForm.AUTHENTICATED, key, sealed);
    byte[] second = Files.readAllBytes(sealed);
    assertEquals(first.length, second.length);
    assertNotEquals(
        HexFormat.of().formatHex(first, 300, 400), HexFormat.of().formatHex(second, 300, 400));
  }

  // openssl cms -encrypt -secretkey wraps with id-aes128-wrap whatever the content's cipher is.
  @Test
  void readsWhatOpensslSealsForAKeyAndAPassword() throws Exception {
    String in = data.toString();
    String out = sealed.toString();
    for (String stream : List.of("-binary", "-stream")) {
      openssl(
          "cms",
          "-encrypt",
          "-sm4-cbc",
          "-binary",
          stream,
          "-in",
          in,
          "-outform",
          "DER",
          "-out",
          out,
          "-secretkey",
          KEY.hex(),
          "-secretkeyid",
          "01");
      opens(new Opener.Keyed(KEY));
      openssl(
          "cms",
          "-encrypt",
          "-sm4-cbc",
          "-binary",
          stream,
          "-in",
          in,
          "-outform",
          "DER",
          "-out",
          out,
          "-pwri_password",
          "secret");
      opens(new Opener.Secret(Octets.of("secret".getBytes(StandardCharsets.US_ASCII))));
    }
  }

  @Test
  void opensslOpensWhatIsSealedForAPassword() throws Exception {
    Octets secret = Octets.of("secret".getBytes(StandardCharsets.US_ASCII));
    sealer.seal(data, EnvelopeForm.CMS, List.of(new Recipient.Secret(secret)), sealed);
    openssl(
        "cms",
        "-decrypt",
        "-binary",
        "-inform",
        "DER",
        "-in",
        sealed.toString(),
        "-out",
        opened.toString(),
        "-pwri_password",
        "secret");
    assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(opened));
  }

  @Test
  void certificatesThatAreNotForEncryptionAreRefused() throws Exception {
    String c = folder.resolve("c.pem").toString();
    String k = folder.resolve("k.pem").toString();
    String[] make = {
      "req", "-x509", "-nodes", "-subj", "/CN=x", "-days", "2", "-keyout", k, "-out", c
    };
    notForSealing(NotForSealing.Why.KEY, make, "-newkey", "rsa:2048");
    notForSealing(
        NotForSealing.Why.KEY, make, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    notForSealing(
        NotForSealing.Why.USAGE,
        make,
        "-newkey",
        "sm2",
        "-sm3",
        "-addext",
        "keyUsage=digitalSignature");
    Pkcs12File later = EscrowKey.generate("later", Instant.now().plusSeconds(3600), random);
    assertEquals(
        NotForSealing.Why.VALIDITY,
        assertThrows(
                NotForSealing.class,
                () -> sealer.seal(data, EnvelopeForm.CMS, List.of(of(later)), sealed))
            .why);
    assertFalse(Files.exists(sealed));
  }

  private void notForSealing(NotForSealing.Why why, String[] make, String... further)
      throws Exception {
    openssl(Stream.concat(Arrays.stream(make), Arrays.stream(further)).toArray(String[]::new));
    Recipient recipient =
        new Recipient.Certified(
            org.penseal.trust.TrustStore.load(List.of(folder.resolve("c.pem")))
                .anchors(org.penseal.trust.Purpose.SIGNER)
                .getFirst());
    assertEquals(
        why,
        assertThrows(
                NotForSealing.class,
                () -> sealer.seal(data, EnvelopeForm.CMS, List.of(recipient), sealed))
            .why);
  }

  @Test
  void contentThatIsTooLongForOneNonceIsRefusedBeforeAByte() {
    ByteSource endless =
        new ByteSource() {
          @Override
          public long length() {
            return (1L << 36) - 31; // NIST SP 800-38D, section 5.2.1.1: at most 2^36 - 32 bytes
          }

          @Override
          public int read(long position, byte[] target, int offset, int count) {
            throw new AssertionError("read");
          }
        };
    EnvelopeWriter writer =
        new EnvelopeWriter(EnvelopeForm.AUTHENTICATED, List.of(new Recipient.Keyed(KEY)), random);
    assertThrows(
        CmsException.ContentTooLong.class,
        () -> writer.write(endless, OutputStream.nullOutputStream()));
  }

  @Test
  void badPlacesAreRefused() throws Exception {
    List<Recipient> key = List.of(new Recipient.Keyed(KEY));
    EnvelopeForm form = EnvelopeForm.AUTHENTICATED;
    assertThrows(FileException.OutputIsInput.class, () -> sealer.seal(data, form, key, data));
    assertThrows(FileException.OutputNotWritable.class, () -> sealer.seal(data, form, key, folder));
    assertThrows(FileException.InputUnreadable.class, () -> sealer.seal(folder, form, key, sealed));
    assertThrows(
        CmsException.Malformed.class, () -> sealer.open(data, new Opener.Keyed(KEY), opened));
    assertEquals(List.of("data"), names());
  }

  @Test
  void thousandMutationsAndThousandTruncationsGiveTypedRefusalsAndNoOutput() throws Exception {
    Files.write(data, new byte[300]);
    Pkcs12File mine = recipient();
    for (EnvelopeForm form : List.of(EnvelopeForm.AUTHENTICATED, EnvelopeForm.GM)) {
      sealer.seal(data, form, List.of(of(mine)), sealed);
      byte[] whole = Files.readAllBytes(sealed);
      Random chance = new Random(7);
      int refused = 0;
      for (int i = 0; i < 2000; i++) {
        byte[] bytes = whole.clone();
        if (i % 2 == 0) {
          bytes = Arrays.copyOf(bytes, chance.nextInt(bytes.length));
        } else {
          bytes[chance.nextInt(bytes.length)] ^= (byte) (1 + chance.nextInt(255));
        }
        Files.write(sealed, bytes);
        try {
          sealer.open(sealed, with(mine), opened);
          if (form.authenticated()) {
            // Only a byte that carries no meaning may have been altered.
            assertArrayEquals(Files.readAllBytes(data), Files.readAllBytes(opened));
          }
          Files.delete(opened);
        } catch (CmsException.Malformed | CmsException.SealBroken e) {
          refused++;
          assertFalse(Files.exists(opened));
        }
      }
      assertTrue(refused > (form.authenticated() ? 1900 : 1300), form + ": " + refused);
    }
    assertEquals(List.of("data", "sealed"), names());
  }

  // CVE-2026-12802: a tag of four octets is guessed in four thousand million tries.
  @Test
  void shortTagIsNotAccepted() throws Exception {
    Pkcs12File mine = recipient();
    sealer.seal(data, EnvelopeForm.AUTHENTICATED, List.of(of(mine)), sealed);
    ASN1Sequence info = ASN1Sequence.getInstance(Files.readAllBytes(sealed));
    ASN1Sequence body = ASN1Sequence.getInstance((ASN1TaggedObject) info.getObjectAt(1), true);
    ASN1Encodable[] parts = body.toArray();
    byte[] tag = ASN1OctetString.getInstance(parts[parts.length - 1]).getOctets();
    for (int length : new int[] {4, 8, 12, 15}) {
      ASN1Encodable[] shorter = parts.clone();
      shorter[parts.length - 1] = new DEROctetString(Arrays.copyOf(tag, length));
      ASN1Sequence inner = ASN1Sequence.getInstance(parts[parts.length - 2]);
      ASN1Sequence cipher = ASN1Sequence.getInstance(inner.getObjectAt(1));
      ASN1Sequence parameters = ASN1Sequence.getInstance(cipher.getObjectAt(1));
      // GCMParameters: nonce, length of the tag (RFC 5084, section 3.2).
      ASN1Sequence told =
          new DERSequence(new ASN1Encodable[] {parameters.getObjectAt(0), new ASN1Integer(length)});
      shorter[parts.length - 2] =
          new DERSequence(
              new ASN1Encodable[] {
                inner.getObjectAt(0),
                new DERSequence(new ASN1Encodable[] {cipher.getObjectAt(0), told}),
                inner.getObjectAt(2)
              });
      Files.write(
          sealed,
          new DERSequence(
                  new ASN1Encodable[] {
                    info.getObjectAt(0), new DERTaggedObject(true, 0, new DERSequence(shorter))
                  })
              .getEncoded());
      assertThrows(SigningException.class, () -> sealer.open(sealed, with(mine), opened));
      assertFalse(Files.exists(opened));
    }
  }
}
