// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.penseal.app.business.BusinessType;
import org.penseal.app.queue.QueuedFile.State;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;

/** A queue in words, as it stands now. */
record QueueWords(QueueModel model, BusinessType type, Texts texts) {
  /** Which file is open, or how many are signed. */
  String where() {
    return model
        .open()
        .map(
            file ->
                texts.get(
                    "window.queue.open",
                    model.number(),
                    model.files().size(),
                    Masks.numbers(file.name()) + role(file)))
        .orElseGet(
            () ->
                texts.get(
                    "window.queue.between",
                    model.count(State.SIGNED),
                    model.files().size(),
                    model.waiting()));
  }

  private String role(QueuedFile file) {
    int place = file.signer();
    return place < type.desk().signers().size()
        ? " · " + type.desk().signers().get(place).in(texts.locale().getLanguage())
        : "";
  }

  /** What is next, of which business, whether identity is verified for each, what is behind. */
  String rule() {
    List<String> parts = new ArrayList<>();
    model
        .next()
        .map(next -> texts.get("window.queue.next-is", Masks.numbers(next.name())))
        .ifPresent(parts::add);
    if (!model.business().get().isEmpty()) {
      parts.add(KeptWords.number(model.business().get(), texts));
    }
    parts.add(texts.get("window.queue.identity." + type.desk().identity().word()));
    if (!model.behind().isEmpty()) {
      parts.add(texts.get("window.queue.behind", model.behindCount()));
    }
    return String.join("   ", parts);
  }

  /** The names of all that wait. */
  String waiting() {
    return model.waitingNames().stream().map(Masks::numbers).collect(Collectors.joining("\n"));
  }
}
