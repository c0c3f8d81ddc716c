// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.awt.image.BufferedImage;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The answer that is shown. */
public final class VerifyModel {
  private final ObjectProperty<@Nullable VerifiedFile> verified = new SimpleObjectProperty<>();

  private final ObjectProperty<@Nullable BufferedImage> picture = new SimpleObjectProperty<>();

  private final ObjectProperty<@Nullable String> password = new SimpleObjectProperty<>();
  private final StringProperty folder = new SimpleStringProperty("");
  private final ObservableList<String> printers = FXCollections.observableArrayList();

  /** The signature as it stands on its page, or null; set before {@link #verified}. */
  public ObjectProperty<@Nullable BufferedImage> picture() {
    return picture;
  }

  /** The verified file, or null before. */
  public ObjectProperty<@Nullable VerifiedFile> verified() {
    return verified;
  }

  /** Whether a signature of it is one of the demo. */
  public ObservableBooleanValue ofDemo() {
    return Bindings.createBooleanBinding(
        () -> verified.get() instanceof VerifiedFile answer && answer.hasDemo(), verified);
  }

  /** What opens the verified file, or null; set before {@link #verified}. */
  public ObjectProperty<@Nullable String> password() {
    return password;
  }

  /** The folder of the last file; empty for none. */
  public StringProperty folder() {
    return folder;
  }

  /** The printers of this computer, the usual one first. */
  public ObservableList<String> printers() {
    return printers;
  }

  /** Who issued the certificate of the last signature, if there is one. */
  public Optional<String> issuer() {
    return Optional.ofNullable(verified.get())
        .flatMap(VerifiedFile::lastSignature)
        .flatMap(each -> Optional.ofNullable(each.signed().certificate()))
        .map(each -> each.getIssuerX500Principal().getName());
  }
}
