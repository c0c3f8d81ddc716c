// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The answer that is shown. */
public final class VerifyModel {
  private final ObjectProperty<@Nullable VerifiedFile> verified = new SimpleObjectProperty<>();

  /** The verified file, or null before. */
  public ObjectProperty<@Nullable VerifiedFile> verified() {
    return verified;
  }
}
