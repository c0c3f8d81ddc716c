// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Which page of the manual is shown. */
public final class HelpModel {
  private final ObjectProperty<HelpTopic> topic = new SimpleObjectProperty<>(HelpTopic.START);

  /** The page. */
  public ObjectProperty<HelpTopic> topic() {
    return topic;
  }
}
