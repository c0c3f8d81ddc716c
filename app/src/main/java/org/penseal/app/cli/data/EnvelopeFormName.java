// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.util.List;
import java.util.Locale;
import org.penseal.app.cli.terminal.ValueException;
import org.penseal.cms.envelope.EnvelopeForm;
import picocli.CommandLine.ITypeConverter;

/** A form of envelope: auth, cms or gm. */
final class EnvelopeFormName implements ITypeConverter<EnvelopeForm> {
  @Override
  public EnvelopeForm convert(String word) {
    for (EnvelopeForm form : EnvelopeForm.values()) {
      if (form.word().equals(word.toLowerCase(Locale.ROOT))) {
        return form;
      }
    }
    throw new ValueException("one-of", List.of("auth", "cms", "gm"));
  }
}
