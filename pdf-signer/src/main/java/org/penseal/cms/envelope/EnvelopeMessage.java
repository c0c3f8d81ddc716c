// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.penseal.cms.SignerChecks;
import org.penseal.cms.ber.BerException;
import org.penseal.cms.ber.BerReader;
import org.penseal.cms.ber.BerValue;
import org.penseal.file.ByteSource;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;

/**
 * An envelope as it stands in a file; the content stays in the file. At most 256 recipients, 64 KiB
 * each.
 */
public final class EnvelopeMessage {
  private static final int MOST_PARTS = 8;
  private static final int LARGEST_PART_BYTES = 1 << 16;
  private static final int BUFFER_BYTES = 1 << 16;

  private final BerReader reader;
  private final EnvelopeForm form;
  private final List<ASN1Encodable> recipients = new ArrayList<>();
  private final AlgorithmIdentifier algorithm;
  private final BerValue content;
  private final byte[] tag;
  private final boolean attributes;

  private EnvelopeMessage(BerReader reader) throws IOException {
    this.reader = reader;
    BerValue info = reader.expect(reader.whole(), BerValue.SEQUENCE);
    List<BerValue> outer = reader.children(info, 2);
    if (outer.size() != 2) {
      throw new BerException("no content");
    }
    this.form = EnvelopeForm.of(oid(outer.getFirst())).orElseThrow(() -> new BerException("type"));
    BerValue tagged = reader.expect(outer.getLast(), BerValue.context(0));
    BerValue data = reader.expect(reader.read(tagged.content(), tagged.contentEnd()), 0x10);
    List<BerValue> parts = new ArrayList<>(reader.children(data, MOST_PARTS));
    if (parts.size() < 3 || parts.getFirst().tag() != BerValue.INTEGER) {
      throw new BerException("parts of the envelope are missing");
    }
    parts.removeFirst();
    if (parts.getFirst().tag() == BerValue.context(0)) {
      parts.removeFirst(); // originatorInfo: certificates that are not needed to open
    }
    if (parts.size() < 2) {
      throw new BerException("parts of the envelope are missing");
    }
    readRecipients(reader.expect(parts.get(0), BerValue.SET));
    BerValue encrypted = reader.expect(parts.get(1), BerValue.SEQUENCE);
    List<BerValue> inner = reader.children(encrypted, MOST_PARTS);
    if (inner.size() < 3 || inner.get(2).tag() != BerValue.context(0)) {
      throw new BerException("no encrypted content");
    }
    reader.object(inner.getFirst(), LARGEST_PART_BYTES);
    this.algorithm =
        AlgorithmIdentifier.getInstance(reader.object(inner.get(1), LARGEST_PART_BYTES));
    this.content = inner.get(2);
    List<BerValue> rest = parts.subList(2, parts.size());
    this.attributes =
        form.authenticated() && rest.stream().anyMatch(v -> v.tag() == BerValue.context(1));
    this.tag = tag(rest);
  }

  private ASN1ObjectIdentifier oid(BerValue value) throws IOException {
    if (value.tag() != BerValue.OBJECT_IDENTIFIER) {
      throw new BerException("no object identifier");
    }
    return ASN1ObjectIdentifier.getInstance(reader.object(value, LARGEST_PART_BYTES));
  }

  private void readRecipients(BerValue set) throws IOException {
    for (BerValue each : reader.children(set, Recipient.MOST)) {
      RecipientInfo info = RecipientInfo.getInstance(reader.object(each, LARGEST_PART_BYTES));
      recipients.add(info.getInfo());
    }
  }

  private byte[] tag(List<BerValue> rest) throws IOException {
    if (!form.authenticated()) {
      return new byte[0];
    }
    for (BerValue each : rest) {
      if (each.tag() == BerValue.OCTET_STRING) {
        return ASN1OctetString.getInstance(reader.object(each, LARGEST_PART_BYTES)).getOctets();
      }
    }
    throw new BerException("no tag");
  }

  /**
   * Reads a message.
   *
   * @param source stays open as long as the content is read
   * @throws CmsException.Malformed if it is no envelope of these forms
   */
  public static EnvelopeMessage parse(ByteSource source) throws SigningException, IOException {
    try {
      return new EnvelopeMessage(new BerReader(source));
    } catch (BerException | RuntimeException e) {
      // BouncyCastle throws unchecked exceptions of many kinds for bad bytes.
      throw new CmsException.Malformed("envelope", e);
    }
  }

