// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.penseal.liveness.Challenge;

/**
 * The challenges of one check, and what they were drawn from.
 *
 * <p>A drawn plan is bound to its case: the order follows from the case and a number that was
 * random when the check began, so that everybody can recompute it from the transcript, and a clip
 * that was recorded for another case, or for an earlier try, most probably shows another order (71
 * of {@value #PLANS}).
 *
 * @param challenges in their order
 * @param subject the case, as one line of text; empty for a plan that somebody chose
 * @param nonce 16 random bytes, lower-case hex; empty for a plan that somebody chose
 */
public record ChallengePlan(List<Challenge> challenges, String subject, String nonce) {
  /** How many plans there are to draw from. */
  public static final int PLANS = 72;

  /** Length of the random number, bytes. */
  public static final int NONCE_BYTES = 16;

  private static final List<List<Challenge>> ALL = all();

  /** Copies the list. */
  public ChallengePlan {
    challenges = List.copyOf(challenges);
  }

  /** A plan that somebody chose: for recorded clips and trials. */
  public static ChallengePlan chosen(List<Challenge> challenges) {
    return new ChallengePlan(challenges, "", "");
  }

  /**
   * The plan of a case: SHA-256 over the nonce and the subject in UTF-8, as a number, modulo the
   * {@value #PLANS} plans in their order.
   *
   * @param nonce {@value #NONCE_BYTES} bytes from a secure source, new for each try
   * @throws IllegalArgumentException for an empty subject or a nonce of another length
   */
  public static ChallengePlan draw(String subject, byte[] nonce) {
    if (subject.isEmpty() || nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException("nothing to draw from");
    }
    MessageDigest digest = sha256();
    digest.update(nonce);
    byte[] drawn = digest.digest(subject.getBytes(StandardCharsets.UTF_8));
    int which = new BigInteger(1, drawn).mod(BigInteger.valueOf(PLANS)).intValueExact();
    return new ChallengePlan(ALL.get(which), subject, HexFormat.of().formatHex(nonce));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether it was drawn, and not chosen by somebody. */
  public boolean drawn() {
    return !nonce.isEmpty();
  }

  /** Whether the challenges are those that follow from subject and nonce. */
  public boolean genuine() {
    return drawn() && draw(subject, HexFormat.of().parseHex(nonce)).challenges.equals(challenges);
  }

  /** The words of the challenges, with commas. */
  public String words() {
    return challenges.stream().map(Challenge::word).collect(Collectors.joining(","));
  }

  /**
   * Three different challenges in any order, with a turn of the head, which no flat picture makes,
   * and with eyes or mouth, which no rigid mask moves.
   */
  private static List<List<Challenge>> all() {
    List<List<Challenge>> plans = new ArrayList<>();
    for (Challenge a : Challenge.values()) {
      for (Challenge b : Challenge.values()) {
        for (Challenge c : Challenge.values()) {
          List<Challenge> plan = List.of(a, b, c);
          if (a != b && b != c && a != c && deep(plan) && soft(plan)) {
            plans.add(plan);
          }
        }
      }
    }
    return List.copyOf(plans);
  }

  private static boolean deep(List<Challenge> plan) {
    return plan.contains(Challenge.TURN_LEFT) || plan.contains(Challenge.TURN_RIGHT);
  }

  private static boolean soft(List<Challenge> plan) {
    return plan.contains(Challenge.BLINK) || plan.contains(Challenge.MOUTH_OPEN);
  }
}
