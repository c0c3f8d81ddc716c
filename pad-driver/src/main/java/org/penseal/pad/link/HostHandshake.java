// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;

/**
 * The host's side of a handshake: asks with keys made for this link alone, and knows the pad by its
 * certificate. Needs the BouncyCastle provider registered. One thread.
 */
public final class HostHandshake {
  private static final int KEY_AGREEMENT = 4;
  private static final int HEAD = 2;

  private final Sm2Agreement agreement;

  /** With fresh keys. */
  public HostHandshake(SecureRandom random) {
    this(Sm2Agreement.of(Sm2Agreement.number(random), Sm2Agreement.number(random)));
  }

  HostHandshake(Sm2Agreement agreement) {
    this.agreement = agreement;
  }

  /**
   * What the host knows when the pad has proved itself.
   *
   * @param confirm the report that proves the host's part; after it the session counts
   * @param certificate of the pad's link key; whether it is trusted is for the caller to say
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once and forgotten
  public record Agreed(byte[] confirm, LinkSession session, X509Certificate certificate) {}

  /** The report that asks for a link. */
  public byte[] hello() {
    byte[] report = new byte[HEAD + 2 * Sm2Agreement.POINT_BYTES];
    report[0] = (byte) LinkReport.HANDSHAKE;
    report[1] = LinkReport.HELLO;
    System.arraycopy(agreement.publicKey(), 0, report, HEAD, Sm2Agreement.POINT_BYTES);
    System.arraycopy(
        agreement.ephemeralKey(),
        0,
        report,
        HEAD + Sm2Agreement.POINT_BYTES,
        Sm2Agreement.POINT_BYTES);
    return report;
  }

  /**
   * Takes the pad's answer.
   *
   * @throws PadException.LinkBroken when the pad does not have the key of its certificate, or the
   *     certificate is none for a link
   */
  public Agreed agree(byte[] answer) throws PadException {
    int certificateAt = HEAD + Sm2Agreement.POINT_BYTES + Sm2Agreement.TAG_BYTES;
    if (answer.length <= certificateAt || answer[1] != LinkReport.ANSWER) {
      throw new PadException.LinkBroken(Why.AGREEMENT, null);
    }
    byte[] ephemeral = Arrays.copyOfRange(answer, HEAD, HEAD + Sm2Agreement.POINT_BYTES);
    byte[] tag = Arrays.copyOfRange(answer, HEAD + Sm2Agreement.POINT_BYTES, certificateAt);
    X509Certificate certificate =
        certificate(Arrays.copyOfRange(answer, certificateAt, answer.length));
    byte[] key = publicKey(certificate);
    Sm2Agreement.Result result = agreement.initiate(key, ephemeral, tag, LinkKeys.BYTES);
    byte[] confirm = new byte[HEAD + Sm2Agreement.TAG_BYTES];
    confirm[0] = (byte) LinkReport.HANDSHAKE;
    confirm[1] = LinkReport.CONFIRM;
    System.arraycopy(result.answer(), 0, confirm, HEAD, Sm2Agreement.TAG_BYTES);
    return new Agreed(confirm, new LinkKeys(result.key()).host(), certificate);
  }

  private static byte[] publicKey(X509Certificate certificate) throws PadException.LinkBroken {
    try {
      return SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
          .getPublicKeyData()
          .getOctets();
    } catch (RuntimeException e) {
      // A key of no kind that the provider knows.
      throw new PadException.LinkBroken(Why.CERTIFICATE, e);
    }
  }

  private static X509Certificate certificate(byte[] der) throws PadException.LinkBroken {
    try {
      if (CertificateFactory.getInstance("X.509", "BC")
              .generateCertificate(new ByteArrayInputStream(der))
          instanceof X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && usage[KEY_AGREEMENT]) {
          return certificate;
        }
      }
      throw new PadException.LinkBroken(Why.CERTIFICATE, null);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new PadException.LinkBroken(Why.CERTIFICATE, e);
    }
  }
}
