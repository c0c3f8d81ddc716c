// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.ber.BerException;
import org.penseal.cms.ber.BerReader;
import org.penseal.cms.ber.BerValue;
import org.penseal.file.ByteSource;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;

/**
 * A SignedData of RFC 5652, section 5, or GB/T 35275, as it stands in a file; the content stays in
 * the file. At most 64 signers and 256 certificates, 8 MiB of each.
 */
public final class SignatureMessage {
  private static final int MOST_SIGNERS = 64;
  private static final int MOST_CERTIFICATES = 256;
  private static final int MOST_PARTS = 8;
  private static final int LARGEST_PART_BYTES = 8 << 20;
  private static final int LARGEST_OID_BYTES = 128;

  private final BerReader reader;
  private final SignatureForm form;
  private final ASN1ObjectIdentifier contentType;
  private final @Nullable BerValue content;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<Octets> crls = new ArrayList<>();
  private final List<SignerInfo> signers = new ArrayList<>();

  private SignatureMessage(BerReader reader) throws IOException {
    this.reader = reader;
    BerValue info = reader.expect(reader.whole(), BerValue.SEQUENCE);
    List<BerValue> outer = reader.children(info, 2);
    this.form =
        SignatureForm.of(oid(outer, 0)).orElseThrow(() -> new BerException("no SignedData"));
    BerValue data = explicit(outer, 1, 0);
    List<BerValue> parts = reader.children(reader.expect(data, BerValue.SEQUENCE), MOST_PARTS);
    if (parts.size() < 4 || parts.get(0).tag() != BerValue.INTEGER) {
      throw new BerException("parts of the SignedData are missing");
    }
    reader.object(parts.get(0), LARGEST_OID_BYTES);
    reader.object(reader.expect(parts.get(1), BerValue.SET), LARGEST_PART_BYTES);
    List<BerValue> inner = reader.children(reader.expect(parts.get(2), BerValue.SEQUENCE), 2);
    this.contentType = oid(inner, 0);
    this.content = inner.size() < 2 ? null : content(inner);
    readCertificates(parts);
    readSigners(reader.expect(parts.getLast(), BerValue.SET));
  }

  /**
   * Reads a message.
   *
   * @param source stays open as long as the content is read
   * @throws CmsException.Malformed if it is no SignedData
   */
  public static SignatureMessage parse(ByteSource source) throws SigningException, IOException {
    try {
      return new SignatureMessage(new BerReader(source));
    } catch (BerException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions of many kinds for bad bytes.
      throw new CmsException.Malformed("signature", e);
    }
  }

  // A certificate that cannot be read, on its way out of the constructor.
  private static final class GeneralFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GeneralFailure(GeneralSecurityException cause) {
      super(cause);
    }
  }

  private ASN1ObjectIdentifier oid(List<BerValue> values, int index) throws IOException {
    if (values.size() <= index || values.get(index).tag() != BerValue.OBJECT_IDENTIFIER) {
      throw new BerException("no object identifier");
    }
    return ASN1ObjectIdentifier.getInstance(reader.object(values.get(index), LARGEST_OID_BYTES));
  }

  private BerValue explicit(List<BerValue> values, int index, int number) throws IOException {
    if (values.size() <= index) {
      throw new BerException("no content");
    }
    BerValue tagged = reader.expect(values.get(index), BerValue.context(number));
    List<BerValue> inside = reader.children(tagged, 1);
    if (inside.isEmpty()) {
      throw new BerException("nothing in the tag");
    }
    return inside.getFirst();
  }

  private BerValue content(List<BerValue> inner) throws IOException {
    BerValue value = explicit(inner, 1, 0);
    if (value.tag() != BerValue.OCTET_STRING) {
      throw new BerException("content is no octet string");
    }
    return value;
  }

  private void readCertificates(List<BerValue> parts) throws IOException {
    for (BerValue part : parts.subList(3, parts.size() - 1)) {
      if (part.tag() != BerValue.context(0)) {
        reader.object(part, LARGEST_PART_BYTES);
        if (part.tag() == BerValue.context(1)) {
          readRevocation(part);
        }
        continue;
      }
      for (BerValue each : reader.children(part, MOST_CERTIFICATES)) {
        if (each.tag() == BerValue.SEQUENCE) { // others, RFC 5652 section 10.2.2
          certificates.add(certificate(reader.bytes(each, LARGEST_PART_BYTES / 8)));
        }
      }
    }
  }

  // RFC 5652, section 10.2.1; other formats (RFC 5940) are read over.
  private void readRevocation(BerValue part) throws IOException {
    for (BerValue each : reader.children(part, MOST_CERTIFICATES)) {
      if (each.tag() == BerValue.SEQUENCE) {
        crls.add(Octets.of(reader.bytes(each, LARGEST_PART_BYTES)));
      }
    }
  }

  private static X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "BC")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (GeneralSecurityException e) {
      throw new GeneralFailure(e);
    }
  }

  private void readSigners(BerValue set) throws IOException {
    for (BerValue each : reader.children(set, MOST_SIGNERS)) {
      signers.add(SignerInfo.getInstance(reader.object(each, LARGEST_PART_BYTES)));
    }
    if (signers.isEmpty()) {
      throw new BerException("no signer");
    }
  }

  /** Whose identifiers it carries. */
  public SignatureForm form() {
    return form;
  }

  /** Dotted type of the content. */
  public String contentType() {
    return contentType.getId();
  }

  /** Whether it is DER throughout. */
  public boolean der() {
    return reader.der();
  }

  /** Whether the content is inside. */
  public boolean attached() {
    return content != null;
  }

  /** The content, in order; empty if it is not inside. */
  public Optional<InputStream> content() {
    return Optional.ofNullable(content).map(reader::octets);
  }

  /** The certificates inside, in order. */
  public List<X509Certificate> certificates() {
    return List.copyOf(certificates);
  }

  /** The revocation lists inside, in order; nothing in them was looked at. */
  public List<Octets> crls() {
    return List.copyOf(crls);
  }

  /**
   * One check for each signer, in order.
   *
   * @param further certificates that are not in the message
   * @param sm2Id the one user id of SM2 signers that counts; null for those of {@link UserId}
   */
  public List<SignerCheck> checks(
      List<X509Certificate> further, byte @Nullable [] sm2Id, Hashing hashing) {
    List<X509Certificate> pool = new ArrayList<>(certificates);
    pool.addAll(further);
    return signers.stream()
        .map(signer -> new SignerCheck(signer, contentType, pool, sm2Id, hashing))
        .toList();
  }
}
