// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.awt.image.BufferedImage;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The answer that is shown. */
public final class VerifyModel {
  private final ObjectProperty<@Nullable VerifiedFile> verified = new SimpleObjectProperty<>();

  private final ObjectProperty<@Nullable BufferedImage> picture = new SimpleObjectProperty<>();

  /** The signature as it stands on its page, or null; set before {@link #verified}. */
  public ObjectProperty<@Nullable BufferedImage> picture() {
    return picture;
  }

  /** The verified file, or null before. */
  public ObjectProperty<@Nullable VerifiedFile> verified() {
    return verified;
  }

  /** Who issued the certificate of the last signature, if there is one. */
  public Optional<String> issuer() {
    return Optional.ofNullable(verified.get())
        .flatMap(VerifiedFile::lastSignature)
        .flatMap(each -> Optional.ofNullable(each.signed().certificate()))
        .map(each -> each.getIssuerX500Principal().getName());
  }
}
