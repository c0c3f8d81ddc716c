// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures of messages. Takes only what {@link MessageSigner} makes: one signature of the
 * label {@code sig1} over exactly the components expected, in their order. Any thread.
 *
 * @param keys which keys may have signed
 * @param tolerance how far its time may lie from now, either way
 * @param clock tells now
 */
public record MessageVerifier(List<MessageKey> keys, Duration tolerance, Clock clock) {
  private static final Pattern INPUT =
      Pattern.compile(
          "sig1=((\\([^()]{1,400}\\));created=([0-9]{1,12});keyid=\"([A-Za-z0-9._-]{1,100})\""
              + ";alg=\"([a-z0-9-]{1,40})\";nonce=\"([A-Za-z0-9_-]{8,100})\")");
  private static final Pattern VALUE = Pattern.compile("sig1=:([A-Za-z0-9+/=]{1,2000}):");

  /** Copies the list. */
  public MessageVerifier {
    keys = List.copyOf(keys);
  }

  /** What is wrong with a signature. */
  public enum Fault {
    /** There is none. */
    MISSING,
    /** It is not of this profile. */
    MALFORMED,
    /** It covers something else than is asked for. */
    OTHER_COMPONENTS,
    /** Its key is not known, or is of another algorithm than it says. */
    UNKNOWN_KEY,
    /** The certificate of its key is not valid now. */
    KEY_NOT_VALID,
    /** It was made too long ago, or in the future. */
    STALE,
    /** It does not fit the message. */
    WRONG
  }

  /**
   * What a check found.
   *
   * @param fault null if the signature is good
   * @param nonce of the signature, empty if it was not read
   */
  public record Finding(@Nullable Fault fault, String nonce) {
    static Finding bad(Fault fault) {
      return new Finding(fault, "");
    }

    /** Whether it is good. */
    public boolean isGood() {
      return fault == null;
    }
  }

  /**
   * Checks.
   *
   * @param components what must be covered, with what this side saw
   * @param input header {@code Signature-Input}, or null
   * @param value header {@code Signature}, or null
   */
  public Finding check(List<Component> components, @Nullable String input, @Nullable String value) {
    if (input == null || value == null) {
      return Finding.bad(Fault.MISSING);
    }
    Matcher said = INPUT.matcher(input);
    Matcher signed = VALUE.matcher(value);
    if (!said.matches() || !signed.matches()) {
      return Finding.bad(Fault.MALFORMED);
    }
    if (!said.group(2).equals(SignatureBase.list(components))) {
      return Finding.bad(Fault.OTHER_COMPONENTS);
    }
    Optional<MessageKey> key =
        keys.stream().filter(each -> each.id().equals(said.group(4))).findFirst();
    Optional<MessageAlgorithm> algorithm = key.flatMap(each -> MessageAlgorithm.of(each.key()));
    if (algorithm.isEmpty() || !algorithm.get().word().equals(said.group(5))) {
      return Finding.bad(Fault.UNKNOWN_KEY);
    }
    Instant now = clock.instant();
    if (now.isBefore(key.get().notBefore()) || now.isAfter(key.get().notAfter())) {
      return Finding.bad(Fault.KEY_NOT_VALID);
    }
    Instant created = Instant.ofEpochSecond(Long.parseLong(said.group(3)));
    if (Duration.between(created, now).abs().compareTo(tolerance) > 0) {
      return Finding.bad(Fault.STALE);
    }
    byte[] base = SignatureBase.of(components, said.group(1)).getBytes(StandardCharsets.UTF_8);
    boolean good = algorithm.get().verify(key.get().key(), base, decoded(signed.group(1)));
    return new Finding(good ? null : Fault.WRONG, said.group(6));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
