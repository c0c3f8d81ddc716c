// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penseal.pdf.Tool.openssl;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.Certificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.file.ByteSource;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.signature.Octets;

/**
 * Envelopes taken apart and put together by OpenSSL's single algorithms, since its {@code cms}
 * command knows neither SM2 recipients nor SM4-GCM (3.5.9).
 */
class SecondOpinionTest {
  private static final byte[] TEXT =
      "sealed text, not a multiple of 16".getBytes(StandardCharsets.US_ASCII);
  private static final HexFormat HEX = HexFormat.of();

  @TempDir Path folder;
  private @Nullable Pkcs12File made;

  @BeforeEach
  void makeRecipient() throws Exception {
    SigningBench.registerProvider();
    Path file = Tool.pkcs12(folder, "r", "sm2", "-sm3");
    openssl("x509", "-in", at("r.pem"), "-pubkey", "-noout", "-out", at("pub.pem"));
    made = Pkcs12File.read(file, "pw".toCharArray());
  }

  private Pkcs12File recipient() {
    return Objects.requireNonNull(made);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** {@code openssl enc} over bytes. */
  private byte[] enc(byte[] in, byte[] key, String... further) throws Exception {
    Files.write(folder.resolve("in"), in);
    Stream<String> words =
        Stream.of("enc", "-in", at("in"), "-out", at("out"), "-K", HEX.formatHex(key));
    openssl(Stream.concat(words, Stream.of(further)).toArray(String[]::new));
    return Files.readAllBytes(folder.resolve("out"));
  }

  private static byte[] seal(EnvelopeForm form, Recipient to) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new EnvelopeWriter(form, List.of(to), new SecureRandom()).write(ByteSource.of(TEXT), out);
    return out.toByteArray();
  }

  /** The parts of the message, from the version on. */
  private static ASN1Sequence parts(byte[] message) {
    ASN1Sequence info = ASN1Sequence.getInstance(message);
    ASN1TaggedObject content = ASN1TaggedObject.getInstance(info.getObjectAt(1));
    return ASN1Sequence.getInstance(content, true);
  }

  private static byte[] encrypted(ASN1Sequence contentInfo) {
    ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(contentInfo.getObjectAt(2));
    return ASN1OctetString.getInstance(tagged, false).getOctets();
  }

  private byte[] contentKey(ASN1Sequence parts) throws Exception {
    ASN1Set recipients = ASN1Set.getInstance(parts.getObjectAt(1));
    ASN1Sequence info = ASN1Sequence.getInstance(recipients.getObjectAt(0));
    byte[] key = ASN1OctetString.getInstance(info.getObjectAt(3)).getOctets();
    Files.write(folder.resolve("sealed.key"), key);
    openssl(
        "pkeyutl", "-decrypt", "-inkey", at("r.key"), "-in", at("sealed.key"), "-out", at("key"));
    return Files.readAllBytes(folder.resolve("key"));
  }

  @Test
  void opensslOpensTheKeyAndTheContentOfBothFormsForExchange() throws Exception {
    for (EnvelopeForm form : List.of(EnvelopeForm.CMS, EnvelopeForm.GM)) {
      ASN1Sequence parts =
          parts(seal(form, new Recipient.Certified(recipient().chain().getFirst())));
      ASN1Sequence content = ASN1Sequence.getInstance(parts.getObjectAt(2));
      ASN1Sequence algorithm = ASN1Sequence.getInstance(content.getObjectAt(1));
      String iv = HEX.formatHex(ASN1OctetString.getInstance(algorithm.getObjectAt(1)).getOctets());
      byte[] key = contentKey(parts);
      assertArrayEquals(TEXT, enc(encrypted(content), key, "-d", "-sm4-cbc", "-iv", iv));
      // GM/T 0006: 301.3 SM2 encryption; GB/T 35275: version 1, RFC 5652: version 0
      int version = form == EnvelopeForm.GM ? 1 : 0;
      assertEquals(new ASN1Integer(version), parts.getObjectAt(0));
    }
  }

