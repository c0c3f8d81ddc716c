// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Box;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.rule.cue.Recurrence;
import org.penseal.liveness.rule.cue.Timing;

/**
 * One person, one stream: the face stays in the picture, stays the same person's, and no picture
 * comes twice.
 */
final class Continuity {
  private static final double LEAST_OVERLAP = 0.1;
  private static final int LEAST_FRAMES = 15;
  private static final int DIFFERENT = 2; // embeddings in a row; one may be a blurred frame

  private final Thresholds limits;
  private final Set<Long> seen = new HashSet<>();
  private int frames;
  private int repeated;
  private long last;
  private @Nullable Duration sameSince;
  private Duration stillness = Duration.ZERO;
  private @Nullable Duration lostSince;
  private @Nullable Duration crowdSince;
  private @Nullable Box lastBox;
  private @Nullable Embedding reference;
  private double leastSimilarity = 1;
  private int different;
  private int compared;
  private final Timing timing;
  private final Recurrence recurrence;

  Continuity(Thresholds limits) {
    this.limits = limits;
    this.timing = new Timing(limits.cues());
    this.recurrence = new Recurrence(limits.cues());
  }

  /** Looks at a frame; the first thing that is wrong, or null. */
  @Nullable Reason accept(Measures measures, boolean settled) {
    if (!timing.accept(measures.at())) {
      return Reason.TIMING;
    }
    Reason picture = pictures(measures);
    if (picture != null) {
      return picture;
    }
    crowdSince = measures.faces() > 1 ? first(crowdSince, measures.at()) : null;
    if (tooLong(crowdSince, measures.at())) {
      return Reason.SEVERAL_FACES;
    }
    return settled ? presence(measures) : null;
  }

  private @Nullable Reason pictures(Measures measures) {
    frames++;
    boolean same = frames > 1 && measures.cues().fingerprint() == last;
    last = measures.cues().fingerprint();
    sameSince = same && sameSince != null ? sameSince : measures.at();
    Duration still = measures.at().minus(sameSince);
    stillness = still.compareTo(stillness) > 0 ? still : stillness;
    if (stillness.compareTo(limits.times().frozen()) > 0) {
      return Reason.FROZEN;
    }
    boolean known = !seen.add(measures.cues().fingerprint());
    if (known && !same) {
      repeated++;
    }
    boolean often = frames >= LEAST_FRAMES && share() > limits.picture().repeatedShare();
    return often || !recurrence.accept(measures.cues()) ? Reason.REPEATED : null;
  }

  private double share() {
    return (double) repeated / frames;
  }

  private @Nullable Reason presence(Measures measures) {
    Face face = measures.face();
    lostSince = face == null ? first(lostSince, measures.at()) : null;
    if (tooLong(lostSince, measures.at())) {
      return Reason.FACE_LOST;
    }
    if (face == null) {
      return null;
    }
    Box before = lastBox;
    lastBox = face.box();
    return before != null && before.overlap(face.box()) < LEAST_OVERLAP ? Reason.FACE_LOST : null;
  }

  private static Duration first(@Nullable Duration since, Duration now) {
    return since == null ? now : since;
  }

  private boolean tooLong(@Nullable Duration since, Duration now) {
    return since != null && now.minus(since).compareTo(limits.times().lost()) > 0;
  }

  /** Holds a frontal face against the first one. */
  @Nullable Reason person(Embedding embedding) {
    if (reference == null) {
      reference = embedding;
      return null;
    }
    compared++;
    double similarity = reference.similarity(embedding);
    leastSimilarity = Math.min(leastSimilarity, similarity);
    different = similarity < limits.likeness().samePerson() ? different + 1 : 0;
    return different >= DIFFERENT ? Reason.PERSON_CHANGED : null;
  }

  /** Whether the last comparison left a doubt that only another one can clear. */
  boolean doubtful() {
    return different > 0;
  }

  /** How often the person was compared. */
  int compared() {
    return compared;
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    double similarity = compared == 0 ? Double.NaN : leastSimilarity;
    facts.add(Watch.atLeast("samePersonSimilarity", similarity, limits.likeness().samePerson()));
    facts.add(Watch.atMost("stillMs", stillness.toMillis(), limits.times().frozen().toMillis()));
    facts.add(
        Watch.atMost("repeatedShare", frames == 0 ? 0 : share(), limits.picture().repeatedShare()));
    facts.addAll(recurrence.facts());
    facts.addAll(timing.facts());
    return facts;
  }
}
