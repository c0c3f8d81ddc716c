// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.file.WorkplaceException.WrongField;

/**
 * The policy of this computer forbids it. Unchecked, since no caller can continue. Messages are
 * English log lines.
 */
public abstract sealed class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PolicyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The policy file cannot be read or has a wrong field: what it forbids is not known. */
  public static final class Unusable extends PolicyException {
    private static final long serialVersionUID = 1L;

    /** The file. */
    public final transient Path file;

    /** The field that is wrong; null where the whole file is. */
    public final transient @Nullable WrongField field;

    Unusable(Path file, @Nullable WrongField field, @Nullable Throwable cause) {
      super("policy file cannot be used: " + file, field == null ? cause : field);
      this.file = file;
      this.field = field;
    }
  }

  /** The policy forbids what was asked for. */
  public static final class Forbidden extends PolicyException {
    private static final long serialVersionUID = 1L;

    /** What a policy can forbid. */
    public enum What {
      /** Demonstrations. */
      DEMO,
      /** A workplace file, service or trusted certificate other than those of the computer. */
      WORKPLACE,
      /** Certificates that users trust. */
      CERTIFICATE,
      /** Programs beside this one. */
      OTHER_PROGRAMS
    }

    /** What it forbids. */
    public final What what;

    /** The file, option or program that was asked for; may be empty. */
    public final String name;

    /**
     * @param name file, option or program; may be empty
     */
    public Forbidden(What what, String name) {
      super("the policy forbids %s %s".formatted(what, name), null);
      this.what = what;
      this.name = name;
    }
  }
}
