// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What a login key signs: never bytes from the caller, but a fixed context and, each with its
 * length before it, application, origin, nonce and end. It begins with a letter, so it is no DER,
 * no handshake of TLS (RFC 8446, section 4.4.3, begins with spaces) and no text of another
 * protocol.
 */
public final class LoginText {
  /** How long a challenge is worth something. */
  public static final int CHALLENGE_SECONDS = 300;

  private static final String CONTEXT = "penseal login v1";

  private LoginText() {}

  /**
   * The bytes that are signed.
   *
   * @param application name of the application, as the server knows it
   * @param origin the site of the login, as the user sees it
   * @param nonce in base64url
   * @param expires end of the challenge
   */
  public static byte[] of(String application, String origin, String nonce, Instant expires) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(CONTEXT.getBytes(StandardCharsets.US_ASCII));
    out.write(0);
    for (String part : List.of(application, origin, nonce, expires.toString())) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }
}