  @Test
  void opensslFindsTheSameContentAndTagInGcm() throws Exception {
    ASN1Sequence parts =
        parts(
            seal(
                EnvelopeForm.AUTHENTICATED,
                new Recipient.Certified(recipient().chain().getFirst())));
    ASN1Sequence content = ASN1Sequence.getInstance(parts.getObjectAt(2));
    ASN1Sequence algorithm = ASN1Sequence.getInstance(content.getObjectAt(1));
    ASN1Sequence parameters = ASN1Sequence.getInstance(algorithm.getObjectAt(1));
    byte[] nonce = ASN1OctetString.getInstance(parameters.getObjectAt(0)).getOctets();
    byte[] key = contentKey(parts);
    byte[] sealed = encrypted(content);
    // NIST SP 800-38D, section 7.1: the counter starts at 2 for the content, 1 masks the tag.
    String counter = HEX.formatHex(nonce) + "00000002";
    assertArrayEquals(TEXT, enc(sealed, key, "-d", "-sm4-ctr", "-iv", counter));
    byte[] first = Arrays.copyOf(nonce, 16);
    first[15] = 1;
    byte[] mask = enc(first, key, "-sm4-ecb", "-nopad");
    byte[] hashKey = enc(new byte[16], key, "-sm4-ecb", "-nopad");
    byte[] tag = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
    BigInteger expected = new BigInteger(1, mask).xor(ghash(sealed, new BigInteger(1, hashKey)));
    assertEquals(expected, new BigInteger(1, tag));
  }

  // NIST SP 800-38D, section 6.4, over the content and the two lengths in bits.
  private static BigInteger ghash(byte[] sealed, BigInteger hashKey) {
    int padded = (sealed.length + 15) / 16 * 16;
    byte[] blocks = Arrays.copyOf(sealed, padded + 16);
    byte[] bits = BigInteger.valueOf(sealed.length * 8L).toByteArray();
    System.arraycopy(bits, 0, blocks, blocks.length - bits.length, bits.length);
    BigInteger y = BigInteger.ZERO;
    for (int i = 0; i < blocks.length; i += 16) {
      y = times(y.xor(new BigInteger(1, blocks, i, 16)), hashKey);
    }
    return y;
  }

  // Section 6.3: the leftmost bit is that of x^0.
  private static BigInteger times(BigInteger x, BigInteger y) {
    BigInteger r = BigInteger.valueOf(0xE1).shiftLeft(120);
    BigInteger z = BigInteger.ZERO;
    BigInteger v = y;
    for (int i = 127; i >= 0; i--) {
      z = x.testBit(i) ? z.xor(v) : z;
      v = v.testBit(0) ? v.shiftRight(1).xor(r) : v.shiftRight(1);
    }
    return z;
  }

  @Test
  void wrappedKeyIsThatOfRfc3394WithTheSm4OfOpenssl() throws Exception {
    byte[] secret = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    ASN1Sequence parts = parts(seal(EnvelopeForm.CMS, new Recipient.Keyed(Octets.of(secret))));
    ASN1Set recipients = ASN1Set.getInstance(parts.getObjectAt(1));
    ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(recipients.getObjectAt(0));
    ASN1Sequence info = ASN1Sequence.getInstance(tagged, false);
    byte[] wrapped = ASN1OctetString.getInstance(info.getObjectAt(3)).getOctets();
    byte[] unwrapped = unwrap(wrapped, secret);
    assertEquals("a6a6a6a6a6a6a6a6", HEX.formatHex(unwrapped, 0, 8)); // RFC 3394, section 2.2.3.1
    byte[] key = Arrays.copyOfRange(unwrapped, 8, 24);
    ASN1Sequence content = ASN1Sequence.getInstance(parts.getObjectAt(2));
    ASN1Sequence algorithm = ASN1Sequence.getInstance(content.getObjectAt(1));
    String iv = HEX.formatHex(ASN1OctetString.getInstance(algorithm.getObjectAt(1)).getOctets());
    assertArrayEquals(TEXT, enc(encrypted(content), key, "-d", "-sm4-cbc", "-iv", iv));
  }

