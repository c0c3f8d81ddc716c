// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.util.Locale;
import org.penseal.cms.data.SignatureForm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A form of signature: cms or gm. */
final class FormName implements ITypeConverter<SignatureForm> {
  @Override
  public SignatureForm convert(String word) {
    for (SignatureForm form : SignatureForm.values()) {
      if (form.word().equals(word.toLowerCase(Locale.ROOT))) {
        return form;
      }
    }
    throw new TypeConversionException("'" + word + "' is not cms or gm");
  }
}
