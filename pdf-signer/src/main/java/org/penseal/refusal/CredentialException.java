// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.time.Instant;
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

  /** A certificate is not valid at the time at which it is needed. */
  public static final class NotValidAt extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** serial number, hexadecimal. */
    public final String serial;

    /** from. */
    public final Instant from;

    /** until. */
    public final Instant until;

    /** early: before its time; otherwise after it. */
    public final boolean early;

    public NotValidAt(String serial, Instant from, Instant until, Instant at) {
      super("certificate " + serial + " valid " + from + " to " + until + ", not at " + at, null);
      this.serial = serial;
      this.from = from;
      this.until = until;
      this.early = at.isBefore(from);
    }
  }

  /** The chain of a certificate cannot be built or breaks a rule. */
  public static final class ChainRefused extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** reason codes of org.penseal.trust.ChainCheck, with commas. */
    public final String reason;

    public ChainRefused(String reason) {
      super("chain refused: " + reason, null);
      this.reason = reason;
    }
  }

  /** A certificate is revoked. */
  public static final class Revoked extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** serial number, hexadecimal. */
    public final String serial;

    /** since. */
    public final Instant since;

    public Revoked(String serial, Instant since) {
      super("certificate " + serial + " revoked since " + since, null);
      this.serial = serial;
      this.since = since;
    }
  }
}
