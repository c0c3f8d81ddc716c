// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.util.List;
import java.util.Locale;
import org.penseal.app.cli.terminal.ValueException;
import org.penseal.cms.data.SignatureForm;
import picocli.CommandLine.ITypeConverter;

/** A form of signature: cms or gm. */
final class FormName implements ITypeConverter<SignatureForm> {
  @Override
  public SignatureForm convert(String word) {
    for (SignatureForm form : SignatureForm.values()) {
      if (form.word().equals(word.toLowerCase(Locale.ROOT))) {
        return form;
      }
    }
    throw new ValueException("one-of", List.of("cms", "gm"));
  }
}
