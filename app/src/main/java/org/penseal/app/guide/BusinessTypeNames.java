// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.text.Texts;

/** The names of kinds of business, for controls in which one is chosen and none is typed. */
public final class BusinessTypeNames extends StringConverter<BusinessType> {
  private final String language;

  /** In the language of these texts. */
  public BusinessTypeNames(Texts texts) {
    this.language = texts.locale().getLanguage();
  }

  @Override
  public String toString(@Nullable BusinessType type) {
    return type == null ? "" : type.name().in(language);
  }

  @Override
  public BusinessType fromString(String text) {
    throw new UnsupportedOperationException("nothing is typed");
  }
}
