// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.penseal.cms.ber.DerNode;
import org.penseal.file.ByteSource;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.SigningException;

/**
 * Seals contents of any size; the message is DER. A content key of 16 bytes is drawn for each
 * message and used for it alone, so that no nonce ever meets the same key twice.
 */
public final class EnvelopeWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final EnvelopeForm form;
  private final List<Recipient> recipients;
  private final SecureRandom random;

  /**
   * Seals for these recipients.
   *
   * @param recipients 1 to {@link Recipient#MOST}; only certificates in the form of GB/T 35275
   */
  public EnvelopeWriter(EnvelopeForm form, List<Recipient> recipients, SecureRandom random) {
    boolean certified = recipients.stream().allMatch(Recipient.Certified.class::isInstance);
    boolean some = !recipients.isEmpty() && recipients.size() <= Recipient.MOST;
    if (!some || form == EnvelopeForm.GM && !certified) {
      throw new IllegalArgumentException("no recipient, too many, or none for this form");
    }
    this.form = form;
    this.recipients = List.copyOf(recipients);
    this.random = random;
  }

  /**
   * Writes the message.
   *
   * @param content whose length stays as it is; if it is cut short meanwhile the message is no
   *     valid one, which the caller must find out
   * @throws CmsException.ContentTooLong if it is more than SM4-GCM allows
   * @throws CmsException.SealBroken with the reason cannot-seal if a recipient's key is no SM2 key
   */
  public void write(ByteSource content, OutputStream out) throws SigningException, IOException {
    if (form.authenticated() && content.length() > ContentCipher.MOST_GCM_BYTES) {
      throw new CmsException.ContentTooLong(content.length(), ContentCipher.MOST_GCM_BYTES);
    }
    byte[] key = new byte[Recipient.KEY_BYTES];
    try {
      byte[] nonce =
          new byte[form.authenticated() ? ContentCipher.NONCE_BYTES : ContentCipher.BLOCK_BYTES];
      random.nextBytes(key);
      random.nextBytes(nonce);
      Flow flow =
          new Flow(
              content,
              form.authenticated()
                  ? ContentCipher.gcm(true, key, nonce)
                  : ContentCipher.cbc(true, key, nonce));
      message(key, nonce, content.length(), flow).write(out, flow::write);
    } catch (GeneralSecurityException e) {
      throw new CmsException.SealBroken(CmsException.SealBroken.Why.CANNOT_SEAL, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private DerNode message(byte[] key, byte[] nonce, long length, Flow flow)
      throws GeneralSecurityException, IOException {
    // CBC is padded by 1 to 16 bytes, RFC 5652 section 6.3.
    long sealed =
        form.authenticated()
            ? length
            : (length / ContentCipher.BLOCK_BYTES + 1) * ContentCipher.BLOCK_BYTES;
    ASN1Encodable parameters =
        form.authenticated()
            ? new GCMParameters(nonce, ContentCipher.TAG_BYTES)
            : new DEROctetString(nonce);
    DerNode encrypted =
        DerNode.sequence(
            List.of(
                DerNode.of(form.data()),
                DerNode.of(new AlgorithmIdentifier(form.cipher(), parameters)),
                DerNode.implicitOctets(0, sealed)));
    List<DerNode> parts = new ArrayList<>();
    parts.add(DerNode.of(new ASN1Integer(version())));
    parts.add(DerNode.of(RecipientInfos.of(key, recipients, form, random)));
    parts.add(encrypted);
    if (form.authenticated()) {
      parts.add(DerNode.later(ContentCipher.TAG_BYTES, out -> out.write(flow.tag)));
    }
    return DerNode.sequence(
        List.of(DerNode.of(form.type()), DerNode.explicit(0, DerNode.sequence(parts))));
  }

  // RFC 5652, section 6.1; 0 in RFC 5083, section 2.1; 1 in GB/T 35275.
  private int version() {
    return switch (form) {
      case AUTHENTICATED -> 0;
      case GM -> 1;
      case CMS -> {
        if (recipients.stream().anyMatch(Recipient.Secret.class::isInstance)) {
          yield 3;
        }
        yield recipients.stream().anyMatch(Recipient.Keyed.class::isInstance) ? 2 : 0;
      }
    };
  }

  /** The content on its way through the cipher. */
  private static final class Flow {
    private final ByteSource content;
    private final ContentCipher cipher;
    private byte[] tag = new byte[ContentCipher.TAG_BYTES];

    Flow(ByteSource content, ContentCipher cipher) {
      this.content = content;
      this.cipher = cipher;
    }

    void write(OutputStream out) throws IOException {
      byte[] plain = new byte[BUFFER_BYTES];
      byte[] sealed = new byte[cipher.room(BUFFER_BYTES)];
      long position = 0;
      try {
        // Exactly the length that stands in the header, even if the file has grown.
        while (position < content.length()) {
          int wanted = (int) Math.min(plain.length, content.length() - position);
          int count = content.read(position, plain, 0, wanted);
          if (count <= 0) {
            break;
          }
          out.write(sealed, 0, cipher.update(plain, count, sealed));
          position += count;
        }
        int last = cipher.finish(sealed);
        if (cipher instanceof ContentCipher.Gcm) {
          last -= ContentCipher.TAG_BYTES;
          tag = Arrays.copyOfRange(sealed, last, last + ContentCipher.TAG_BYTES);
        }
        out.write(sealed, 0, last);
      } catch (InvalidCipherTextException e) {
        throw new IllegalStateException("sealing has no tag or padding to check", e);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    }
  }
}
