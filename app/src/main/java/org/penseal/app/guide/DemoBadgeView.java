// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.util.Set;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.text.Texts;

/** Says which parts of what is shown are a demonstration's; not seen where none is. */
public final class DemoBadgeView extends Label {
  /**
   * Shows a badge.
   *
   * @param demo whether the next case is the demo's: everything of it, whatever was before
   */
  public void bind(DemoBadge badge, ObservableBooleanValue demo, Texts texts) {
    badge.shown().subscribe(parts -> show(parts, demo.get(), texts));
    demo.subscribe(on -> show(badge.shown().get(), on, texts));
  }

  private void show(Set<DemoPart> parts, boolean demo, Texts texts) {
    setText(words(DemoPart.shortWords(parts, texts), texts));
    setTooltip(new Tooltip(words(DemoPart.words(parts, texts), texts)));
    setVisible(demo || !parts.isEmpty());
  }

  private static String words(String parts, Texts texts) {
    return parts.isEmpty()
        ? texts.get("window.demo.badge")
        : texts.get("window.demo.badge.parts", parts);
  }
}
