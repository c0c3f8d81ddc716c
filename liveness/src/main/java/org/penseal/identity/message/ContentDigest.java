// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The header {@code Content-Digest} with SHA-256 (RFC 9530, section 2). */
public final class ContentDigest {
  /** Its name. */
  public static final String HEADER = "Content-Digest";

  private ContentDigest() {}

  /** The value for a body, as {@code sha-256=:BASE64:}. */
  public static String of(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
