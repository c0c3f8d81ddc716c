// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Tokens of applications: 256 bits at random, of which the server keeps the SM3 only. So many bits
 * need no slow hash; and a digest that is looked up tells nothing of the token by the time it
 * takes.
 */
public final class Tokens {
  private static final int BYTES = 32;

  private Tokens() {}

  /** A new token. */
  public static String make(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "pst_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What stands in the file for it, without {@code sm3:}. */
  public static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SM3", "BC").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
      throw new IllegalStateException("SM3 is missing: is the provider registered?", e);
    }
  }
}