  // RFC 3394, section 2.2.2, for a key of two blocks of 8 bytes.
  private byte[] unwrap(byte[] wrapped, byte[] secret) throws Exception {
    byte[] state = wrapped.clone();
    for (int step = 12; step >= 1; step--) {
      int place = step % 2 == 1 ? 8 : 16;
      byte[] block = new byte[16];
      System.arraycopy(state, 0, block, 0, 8);
      System.arraycopy(state, place, block, 8, 8);
      block[7] ^= (byte) step;
      byte[] plain = enc(block, secret, "-d", "-sm4-ecb", "-nopad");
      System.arraycopy(plain, 0, state, 0, 8);
      System.arraycopy(plain, 8, state, place, 8);
    }
    return state;
  }

  /** As others write it: content types of either standard, other names of SM2, BER in pieces. */
  @Test
  void readsWhatIsPutTogetherFromPartsThatOpensslMade() throws Exception {
    byte[] key = HEX.parseHex("00112233445566778899aabbccddeeff");
    byte[] iv = HEX.parseHex("0f0e0d0c0b0a09080706050403020100");
    byte[] sealed = enc(TEXT, key, "-sm4-cbc", "-iv", HEX.formatHex(iv));
    Files.write(folder.resolve("key"), key);
    openssl(
        "pkeyutl",
        "-encrypt",
        "-pubin",
        "-inkey",
        at("pub.pem"),
        "-in",
        at("key"),
        "-out",
        at("sealed.key"));
    byte[] sealedKey = Files.readAllBytes(folder.resolve("sealed.key"));
    String gm = "1.2.156.10197.6.1.4.2.";
    String pkcs7 = "1.2.840.113549.1.7.";
    for (String types : List.of(gm, pkcs7)) {
      for (String sm2 : List.of(".3", ".2", "")) {
        byte[] message = foreign(types, "1.2.156.10197.1.301" + sm2, sealedKey, iv, sealed);
        EnvelopeMessage read = EnvelopeMessage.parse(ByteSource.of(message));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        read.open(new Opener.Certified(recipient().key(), recipient().chain().getFirst()), out);
        assertArrayEquals(TEXT, out.toByteArray());
        assertEquals(types.equals(gm) ? EnvelopeForm.GM : EnvelopeForm.CMS, read.form());
      }
    }
  }

  private byte[] foreign(String types, String sm2, byte[] key, byte[] iv, byte[] sealed)
      throws Exception {
    Certificate certificate = Certificate.getInstance(recipient().chain().getFirst().getEncoded());
    DERSequence info =
        sequence(
            new ASN1Integer(1),
            new IssuerAndSerialNumber(
                certificate.getIssuer(), certificate.getSerialNumber().getValue()),
            sequence(new ASN1ObjectIdentifier(sm2)),
            new DEROctetString(key));
    ASN1EncodableVector content = new ASN1EncodableVector();
    content.add(new ASN1ObjectIdentifier(types + "1"));
    content.add(
        sequence(new ASN1ObjectIdentifier("1.2.156.10197.1.104.2"), new DEROctetString(iv)));
    BEROctetString pieces =
        new BEROctetString(
            new ASN1OctetString[] {
              new DEROctetString(Arrays.copyOf(sealed, 7)),
              new DEROctetString(Arrays.copyOfRange(sealed, 7, sealed.length))
            });
    content.add(new BERTaggedObject(false, 0, pieces));
    ASN1EncodableVector body = new ASN1EncodableVector();
    body.add(new ASN1Integer(1));
    body.add(new DERSet(info));
    body.add(new BERSequence(content));
    ASN1EncodableVector outer = new ASN1EncodableVector();
    outer.add(new ASN1ObjectIdentifier(types + "3"));
    outer.add(new BERTaggedObject(true, 0, new BERSequence(body)));
    return new BERSequence(outer).getEncoded();
  }

  private static DERSequence sequence(ASN1Encodable... values) {
    return new DERSequence(values);
  }
}
