// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Report;
import org.penseal.pdf.cos.SecurityStore;
import org.penseal.pdf.judge.Judgement;
import org.penseal.pdf.judge.VerificationContext;
import org.penseal.pdf.revision.Revision;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Timestamp;
import org.penseal.trust.revocation.ProvenData;
import org.penseal.trust.revocation.ValidationData;

/**
 * What the document time-stamps of a file prove, judged from the newest to the oldest: each is
 * judged with what the newer ones protect (ETSI EN 319 102-1, section 5.6.3).
 */
final class TimestampTimeline {
  /** Judges one document time-stamp in its setting. */
  interface Judge {
    Judgement of(FoundSignature found, VerificationContext setting) throws IOException;
  }

  /** One that is not broken, with its time and the latest time that it can mean. */
  private record Stamp(
      long end, Judgement judgement, Instant time, Instant latest, ValidationData data) {
    boolean good() {
      return judgement.time().ok();
    }
  }

  private final ValidationData current;
  private final Instant now;
  private final List<Stamp> stamps = new ArrayList<>();
  private final Map<FoundSignature, Judgement> judged = new HashMap<>();

  private TimestampTimeline(ValidationData current, Instant now) {
    this.current = current;
    this.now = now;
  }

  /**
   * Judges the document time-stamps.
   *
   * @param oldestFirst signatures whose range is a whole revision, in order
   * @param current the store of the newest revision
   */
  static TimestampTimeline of(
      Path file,
      @Nullable String password,
      List<FoundSignature> oldestFirst,
      ValidationData current,
      Instant now,
      Judge judge)
      throws IOException {
    TimestampTimeline timeline = new TimestampTimeline(current, now);
    for (FoundSignature found : oldestFirst.reversed()) {
      if (found.isDocumentTimestamp() && found.range() != null) {
        long end = found.range().end();
        Judgement judgement = judge.of(found, timeline.setting(end));
        timeline.judged.put(found, judgement);
        Instant at = judgement.time().at();
        // What was stamped after the time of verification is not known yet.
        if (judgement.broken().isEmpty() && at != null && !at.isAfter(now)) {
          ValidationData data = store(file, end, password);
          timeline.stamps.add(new Stamp(end, judgement, at, at.plus(accuracy(found)), data));
        }
      }
    }
    return timeline;
  }

  private static Duration accuracy(FoundSignature stamp) {
    try {
      return stamp.message() == null
          ? Duration.ZERO
          : Timestamp.parse(stamp.message().der()).accuracy();
    } catch (SigningException e) {
      return Duration.ZERO; // what cannot be read proves no time
    }
  }

  private static ValidationData store(Path file, long end, @Nullable String password)
      throws IOException {
    Optional<Revision> revision = Revision.open(file, end, password);
    if (revision.isEmpty()) {
      return ValidationData.NONE;
    }
    try (Revision open = revision.get()) {
      return SecurityStore.in(open.catalog());
    }
  }

  /** What was found of a document time-stamp; null for other signatures. */
  @Nullable Judgement judgement(FoundSignature found) {
    return judged.get(found);
  }

  /** The setting of what ends at an offset. */
  VerificationContext setting(long end) {
    List<ProvenData.Layer> all = layers(Stamp::good);
    all.add(new ProvenData.Layer(current, now));
    Optional<VerificationContext.Shield> shield =
        over(end)
            .filter(Stamp::good)
            .min(Comparator.comparing(Stamp::latest))
            .map(
                s ->
                    new VerificationContext.Shield(
                        s.time,
                        s.latest,
                        s.judgement.time().tsa(),
                        s.judgement.assurance() == Report.Assurance.DEMO,
                        s.judgement.lasting().reach() != Judgement.Reach.PARTIAL));
    List<ProvenData.Layer> lasting =
        over(end).map(s -> new ProvenData.Layer(s.data, s.latest)).toList();
    return new VerificationContext(now, new ProvenData(all), shield, new ProvenData(lasting));
  }

  private Stream<Stamp> over(long end) {
    return stamps.stream().filter(s -> s.end > end);
  }

  private List<ProvenData.Layer> layers(Predicate<Stamp> which) {
    List<ProvenData.Layer> found = new ArrayList<>();
    stamps.stream().filter(which).forEach(s -> found.add(new ProvenData.Layer(s.data, s.latest)));
    return found;
  }
}
