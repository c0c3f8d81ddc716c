// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;

/**
 * What the server says of a login, signed: a JWS in compact form (RFC 7515) with ES256 (RFC 7518),
 * so that every application can verify it with a library of its own. It holds for a short while,
 * for the application that asked, and for the origin that was asked for.
 */
final class Assertions {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int NUMBER_BYTES = 32;

  private final NamedKey key;
  private final String issuer;
  private final int seconds;
  private final Hashing hashing;
  private final SecureRandom random;

  Assertions(NamedKey key, String issuer, int seconds, Hashing hashing, SecureRandom random) {
    this.key = key;
    this.issuer = issuer;
    this.seconds = seconds;
    this.hashing = hashing;
    this.random = random;
  }

  /**
   * A login that went well.
   *
   * @param application that asked
   * @param origin it was asked for
   * @param nonce of the challenge
   * @param subject who it is
   * @param certificate in hex, SM3 of the certificate; empty for none
   * @param mode how it was proven; the key itself was used in each
   */
  record Login(
      String application,
      String origin,
      String nonce,
      String subject,
      String certificate,
      LoginMode mode) {}

  /** Signs. */
  String of(Login login, Instant now) throws SigningException, ServeException {
    byte[] id = new byte[16];
    random.nextBytes(id);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", login.application);
    claims.put("sub", login.subject);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + seconds);
    claims.put("jti", BASE64.encodeToString(id));
    claims.put("nonce", login.nonce);
    claims.put("origin", login.origin);
    claims.put("mode", login.mode.word());
    claims.put("possession", true);
    if (!login.certificate.isEmpty()) {
      claims.put("certificate_sm3", login.certificate);
    }
    try (SigningKey signing = key.signing(now)) {
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("alg", "ES256");
      head.put("typ", "penseal-login+jwt");
      head.put("kid", id(signing.chain().getFirst()));
      String input = part(head) + "." + part(claims);
      byte[] value = signing.sign(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + BASE64.encodeToString(joined(value));
    }
  }

  private static String part(Map<String, Object> value) {
    try {
      return BASE64.encodeToString(JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  // RFC 7518, section 3.4: r and s, 32 bytes each, of SEQUENCE { INTEGER r, INTEGER s }.
  private static byte[] joined(byte[] der) {
    byte[] both = new byte[2 * NUMBER_BYTES];
    int at = 2;
    for (int i = 0; i < 2; i++) {
      int length = der[at + 1];
      byte[] number =
          new BigInteger(Arrays.copyOfRange(der, at + 2, at + 2 + length)).toByteArray();
      int from = Math.max(0, number.length - NUMBER_BYTES);
      int count = number.length - from;
      System.arraycopy(number, from, both, (i + 1) * NUMBER_BYTES - count, count);
      at += 2 + length;
    }
    return both;
  }

  private String id(X509Certificate certificate) {
    return Octets.of(hashing.start("SHA-256").digest(certificate.getPublicKey().getEncoded()))
        .hex()
        .substring(0, 32);
  }

  /** The public keys of all versions, as a JWK set (RFC 7517). */
  Map<String, Object> keys() {
    List<Map<String, String>> all = new ArrayList<>();
    for (X509Certificate each : key.certificates()) {
      if (each.getPublicKey() instanceof ECPublicKey point) {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("alg", "ES256");
        jwk.put("use", "sig");
        jwk.put("kid", id(each));
        jwk.put("x", coordinate(point.getW().getAffineX()));
        jwk.put("y", coordinate(point.getW().getAffineY()));
        all.add(jwk);
      }
    }
    return Map.of("keys", all);
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[NUMBER_BYTES];
    int from = Math.max(0, bytes.length - NUMBER_BYTES);
    System.arraycopy(bytes, from, fixed, NUMBER_BYTES - (bytes.length - from), bytes.length - from);
    return BASE64.encodeToString(fixed);
  }
}
