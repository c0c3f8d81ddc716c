// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.AnnotationFilter;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of a page in two revisions, matched by their objects; direct ones by type and
 * rectangle.
 */
final class Matched {
  private record Listed(@Nullable COSObjectKey key, COSDictionary dictionary) {
    boolean is(@Nullable COSObjectKey other, COSDictionary twin) {
      if (key != null || other != null) {
        return Objects.equals(key, other);
      }
      COSName kind = dictionary.getCOSName(COSName.SUBTYPE);
      return Objects.equals(kind, twin.getCOSName(COSName.SUBTYPE))
          && Objects.equals(new Widget(dictionary).rectangle(), new Widget(twin).rectangle());
    }
  }

  private final Set<COSDictionary> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<COSDictionary> others = new ArrayList<>();
  private final Map<Addition, List<COSDictionary>> shown = new IdentityHashMap<>();
  private final Map<Addition, List<COSDictionary>> above = new IdentityHashMap<>();

  private Matched() {}

  static Matched of(PDPage before, PDPage after, List<Addition> additions) {
    Matched matched = new Matched();
    List<Listed> now = listed(after);
    for (Listed each : listed(before)) {
      boolean changed = additions.stream().anyMatch(a -> each.is(a.key(), a.now()));
      boolean gone = now.stream().noneMatch(other -> other.is(each.key, each.dictionary));
      if (changed || gone) {
        matched.dropped.add(each.dictionary);
      } else {
        matched.others.add(each.dictionary);
      }
    }
    for (Addition each : additions) {
      List<COSDictionary> found =
          now.stream()
              .filter(other -> other.is(each.key(), each.now()))
              .map(Listed::dictionary)
              .toList();
      matched.shown.put(each, found);
      matched.above.put(
          each,
          now.stream()
              .dropWhile(other -> !other.is(each.key(), each.now()))
              .map(Listed::dictionary)
              .filter(other -> !found.contains(other))
              .toList());
    }
    return matched;
  }

  private static List<Listed> listed(PDPage page) {
    List<Listed> all = new ArrayList<>();
    COSArray array = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    for (int i = 0; array != null && i < array.size(); i++) {
      COSBase item = array.get(i);
      if (array.getObject(i) instanceof COSDictionary annotation) {
        COSObjectKey key = item instanceof COSObject reference ? reference.getKey() : null;
        all.add(new Listed(key, annotation));
      }
    }
    return all;
  }

  /** Signed annotations that were neither changed nor removed. */
  AnnotationFilter kept() {
    return annotation -> !dropped.contains(annotation.getCOSObject());
  }

  /** Whether any was changed or removed. */
  boolean hasDropped() {
    return !dropped.isEmpty();
  }

  List<COSDictionary> others() {
    return others;
  }

  /** One addition alone. */
  AnnotationFilter only(Addition addition) {
    List<COSDictionary> own = shown.getOrDefault(addition, List.of());
    return annotation -> own.stream().anyMatch(each -> each == annotation.getCOSObject());
  }

  /** What the later revision lists after an addition. */
  List<COSDictionary> above(Addition addition) {
    return above.getOrDefault(addition, List.of());
  }

  /** Whether something above an addition may be painted over a tenth of one of these places. */
  boolean paintsOver(Addition addition, List<Rectangle2D> told) {
    return above(addition).stream()
        .map(Widget::new)
        .anyMatch(each -> told.stream().anyMatch(each::paintsOver));
  }

  /** The additions as the later revision lists them. */
  List<COSDictionary> shown() {
    return shown.values().stream().flatMap(List::stream).toList();
  }
}
