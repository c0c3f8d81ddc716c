// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * What the log has in the place of values that may tell of a person: keyed macs, those of one
 * person's with a salt that lies in the row and goes with it.
 */
final class Commitments {
  private static final int SALT_BYTES = 16;

  private final ArchiveKey key;
  private final SecureRandom random;
  private final Map<String, String> macs = new ConcurrentHashMap<>();

  Commitments(ArchiveKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** A fresh salt, hex. */
  String salt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** Sets the signer of a row; binds the pseudonym to the case in a way that ends with the salt. */
  String commit(Handle handle, String caseId, String pseudonym) throws StoreException {
    String salt = salt();
    int changed =
        handle.execute(
            "UPDATE signing_case SET signer_mac = ?, signer_salt = ? WHERE id = ?",
            pseudonym,
            salt,
            caseId);
    if (changed != 1) {
      throw new StoreException.NoSuchCase(caseId);
    }
    return signer(pseudonym, salt);
  }

  /** The signer's pseudonym as the log has it. */
  String signer(String pseudonym, String salt) {
    return mac("signer in the log", salt + "\n" + pseudonym);
  }

  /** The business as the log has it: its name may be a person's. */
  String business(String id) {
    return mac("business in the log", id);
  }

  /** Output and settings as the log has them: a path may have a person's name. */
  String order(String output, String settings, String salt) {
    return mac(
        "order in the log", "%s\n%d\n%s\n%s".formatted(salt, output.length(), output, settings));
  }

  // Rows are compared over and over, and most are the same as the last time.
  private String mac(String label, String text) {
    return macs.computeIfAbsent(
        label + "\n" + text,
        any -> HexFormat.of().formatHex(key.mac(label, text.getBytes(StandardCharsets.UTF_8))));
  }
}
