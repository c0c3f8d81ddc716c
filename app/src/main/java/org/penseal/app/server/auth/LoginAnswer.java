// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.server.refusal.ServeException.LoginRefused;
import org.penseal.app.server.refusal.ServeException.LoginRefused.Ground;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/** The side of the one who logs in: a challenge, and what a login key answers to it. */
public final class LoginAnswer {
  private static final int LONGEST = 64 << 10;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String nonce;
  private final String application;
  private final String origin;
  private final Instant expires;

  private LoginAnswer(String nonce, String application, String origin, Instant expires) {
    this.nonce = nonce;
    this.application = application;
    this.origin = origin;
    this.expires = expires;
  }

  /**
   * Reads a challenge as {@code /v1/login/challenge} gives it.
   *
   * @throws FileException.InputUnreadable if it is none
   */
  public static LoginAnswer to(Path challenge) throws SigningException {
    try {
      if (Files.size(challenge) > LONGEST) {
        throw new FileException.InputUnreadable(challenge, "too large", null);
      }
      return of(Files.readAllBytes(challenge));
    } catch (IOException e) {
      throw new FileException.InputUnreadable(challenge, "no challenge", e);
    }
  }

  /**
   * The same of what was read.
   *
   * @throws IOException if it is none
   */
  public static LoginAnswer of(byte[] challenge) throws IOException {
    JsonNode read = JSON.readTree(challenge);
    try {
      return new LoginAnswer(
          text(read, "challenge"),
          text(read, "application"),
          text(read, "origin"),
          Instant.parse(text(read, "expires")));
    } catch (DateTimeException e) {
      throw new IOException("no time", e);
    }
  }

  private static String text(JsonNode read, String name) throws IOException {
    JsonNode found = read == null ? null : read.get(name);
    if (found == null || !found.isTextual()) {
      throw new IOException("no " + name);
    }
    return found.asText();
  }

  /** Which application asks. */
  public String application() {
    return application;
  }

  /**
   * Signs.
   *
   * @param here where the one who logs in sees themselves
   * @return what goes to {@code /v1/login/answer}
   * @throws LoginRefused if the challenge is another origin's or too old, or the key is none for
   *     logins: what a key that signs documents has signed could be held against its owner
   * @throws CredentialException.KeyRefused if the key does not sign
   */
  public Map<String, Object> signed(SigningKey key, String here, Instant now)
      throws SigningException, LoginRefused {
    if (!origin.equals(here) || now.isAfter(expires)) {
      throw new LoginRefused(Ground.CHALLENGE);
    }
    boolean[] usage = key.chain().getFirst().getKeyUsage();
    if (usage == null || !usage[0] || usage[1]) {
      throw new LoginRefused(Ground.CERTIFICATE);
    }
    byte[] value = key.sign(LoginText.of(application, origin, nonce, expires));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("challenge", nonce);
    answer.put("mode", LoginMode.SIGNATURE_CERTIFICATE.word());
    answer.put("certificates", encoded(key.chain()));
    answer.put("signature", Base64.getEncoder().encodeToString(value));
    return answer;
  }

  private static List<String> encoded(List<X509Certificate> chain) throws SigningException {
    List<String> all = new ArrayList<>();
    for (X509Certificate each : chain) {
      try {
        all.add(Base64.getEncoder().encodeToString(each.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new CredentialException.BadCertificate("login", Why.NOT_ENCODED, e);
      }
    }
    return all;
  }
}
