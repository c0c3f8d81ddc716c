// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * An annotation that was added to a page after signing, or is shown in another way.
 *
 * @param page from 1
 * @param key of its object, or null for one that is no object of its own
 * @param now its dictionary in the later revision
 * @param before its dictionary in the signed revision; null for a new one
 * @param kind what it is
 */
public record Addition(
    int page,
    @Nullable COSObjectKey key,
    COSDictionary now,
    @Nullable COSDictionary before,
    Kind kind) {

  /** What an addition is. */
  public enum Kind {
    /** A widget of a new signature or of a field that was signed. */
    NEW_SIGNATURE,
    /** A widget of a field that was filled. */
    FIELD_VALUE,
    /** A widget that shows another of its states. */
    STATE,
    /** Any other annotation. */
    NOTE
  }

  /** Whether nothing is or was painted for it; false if its place cannot be read. */
  boolean isEmpty() {
    return !isBoundless()
        && isEmpty(new Widget(now).place())
        && (before == null || isEmpty(new Widget(before).place()));
  }

  /** Whether a place is known, and has no area. */
  static boolean isEmpty(@Nullable Rectangle2D place) {
    return place != null && !(place.getWidth() > 0 && place.getHeight() > 0);
  }

  /** Whether its appearance has no box, or had none: a reader may draw it all over the page. */
  boolean isBoundless() {
    return new Widget(now).isBoundless() || before != null && new Widget(before).isBoundless();
  }

  /** The box around the places of some, before and after; null without any. */
  static @Nullable Rectangle2D around(List<Addition> all) {
    Rectangle2D.Double around = null;
    for (Addition each : all) {
      for (COSDictionary state : Arrays.asList(each.now, each.before)) {
        Rectangle2D.Double place = state == null ? null : new Widget(state).place();
        if (place != null) {
          around = around == null ? place : PaintedPlace.union(around, place);
        }
      }
    }
    return around;
  }

  /** The places of those of some kinds. */
  static List<Rectangle2D> places(List<Addition> all, Kind... kinds) {
    List<Rectangle2D> places = new ArrayList<>();
    for (Addition each : all) {
      Rectangle2D place = new Widget(each.now).place();
      if (place != null && List.of(kinds).contains(each.kind)) {
        places.add(place);
      }
    }
    return places;
  }
}
