// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.CmsForm;
import org.penseal.cms.SignatureTimestamps;
import org.penseal.cms.SignerCertificate;
import org.penseal.cms.SignerChecks;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/** Checks one signer while the content flows through once; {@link #finish} gives the answer. */
public final class SignerCheck {
  private final SignerInfo signer;
  private final ASN1ObjectIdentifier contentType;
  private final Optional<X509Certificate> certificate;
  private final Hashing hashing;
  private final List<String> broken = new ArrayList<>();
  private final String digestName;
  private final @Nullable MessageDigest digest;
  private final @Nullable ValueCheck value;
  private final byte[] head = new byte[Sm2Value.Z_BYTES + AttributesAsContent.HEAD_BYTES];
  private long length;

  SignerCheck(
      SignerInfo signer,
      ASN1ObjectIdentifier contentType,
      List<X509Certificate> pool,
      byte @Nullable [] sm2Id,
      Hashing hashing) {
    this.signer = signer;
    this.contentType = contentType;
    this.hashing = hashing;
    this.certificate =
        SignerCertificate.among(pool, signer, each -> attributes() && verifies(each, sm2Id));
    String oid = signer.getDigestAlgorithm().getAlgorithm().getId();
    Optional<String> name = SignerChecks.digestName(oid);
    if (name.isEmpty()) {
      broken.add("unsupported-algorithm");
    }
    this.digestName = name.orElse(oid);
    this.digest = name.map(hashing::start).orElse(null);
    this.value = begin(sm2Id);
  }

  private boolean attributes() {
    return signer.getAuthenticatedAttributes() != null;
  }

  // Without attributes the content would be needed, which has not been read yet.
  private boolean verifies(X509Certificate candidate, byte @Nullable [] sm2Id) {
    try {
      ValueCheck check = new ValueCheck(key(candidate), signer, false, sm2Id, hashing);
      byte[] signed = signedAttributes();
      check.update(signed, 0, signed.length);
      return check.verify(signer.getEncryptedDigest().getOctets()) != null;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      return false;
    }
  }

  // DER again, whatever the message was encoded in (RFC 5652, section 5.4).
  private byte[] signedAttributes() throws IOException {
    return signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER);
  }

  private String signatureOid() {
    return signer.getDigestEncryptionAlgorithm().getAlgorithm().getId();
  }

  private @Nullable ValueCheck begin(byte @Nullable [] sm2Id) {
    if (certificate.isEmpty()) {
      broken.add("no-signer-certificate");
      return null;
    }
    try {
      return new ValueCheck(key(certificate.get()), signer, !attributes(), sm2Id, hashing);
    } catch (GeneralSecurityException e) {
      if (!broken.contains("unsupported-algorithm")) {
        broken.add("unsupported-algorithm");
      }
      return null;
    }
  }

  // BouncyCastle reads the key when it is asked for, and has several unchecked exceptions for
  // points off their curve and for curves that it does not know.
  private static PublicKey key(X509Certificate certificate) throws GeneralSecurityException {
    try {
      // Null for an algorithm that it does not know.
      return Objects.requireNonNull(certificate.getPublicKey());
    } catch (RuntimeException e) {
      throw new InvalidKeyException("key of a certificate cannot be read", e);
    }
  }

  /** The next bytes of the content. */
  public void update(byte[] bytes, int offset, int count) {
    if (length < head.length) {
      int kept = (int) Math.min(count, head.length - length);
      System.arraycopy(bytes, offset, head, (int) length, kept);
    }
    length += count;
    if (digest != null) {
      digest.update(bytes, offset, count);
    }
    if (!attributes() && value != null) {
      feed(value, bytes, offset, count);
    }
  }

  private void feed(ValueCheck check, byte[] bytes, int offset, int count) {
    try {
      check.update(bytes, offset, count);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a signature that was begun takes bytes", e);
    }
  }

  /** The answer, after the last byte; once. */
  public SignerFinding finish() {
    if (attributes()) {
      checkAttributes();
    } else if (AttributesAsContent.is(head, length)) {
      broken.add("attributes-as-content");
    }
    UserId userId = UserId.UNKNOWN;
    try {
      UserId found = value == null ? null : value.verify(signer.getEncryptedDigest().getOctets());
      if (found != null) {
        userId = found;
        if (found == UserId.NONE && isBehindZ()) {
          broken.add("attributes-as-content");
        }
      } else if (value != null) {
        broken.add("signature-mismatch");
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      broken.add("signature-mismatch");
    }
    return new SignerFinding(
        certificate,
        broken,
        digestName,
        value == null ? Optional.empty() : Optional.of(value.suite()),
        signatureOid(),
        attributes(),
        userId,
        Octets.of(signer.getEncryptedDigest().getOctets()),
        signedAt(),
        timestamps());
  }

  // A value over Z and a message is also one without Z over a file of both, as which somebody could
  // show it. Where the user id is not known here, attributes behind Z tell.
  private boolean isBehindZ() throws GeneralSecurityException {
    if (length < Sm2Value.Z_BYTES) {
      return false;
    }
    for (byte[] id : List.of(Sm2Value.DEFAULT_ID, Sm2Value.EMPTY_ID)) {
      byte[] z = Sm2Value.z(key(certificate.orElseThrow()), id, hashing);
      if (Arrays.equals(z, Arrays.copyOf(head, z.length))) {
        return true;
      }
    }
    byte[] rest = Arrays.copyOfRange(head, Sm2Value.Z_BYTES, head.length);
    return AttributesAsContent.is(rest, length - Sm2Value.Z_BYTES);
  }

  // Claimed by the signer; RFC 5652, section 11.3.
  private Optional<Instant> signedAt() {
    try {
      return single(CMSAttributes.signingTime)
          .map(value -> Time.getInstance(value).getDate().toInstant());
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private void checkAttributes() {
    try {
      if (!single(CMSAttributes.contentType).filter(contentType::equals).isPresent()) {
        broken.add("content-type-mismatch");
      }
      // A digest that is not supported says nothing about the content.
      byte[] found = digest == null ? null : digest.digest();
      if (found != null
          && !single(CMSAttributes.messageDigest)
              .filter(v -> v instanceof ASN1OctetString s && Arrays.equals(s.getOctets(), found))
              .isPresent()) {
        broken.add("digest-mismatch");
      }
      certificate
          .flatMap(each -> SignerChecks.signingCertificate(signer, each, CmsForm.PLAIN, hashing))
          .filter(reason -> !broken.contains(reason))
          .ifPresent(broken::add);
      byte[] der = signedAttributes();
      if (value != null) {
        feed(value, der, 0, der.length);
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      broken.add("signature-mismatch");
    }
  }

  private Optional<ASN1Primitive> single(ASN1ObjectIdentifier type) {
    return SignerChecks.single(signer, type);
  }

  private List<Octets> timestamps() {
    try {
      return SignatureTimestamps.of(signer);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
