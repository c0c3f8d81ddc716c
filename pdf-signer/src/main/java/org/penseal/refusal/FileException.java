// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file cannot be read or written, or is not what it was. */
public abstract sealed class FileException extends SigningException {
  private static final long serialVersionUID = 1L;

  private FileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The output cannot be written. */
  public static final class OutputNotWritable extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** detail. */
    public final String detail;

    public OutputNotWritable(Path file, String detail, @Nullable Throwable cause) {
      super("output not writable: " + file + ": " + detail, cause);
      this.file = file;
      this.detail = detail;
    }
  }

  /** The output would take the place of a file that is read for it. */
  public static final class OutputIsInput extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public OutputIsInput(Path file) {
      super("output is an input: " + file, null);
      this.file = file;
    }
  }

  /** The disk is full. */
  public static final class NoRoom extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public NoRoom(Path file, @Nullable Throwable cause) {
      super("no room on the disk for " + file, cause);
      this.file = file;
    }
  }

  /** The input cannot be read. */
  public static final class InputUnreadable extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    /** detail. */
    public final String detail;

    public InputUnreadable(Path file, String detail, @Nullable Throwable cause) {
      super("input unreadable: " + file + ": " + detail, cause);
      this.file = file;
      this.detail = detail;
    }
  }

  /** The input changed between preparing and completing. */
  public static final class InputChanged extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public InputChanged(Path file, @Nullable Throwable cause) {
      super("input changed: " + file, cause);
      this.file = file;
    }
  }

  /** A file is not what was verified any more, so nothing can be said of it. */
  public static final class VerifiedChanged extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public VerifiedChanged(Path file) {
      super("changed since it was verified: " + file, null);
      this.file = file;
    }
  }

  /** A report is signed with a time-stamp, and no time-stamping authority did its part. */
  public static final class ReportNotStamped extends FileException {
    private static final long serialVersionUID = 1L;

    /** what the authority did, or its server. */
    public final ServiceException service;

    public ReportNotStamped(ServiceException service) {
      super("no time-stamp for the report: " + service.getMessage(), service);
      this.service = service;
    }
  }

  /** Another process holds the file. */
  public static final class Locked extends FileException {
    private static final long serialVersionUID = 1L;

    /** file. */
    public final transient Path file;

    public Locked(Path file, @Nullable Throwable cause) {
      super("locked: " + file, cause);
      this.file = file;
    }
  }

  /**
   * What this program consists of is not what its release consists of, so it signs nothing; it
   * verifies still.
   */
  public static final class ProgramAltered extends FileException {
    private static final long serialVersionUID = 1L;

    /** How it differs. */
    public enum Why {
      /** A file has other content. */
      CHANGED,
      /** A file is gone. */
      MISSING,
      /** A file was put there. */
      ADDED,
      /** It is a link, or a link to somewhere else, or no regular file. */
      LINK,
      /** A file cannot be read. */
      UNREADABLE,
      /** The list of files is gone or cannot be read. */
      LIST,
      /** The list of files is not signed by the release key. */
      SIGNATURE,
      /** Java was started with an option that is not the program's. */
      OPTION
    }

    /** The file or option. */
    public final String what;

    /** How it differs. */
    public final Why why;

    /**
     * @param what the file or option
     * @param why how it differs
     */
    public ProgramAltered(String what, Why why) {
      super("program altered: %s: %s".formatted(why, what), null);
      this.what = what;
      this.why = why;
    }
  }
}
