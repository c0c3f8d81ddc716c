// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.revision;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.apache.pdfbox.pdmodel.encryption.StandardSecurityHandler;

/**
 * The keys that a password opens. Since revision 5 user and owner have entries of their own with
 * the key of the file (ISO 32000-2, 7.6.4.4), and if one password opens both, each reader takes the
 * one that it tries first. Before, the key is verified as such.
 */
final class FileKeys {
  // Readers do not agree on the octets of other letters than those of ASCII.
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

  private FileKeys() {}

  /** Whether every way in leads to the same key, to which the permissions belong. */
  static boolean agree(PDEncryption encryption, String password) {
    try {
      byte[] key = encryption.getSecurityHandler().getEncryptionKey();
      String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
      for (String spelling : Set.copyOf(List.of(password, normal))) {
        for (Charset charset : CHARSETS) {
          byte[] octets = spelling.getBytes(charset);
          octets = Arrays.copyOf(octets, Math.min(octets.length, 127));
          if (!isKey(key, encryption, octets, true) || !isKey(key, encryption, octets, false)) {
            return false;
          }
        }
      }
      return permits(encryption, key);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static boolean isKey(
      byte[] key, PDEncryption encryption, byte[] password, boolean asOwner) throws IOException {
    StandardSecurityHandler handler = new StandardSecurityHandler();
    byte[] user = encryption.getUserKey();
    byte[] owner = encryption.getOwnerKey();
    int revision = encryption.getRevision();
    byte[] none = {}; // permissions, identifier and length belong to older revisions
    boolean opens =
        asOwner
            ? handler.isOwnerPassword(password, user, owner, 0, none, revision, 32, true)
            : handler.isUserPassword(password, user, owner, 0, none, revision, 32, true);
    return !opens
        || Arrays.equals(
            key,
            handler.computeEncryptedKey(
                password,
                owner,
                user,
                encryption.getOwnerEncryptionKey(),
                encryption.getUserEncryptionKey(),
                0,
                none,
                revision,
                32,
                true,
                asOwner));
  }

  // ISO 32000-2, 7.6.4.4.12, algorithm 13.
  private static boolean permits(PDEncryption encryption, byte[] key)
      throws IOException, GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
    byte[] plain = cipher.doFinal(encryption.getPerms(), 0, 16);
    boolean same = plain[8] == (encryption.isEncryptMetaData() ? 'T' : 'F');
    for (int i = 0; i < 4; i++) {
      same &= plain[i] == (byte) (encryption.getPermissions() >> 8 * i);
    }
    return same && plain[9] == 'a' && plain[10] == 'd' && plain[11] == 'b';
  }
}
