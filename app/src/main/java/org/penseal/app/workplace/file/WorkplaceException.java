// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a workplace file. Messages are English log lines. */
public abstract sealed class WorkplaceException extends Exception {
  private static final long serialVersionUID = 1L;

  private WorkplaceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The file is not there, too large, or no JSON object. */
  public static final class Unreadable extends WorkplaceException {
    private static final long serialVersionUID = 1L;

    /** The file. */
    public final transient Path file;

    Unreadable(Path file, @Nullable IOException cause) {
      super("workplace file cannot be read: " + file, cause);
      this.file = file;
    }
  }

  /** A field is unknown, missing, or has a value that it cannot have. */
  public static final class WrongField extends WorkplaceException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Why {
      /** No such field exists. */
      UNKNOWN,
      /** The field must be there. */
      MISSING,
      /** It has another JSON type. */
      TYPE,
      /** Its value is none that it can have. */
      VALUE,
      /** The file that it names is not there. */
      NO_FILE
    }

    /** Path of the field, as {@code network.tls.key}. */
    public final String field;

    /** What is wrong. */
    public final Why why;

    WrongField(String field, Why why) {
      super("workplace field %s: %s".formatted(field, why), null);
      this.field = field;
      this.why = why;
    }
  }

  /** A secret cannot be had. */
  public static final class NoSecret extends WorkplaceException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Why {
      /** The file is not there or cannot be read. */
      UNREADABLE,
      /** Others can read the file. */
      OPEN_TO_OTHERS,
      /** The system gave no such credential. */
      NO_CREDENTIAL,
      /** There is no terminal or window to ask for it. */
      NOBODY_TO_ASK
    }

    /** Where it was to come from. */
    public final String source;

    /** Why not. */
    public final Why why;

    NoSecret(String source, Why why) {
      super("secret %s: %s".formatted(source, why), null);
      this.source = source;
      this.why = why;
    }
  }
}