  /** Which of the forms it has. */
  public EnvelopeForm form() {
    return form;
  }

  /** How many recipients it has. */
  public int recipients() {
    return recipients.size();
  }

  /** Whether it names the certificate as its recipient, and nobody besides. */
  public boolean isOnlyFor(X509Certificate certificate) {
    try {
      return recipients.size() == 1
          && recipients.getFirst() instanceof KeyTransRecipientInfo only
          && SignerChecks.names(id(only), certificate);
    } catch (RuntimeException e) {
      return false; // BouncyCastle looks at some parts only when they are asked for
    }
  }

  /**
   * Issuer and serial number (hex) by which it names its first recipient, who may be his own
   * issuer; empty if it does otherwise.
   */
  public String recipient() {
    try {
      return recipients.getFirst() instanceof KeyTransRecipientInfo first
              && id(first).getId() instanceof IssuerAndSerialNumber named
          ? named.getName() + ", " + named.getSerialNumber().getValue().toString(16)
          : "";
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static SignerIdentifier id(KeyTransRecipientInfo info) {
    return SignerIdentifier.getInstance(info.getRecipientIdentifier().getId());
  }

  /**
   * Opens.
   *
   * @param out takes the content, which is worth nothing and must not be used if this method throws
   * @return the content's length in bytes
   * @throws CmsException.SealBroken with the reason other-recipient, unsupported-algorithm,
   *     wrong-key, tag-mismatch (altered, or under another key), or bad-padding (the same where the
   *     form is not authenticated)
   * @throws CmsException.Malformed if a part of the content is none
   */
  public long open(Opener opener, OutputStream out) throws SigningException, IOException {
    byte[] key = new byte[0];
    try {
      if (!form.cipher().equals(algorithm.getAlgorithm()) || attributes) {
        throw new CmsException.SealBroken(CmsException.SealBroken.Why.UNSUPPORTED_ALGORITHM, null);
      }
      key = RecipientInfos.contentKey(recipients, opener);
      return flow(form.authenticated() ? gcm(key) : cbc(key), out);
    } catch (InvalidCipherTextException e) {
      throw new CmsException.SealBroken(
          form.authenticated()
              ? CmsException.SealBroken.Why.TAG_MISMATCH
              : CmsException.SealBroken.Why.BAD_PADDING,
          e);
    } catch (BerException | RuntimeException e) {
      // BouncyCastle looks at some parts only when they are asked for.
      throw new CmsException.Malformed("envelope", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private ContentCipher gcm(byte[] key) throws SigningException {
    GCMParameters parameters = GCMParameters.getInstance(algorithm.getParameters());
    // Shorter tags are allowed by RFC 5084 and make forging easier.
    if (parameters.getIcvLen() != ContentCipher.TAG_BYTES
        || tag.length != ContentCipher.TAG_BYTES
        || content.contentLength() > 2 * ContentCipher.MOST_GCM_BYTES) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.UNSUPPORTED_ALGORITHM, null);
    }
    return ContentCipher.gcm(false, key, parameters.getNonce());
  }

  private ContentCipher cbc(byte[] key) throws SigningException {
    byte[] iv = ASN1OctetString.getInstance(algorithm.getParameters()).getOctets();
    if (iv.length != ContentCipher.BLOCK_BYTES) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.UNSUPPORTED_ALGORITHM, null);
    }
    return ContentCipher.cbc(false, key, iv);
  }

  private long flow(ContentCipher cipher, OutputStream out)
      throws IOException, InvalidCipherTextException {
    byte[] sealed = new byte[BUFFER_BYTES];
    byte[] plain = new byte[cipher.room(BUFFER_BYTES)];
    long length = 0;
    try (InputStream in = reader.octets(content)) {
      int count;
      while ((count = in.read(sealed)) >= 0) {
        int found = cipher.update(sealed, count, plain);
        out.write(plain, 0, found);
        length += found;
      }
      int last = cipher.update(tag, tag.length, plain);
      out.write(plain, 0, last);
      int end = cipher.finish(plain);
      out.write(plain, 0, end);
      return length + last + end;
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
