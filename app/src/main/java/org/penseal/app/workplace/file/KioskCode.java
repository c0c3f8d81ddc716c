// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The operator's code as the policy has it: PBKDF2 with HMAC-SHA-256, as {@code
 * pbkdf2-sha256:ROUNDS:SALT:HASH} in hexadecimal digits.
 */
public final class KioskCode {
  /** The shortest code that is taken. */
  public static final int SHORTEST = 6;

  private static final int ROUNDS = 600_000; // OWASP, Password Storage Cheat Sheet, 2023
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha256:([1-9][0-9]{5,6}):([0-9a-f]{32}):([0-9a-f]{64})");

  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private KioskCode(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  /** Reads one; empty if it has another form. */
  static Optional<KioskCode> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    HexFormat hex = HexFormat.of();
    return Optional.of(
        new KioskCode(
            Integer.parseInt(parts.group(1)),
            hex.parseHex(parts.group(2)),
            hex.parseHex(parts.group(3))));
  }

  /**
   * Makes one out of a code.
   *
   * @param code at least {@link #SHORTEST} characters; is overwritten
   */
  public static KioskCode make(char[] code, SecureRandom random) {
    if (code.length < SHORTEST) {
      throw new IllegalArgumentException("shorter than " + SHORTEST);
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new KioskCode(ROUNDS, salt, hash(code, salt, ROUNDS));
  }

  /**
   * Whether this is the code; takes a fraction of a second.
   *
   * @param typed is overwritten
   */
  public boolean matches(char[] typed) {
    return MessageDigest.isEqual(hash, hash(typed, salt, rounds));
  }

  private static byte[] hash(char[] code, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(code, salt, rounds, HASH_BYTES * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256", "SunJCE")
          .generateSecret(spec)
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has it", e);
    } finally {
      spec.clearPassword();
      Arrays.fill(code, '\0');
    }
  }

  /** As the policy has it. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return "pbkdf2-sha256:%d:%s:%s".formatted(rounds, hex.formatHex(salt), hex.formatHex(hash));
  }
}
