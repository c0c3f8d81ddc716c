// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.annotate;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;

/**
 * One screen of an annotation: what is to be written, and which part of it here.
 *
 * @param sentence the whole sentence; empty when the words are free
 * @param from where this screen's part begins in the sentence
 * @param to where it ends
 * @param number of this screen, from 1
 * @param of how many screens there are; 0 when the words are free
 * @param last whether NEXT ends the annotation
 */
public record AnnotationPage(String sentence, int from, int to, int number, int of, boolean last) {
  private static final double CELL_MM = 12;

  /** A further screen for free words. */
  public static AnnotationPage free(int number) {
    return new AnnotationPage("", 0, 0, number, 0, true);
  }

  /**
   * The screens for what was ordered; those of free words only the first.
   *
   * @param widthMm width of the whole pad
   */
  public static List<AnnotationPage> of(AnnotationOrder order, PadLayout layout, double widthMm) {
    double inkMm = widthMm * layout.ink().width() / layout.screen().width();
    List<AnnotationPage> pages = new ArrayList<>();
    String sentence = order.sentence().orElse("");
    List<Integer> ends = SentenceParts.ends(sentence, Math.max(2, (int) (inkMm / CELL_MM)));
    int from = 0;
    for (int i = 0; i < ends.size(); i++) {
      boolean last = i + 1 == ends.size() && !order.free();
      pages.add(new AnnotationPage(sentence, from, ends.get(i), i + 1, ends.size(), last));
      from = ends.get(i);
    }
    if (order.free()) {
      pages.add(free(pages.size() + 1));
    }
    return pages;
  }

  /** How many screens there are at least on a pad of this model. */
  public static int count(AnnotationOrder order, PadModel model) {
    return of(order, model.layout(), model.space().widthMm()).size();
  }

  /** Whether the signer writes words of his own here. */
  public boolean isFree() {
    return of == 0;
  }

  /** What is to be written here; empty when the words are free. */
  public String words() {
    return sentence.substring(from, to).strip();
  }
}
