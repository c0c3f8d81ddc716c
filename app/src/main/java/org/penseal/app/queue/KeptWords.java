// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;

/** What was kept of a queue, in words. */
public final class KeptWords {
  private static final int MOST_NAMES = 5;

  private KeptWords() {}

  /** A sentence for each thing that is to be known; empty if nothing was kept. */
  public static String of(KeptQueue.Found found, Texts texts) {
    List<String> sentences = new ArrayList<>();
    for (Batch each : found.queues()) {
      boolean first = sentences.isEmpty();
      sentences.add(
          texts.get(
              first ? "window.queue.kept" : "window.queue.kept.other",
              each.files().size(),
              names(each.files(), texts)));
      if (!each.business().isEmpty()) {
        sentences.add(number(each.business(), texts));
      }
    }
    add(sentences, texts, "changed", found.changed());
    add(sentences, texts, "gone", found.gone());
    add(sentences, texts, "begun", found.begun());
    return String.join(texts.locale().getLanguage().equals("zh") ? "" : " ", sentences);
  }

  private static void add(List<String> to, Texts texts, String what, List<Path> files) {
    if (!files.isEmpty()) {
      to.add(texts.get("window.queue.kept." + what, names(files, texts)));
    }
  }

  /** The number of a business, as a sentence. */
  static String number(String business, Texts texts) {
    return texts.get("window.queue.number", Visible.of(Masks.numbers(business)));
  }

  private static String names(List<Path> files, Texts texts) {
    List<String> names =
        files.stream()
            .limit(MOST_NAMES)
            .map(each -> Visible.of(Masks.numbers(String.valueOf(each.getFileName()))))
            .toList();
    String rest = files.size() > MOST_NAMES ? "…" : "";
    return String.join(texts.get("judge.list"), names) + rest;
  }
}
