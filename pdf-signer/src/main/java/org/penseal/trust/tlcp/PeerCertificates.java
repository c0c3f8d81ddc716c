// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.penseal.signature.CertificateUse;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.CertificateMessage;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * What a peer has shown (GB/T 38636-2020, 6.4.4.1.3).
 *
 * @param signing its signature certificate
 * @param encryption its encryption certificate; a client may leave it out, whom it serves for
 *     nothing in the suites that are spoken
 * @param issuers the others, in their order
 */
public record PeerCertificates(
    X509Certificate signing, Optional<X509Certificate> encryption, List<X509Certificate> issuers) {
  /** Copies the list. */
  public PeerCertificates {
    issuers = List.copyOf(issuers);
  }

  /** The signature certificate, then the issuers. */
  public List<X509Certificate> signingChain() {
    return chain(signing);
  }

  /** The encryption certificate, then the issuers; empty if it was not shown. */
  public List<X509Certificate> encryptionChain() {
    return encryption.map(this::chain).orElse(List.of());
  }

  private List<X509Certificate> chain(X509Certificate first) {
    List<X509Certificate> chain = new ArrayList<>(List.of(first));
    chain.addAll(issuers);
    return chain;
  }

  /** When the first of them ends. */
  Instant notAfter() {
    Instant end = signing.getNotAfter().toInstant();
    Instant other = encryption.map(each -> each.getNotAfter().toInstant()).orElse(end);
    return other.isBefore(end) ? other : end;
  }

  /**
   * Of a message that is not empty. The second certificate is that for encryption; where it is not,
   * the last one is (as TASSL has it), or there is none.
   */
  static PeerCertificates of(CertificateMessage message) throws TlcpException {
    List<X509Certificate> all = new ArrayList<>();
    try {
      for (Octets each : message.certificates()) {
        all.add(certificate(each));
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new TlcpException.Refused(Alert.BAD_CERTIFICATE, "a certificate cannot be read", e);
    }
    return of(all);
  }

  /**
   * Of certificates as a peer has shown them.
   *
   * @param shown at least one
   * @throws TlcpException.Refused if the keys are no SM2 keys, or the first is not for signatures
   */
  public static PeerCertificates of(List<X509Certificate> shown) throws TlcpException {
    List<X509Certificate> all = new ArrayList<>(shown);
    try {
      X509Certificate signing = all.removeFirst();
      if (!CertificateUse.DIGITAL_SIGNATURE.in(signing)
          && !CertificateUse.CONTENT_COMMITMENT.in(signing)) {
        throw new TlcpException.Refused(
            Alert.UNSUPPORTED_CERTIFICATE, "the first certificate is not for signatures");
      }
      TlcpSm2.publicKey(signing);
      Optional<X509Certificate> encryption = Optional.empty();
      if (!all.isEmpty() && encrypts(all.getFirst())) {
        encryption = Optional.of(all.removeFirst());
      } else if (!all.isEmpty() && encrypts(all.getLast())) {
        encryption = Optional.of(all.removeLast());
      }
      if (encryption.isPresent()) {
        TlcpSm2.publicKey(encryption.get());
      }
      return new PeerCertificates(signing, encryption, all);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new TlcpException.Refused(Alert.BAD_CERTIFICATE, "a certificate cannot be read", e);
    }
  }

  private static X509Certificate certificate(Octets der)
      throws IOException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(new X509CertificateHolder(der.bytes()));
  }

  private static boolean encrypts(X509Certificate certificate) {
    return certificate.getBasicConstraints() < 0 && CertificateUse.encrypts(certificate);
  }
}
