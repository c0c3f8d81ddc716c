// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document itself is refused: it is no PDF, damaged, encrypted, or signed so that nothing may
 * be added.
 */
public abstract sealed class DocumentException extends SigningException {
  private static final long serialVersionUID = 1L;

  private DocumentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The input is not a PDF. */
  public static final class NotPdf extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public NotPdf(Path file, @Nullable Throwable cause) {
      super("not a PDF: " + file, cause);
      this.file = file;
    }
  }

  /** The input has no bytes at all. */
  public static final class Empty extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public Empty(Path file) {
      super("empty: " + file, null);
      this.file = file;
    }
  }

  /** Work on a file that took longer than it was given. */
  public static final class TooSlow extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** What it was given. */
    public final Duration limit;

    public TooSlow(Path file, Duration limit) {
      super("no end after " + limit + ": " + file, null);
      this.file = file;
      this.limit = limit;
    }
  }

  /** A PDF or a prepared file that is cut off or cannot be read. */
  public static final class Damaged extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** detail. */
    public final String detail;

    public Damaged(Path file, String detail, @Nullable Throwable cause) {
      super("damaged: " + file + ": " + detail, cause);
      this.file = file;
      this.detail = detail;
    }
  }

  /** The PDF is encrypted and no password or a wrong one was given. */
  public static final class Encrypted extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** passwordGiven. */
    public final boolean passwordGiven;

    public Encrypted(Path file, boolean passwordGiven, @Nullable Throwable cause) {
      super("encrypted, " + (passwordGiven ? "wrong password: " : "no password: ") + file, cause);
      this.file = file;
      this.passwordGiven = passwordGiven;
    }
  }

  /** An earlier certification or lock of the document forbids a further signature. */
  public static final class NotPermitted extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** rule. */
    public final String rule;

    public NotPermitted(String rule, @Nullable Throwable cause) {
      super("not permitted by " + rule, cause);
      this.rule = rule;
    }
  }

  /** The PDF carries no signature. */
  public static final class NotSigned extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public NotSigned(Path file) {
      super("no signature in " + file, null);
      this.file = file;
    }
  }

  /** A signature in the PDF is broken, or followed by a change that is not allowed. */
  public static final class SignatureBroken extends DocumentException {
    private static final long serialVersionUID = 1L;

    /** fully qualified name of its field. */
    public final String field;

    /** codes of those that verification gives. */
    public final List<String> reasons;

    public SignatureBroken(String field, List<String> reasons) {
      super("signature " + field + " is broken: " + String.join(",", reasons), null);
      this.field = field;
      this.reasons = List.copyOf(reasons);
    }
  }
}
