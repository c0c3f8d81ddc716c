// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.ber;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes that are no ASN.1 value, not the one expected, or beyond the bounds of this reader. */
public final class BerException extends IOException {
  private static final long serialVersionUID = 1L;

  BerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What is wrong, in English for the log. */
  public BerException(String message) {
    super(message);
  }
}
