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
    if (!found.there().isEmpty()) {
      sentences.add(texts.get("window.queue.kept", found.there().size()));
    }
    add(sentences, texts, "changed", found.changed());
    add(sentences, texts, "gone", found.gone());
    add(sentences, texts, "begun", found.begun());
    return String.join(texts.locale().getLanguage().equals("zh") ? "" : " ", sentences);
  }

  private static void add(List<String> to, Texts texts, String what, List<Path> files) {
    if (!files.isEmpty()) {
      List<String> names =
          files.stream()
              .limit(MOST_NAMES)
              .map(each -> Visible.of(Masks.numbers(String.valueOf(each.getFileName()))))
              .toList();
      String rest = files.size() > MOST_NAMES ? "…" : "";
      to.add(
          texts.get(
              "window.queue.kept." + what, String.join(texts.get("judge.list"), names) + rest));
    }
  }
}
