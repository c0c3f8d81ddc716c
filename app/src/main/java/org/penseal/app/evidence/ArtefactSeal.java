// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.penseal.cms.envelope.Envelope;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * The two seals of an artefact in the archive: SM4-GCM under a key from the case's share, and
 * around it an envelope for the escrow key. Inside lie the length of the salt (one byte), the salt
 * of the manifest's digest, and the content.
 *
 * @param salt 16 bytes; none for an artefact that was sealed after its case
 * @param content plain bytes
 */
public record ArtefactSeal(byte[] salt, byte[] content) {
  private static final String LABEL = "penseal artefact share/1 ";

  /**
   * Seals.
   *
   * @param saltedSm3 the digest that stands in the manifest, lower-case hex; no other artefact of
   *     the case has it
   * @return ContentInfo in DER
   * @throws SigningException if the escrow's key is no SM2 key
   */
  public byte[] seal(String saltedSm3, byte[] share, X509Certificate escrow, SecureRandom random)
      throws SigningException {
    byte[] plain =
        ByteBuffer.allocate(1 + salt.length + content.length)
            .put((byte) salt.length)
            .put(salt)
            .put(content)
            .array();
    byte[] inner = ShareCipher.seal(share, LABEL + saltedSm3, plain);
    return Envelope.seal(inner, escrow, random).bytes();
  }

  /**
   * Opens both seals.
   *
   * @throws SigningException if it was sealed for another key
   * @throws IOException if the share is another case's, the bytes were altered, or it is not what
   *     the manifest names
   */
  public static ArtefactSeal open(byte[] sealed, String saltedSm3, byte[] share, Pkcs12File escrow)
      throws SigningException, IOException {
    byte[] inner = Envelope.open(Octets.of(sealed), escrow.key(), escrow.chain().getFirst());
    ByteBuffer plain;
    try {
      plain = ByteBuffer.wrap(ShareCipher.open(share, LABEL + saltedSm3, inner));
    } catch (GeneralSecurityException e) {
      throw new IOException("share does not open this artefact", e);
    }
    byte[] salt = new byte[plain.hasRemaining() ? Byte.toUnsignedInt(plain.get()) : 0];
    if (salt.length > plain.remaining()) {
      throw new IOException("a seal without its salt");
    }
    plain.get(salt);
    byte[] content = new byte[plain.remaining()];
    plain.get(content);
    if (salt.length > 0 && !Sm3.hex(salt, content).equals(saltedSm3)) {
      throw new IOException("not the artefact that the manifest names");
    }
    return new ArtefactSeal(salt, content);
  }
}
