// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import org.jspecify.annotations.Nullable;

/** A key or a certificate cannot be used. */
public abstract sealed class CredentialException extends SigningException {
  private static final long serialVersionUID = 1L;

  private CredentialException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The key refused: used up, wrong password, locked, removed. */
  public static final class KeyRefused extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** reason. */
    public final String reason;

    public KeyRefused(String reason, @Nullable Throwable cause) {
      super("key refused: " + reason, cause);
      this.reason = reason;
    }
  }

  /** A certificate, trust file or extension cannot be read. */
  public static final class BadCertificate extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** source. */
    public final String source;

    /** reason. */
    public final String reason;

    public BadCertificate(String source, String reason, @Nullable Throwable cause) {
      super("bad certificate: " + source + ": " + reason, cause);
      this.source = source;
      this.reason = reason;
    }
  }
}
