// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Article13;
import org.penseal.pdf.Report;
import org.penseal.pdf.hazard.Hazard;

/** Says things in the reader's language and time zone. */
final class Wording {
  private static final int MOST_POINTS = 100;
  private static final double MM_PER_POINT = 25.4 / 72;

  private final Texts texts;

  Wording(Texts texts) {
    this.texts = texts;
  }

  String say(String key, Object... facts) {
    return texts.get(key, facts);
  }

  Texts texts() {
    return texts;
  }

  /** Empty for none. */
  String time(@Nullable Instant at) {
    return at == null ? "" : texts.time(at);
  }

  String millimetres(double points) {
    return String.valueOf(Math.round(points * MM_PER_POINT));
  }

  /** What a reason code or a code of a change means; its place, after a colon, is left out. */
  String code(String codeAndPlace) {
    return CodeWords.of(texts, codeAndPlace);
  }

  /** The first points of a list; the last one says how many were left out. */
  List<Block.Point> first(List<Block.Point> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    List<Block.Point> some = new ArrayList<>(points.subList(0, MOST_POINTS));
    String more = say("judge.more", points.size() - MOST_POINTS);
    some.add(new Block.Point(Tone.OPEN, more, ""));
    return some;
  }

  String hazard(Hazard hazard) {
    return say("hazard." + hazard.kind().code());
  }

  static Tone tone(Report.Integrity integrity) {
    return switch (integrity) {
      case INTACT -> Tone.YES;
      case BROKEN -> Tone.NO;
      case UNKNOWN -> Tone.OPEN;
    };
  }

  static Tone tone(Article13.Answer answer) {
    return switch (answer) {
      case YES -> Tone.YES;
      case NO -> Tone.NO;
      case UNKNOWN -> Tone.OPEN;
    };
  }
}
