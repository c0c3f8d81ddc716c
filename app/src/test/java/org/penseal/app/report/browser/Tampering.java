// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.util.CollectionStore;
import org.penseal.cms.CmsSignature;
import org.penseal.refusal.SigningException;

/** Broken files out of signed ones. */
final class Tampering {
  private static final HexFormat HEX = HexFormat.of();

  // At random over keys that are made anew, so by hand: -Dpenseal.agreement.messages=60.
  private static final int MESSAGES = Integer.getInteger("penseal.agreement.messages", 0);

  private final SignedSet set;
  private final Random random = new Random(20261125);

  Tampering(SignedSet set) {
    this.set = set;
  }

  /** One file for each kind of damage, and random ones. */
  void all(String... names) throws Exception {
    for (String name : names) {
      byte[] file = Files.readAllBytes(set.pdf(name));
      write(name + "-flipped", flipped(file, 40));
      write(name + "-cut", Arrays.copyOf(file, file.length - 700));
      write(name + "-cut-last", Arrays.copyOf(file, file.length - 1));
      write(name + "-extra", joined(file, "\nextra"));
      write(name + "-blanks", joined(file, "\n \n"));
      write(name + "-shifted", joined("%x\n".getBytes(StandardCharsets.US_ASCII), file));
      write(name + "-range", replaced(file, "/ByteRange [0 ", "/ByteRange [1 "));
      write(name + "-open-hole", openHole(file));
      for (int i = 0; i < MESSAGES; i++) {
        write(name + "-message-" + i, mutated(file));
      }
    }
  }

  /** The message of one file in the hole of another. */
  void swapped(String into, String from) throws IOException {
    byte[] file = Files.readAllBytes(set.pdf(into));
    byte[] cms = hole(Files.readAllBytes(set.pdf(from)));
    write(into + "-message-of-" + from, filled(file, cms));
  }

  /** The time-stamp of another signature. */
  void otherStamp(String into, String from) throws IOException, SigningException {
    byte[] file = Files.readAllBytes(set.pdf(into));
    CmsSignature other = CmsSignature.parse(hole(Files.readAllBytes(set.pdf(from))));
    CmsSignature own = CmsSignature.parse(hole(file));
    byte[] cms = own.withTimestamp(other.timestamps().getFirst()).der().bytes();
    write(into + "-stamp-of-" + from, filled(file, cms));
  }

  /** Certificates of another message. */
  void otherCertificate(String into, String from) throws Exception {
    byte[] file = Files.readAllBytes(set.pdf(into));
    CMSSignedData own = message(hole(file));
    Collection<X509CertificateHolder> other =
        message(hole(Files.readAllBytes(set.pdf(from)))).getCertificates().getMatches(null);
    CMSSignedData changed =
        CMSSignedData.replaceCertificatesAndCRLs(own, new CollectionStore<>(other), null, null);
    write(into + "-certificate-of-" + from, filled(file, changed.getEncoded("DER")));
  }

  private static CMSSignedData message(byte[] padded) throws Exception {
    return new CMSSignedData(new ByteArrayInputStream(CmsSignature.parse(padded).der().bytes()));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(set.pdf(name), bytes);
  }

  private static byte[] flipped(byte[] file, int at) {
    byte[] changed = file.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static byte[] joined(byte[] file, String text) {
    return joined(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(one);
    all.writeBytes(other);
    return all.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(byte[] file, String from, String to) {
    return text(file).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  // The last bracket of the hole inside the covered bytes.
  private static byte[] openHole(byte[] file) {
    byte[] changed = file.clone();
    int end = text(file).indexOf('>', start(file));
    changed[end] = '0';
    changed[end - 1] = '>';
    return changed;
  }

  private static int start(byte[] file) {
    return text(file).indexOf("/Contents <") + "/Contents <".length();
  }

  private static byte[] hole(byte[] file) {
    int start = start(file);
    return HEX.parseHex(text(file).substring(start, text(file).indexOf('>', start)));
  }

  private static byte[] filled(byte[] file, byte[] cms) {
    int capacity = hole(file).length;
    byte[] hex = HEX.formatHex(Arrays.copyOf(cms, capacity)).getBytes(StandardCharsets.US_ASCII);
    byte[] changed = file.clone();
    System.arraycopy(hex, 0, changed, start(file), hex.length);
    return changed;
  }

  private byte[] mutated(byte[] file) {
    byte[] cms = hole(file);
    int length = cms.length;
    while (cms[length - 1] == 0) {
      length--;
    }
    int at = random.nextInt(length - 1);
    switch (random.nextInt(3)) {
      case 0 -> cms[at] ^= (byte) (1 + random.nextInt(255));
      case 1 -> cms[at] = 5;
      default -> cms[at + 1] = 0;
    }
    return filled(file, cms);
  }
}
