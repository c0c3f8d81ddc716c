// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong with the archive. The message is an English log line, never text for the user.
 */
public abstract sealed class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  private StoreException(String message) {
    super(message);
  }

  /** The archive cannot be opened or written: no room, no right, not a database. */
  public static final class Unusable extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The archive's file. */
    public final transient Path file;

    /**
     * @param file the archive's file
     * @param cause what the database said
     */
    public Unusable(Path file, Throwable cause) {
      super("archive cannot be used: " + file, cause);
      this.file = file;
    }
  }

  /** A newer version of the program wrote the archive, and this one leaves it alone. */
  public static final class Newer extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The archive's file. */
    public final transient Path file;

    /**
     * @param file the archive's file
     */
    public Newer(Path file) {
      super("archive is of a newer version: " + file);
      this.file = file;
    }
  }

  /** The same ink was signed with before. */
  public static final class InkSeen extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case that holds this ink. */
    public final String otherCase;

    /**
     * @param otherCase the case that holds this ink
     */
    public InkSeen(String otherCase) {
      super("ink digest already belongs to case " + otherCase);
      this.otherCase = otherCase;
    }
  }

  /** The same portrait was taken before: nobody holds still to the last bit. */
  public static final class PortraitSeen extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case that holds this portrait. */
    public final String otherCase;

    /**
     * @param otherCase the case that holds this portrait
     */
    public PortraitSeen(String otherCase) {
      super("portrait already belongs to case " + otherCase);
      this.otherCase = otherCase;
    }
  }

  /** This signer has signed this document in this business already (一名一签). */
  public static final class AlreadySigned extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The completed case. */
    public final String otherCase;

    /**
     * @param otherCase the completed case
     */
    public AlreadySigned(String otherCase) {
      super("business, signer and document were completed in case " + otherCase);
      this.otherCase = otherCase;
    }
  }

  /** The state table does not let a case go from where the log has it to there. */
  public static final class MoveRefused extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case. */
    public final String caseId;

    /** Where it is; empty if it was never begun. */
    public final String from;

    /** Where it was to go. */
    public final String to;

    /**
     * @param caseId the case
     * @param from where it is
     * @param to where it was to go
     */
    public MoveRefused(String caseId, String from, String to) {
      super("case %s is %s and cannot become %s".formatted(caseId, from, to));
      this.caseId = caseId;
      this.from = from;
      this.to = to;
    }
  }

  /** Cases hold ink of before, which the archive's key alone opens. */
  public static final class InkNotSealed extends StoreException {
    private static final long serialVersionUID = 1L;

    /** How many cases. */
    public final int cases;

    /**
     * @param cases how many cases
     */
    public InkNotSealed(int cases) {
      super("%d cases hold ink under the archive's key alone".formatted(cases));
      this.cases = cases;
    }
  }

  /** There is no such case. */
  public static final class NoSuchCase extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The id asked for. */
    public final String caseId;

    /**
     * @param caseId the id asked for
     */
    public NoSuchCase(String caseId) {
      super("no case " + caseId);
      this.caseId = caseId;
    }
  }

  /** The case is not over: something of it is still needed. */
  public static final class NotOver extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case. */
    public final String caseId;

    /**
     * @param caseId the case
     */
    public NotOver(String caseId) {
      super("case is not over: " + caseId);
      this.caseId = caseId;
    }
  }

  /** What was collected is to be kept for longer. */
  public static final class RetentionRuns extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case. */
    public final String caseId;

    /** Until when; null if it has no date. */
    public final @Nullable Instant until;

    /**
     * @param caseId the case
     * @param until until when
     */
    public RetentionRuns(String caseId, @Nullable Instant until) {
      super("case %s is kept until %s".formatted(caseId, until));
      this.caseId = caseId;
      this.until = until;
    }
  }

  /** What was collected in the case was erased. */
  public static final class Erased extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case. */
    public final String caseId;

    /**
     * @param caseId the case
     */
    public Erased(String caseId) {
      super("case was erased: " + caseId);
      this.caseId = caseId;
    }
  }

  /**
   * What was erased could not be overwritten on the disk yet: another program reads the archive.
   */
  public static final class NotOverwritten extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The archive's folder. */
    public final transient Path folder;

    /**
     * @param folder the archive's folder
     */
    public NotOverwritten(Path folder) {
      super("erased, but not overwritten: the archive is being read by another program: " + folder);
      this.folder = folder;
    }
  }

  /** The chained log knows no such report of erasures: it was altered, or made elsewhere. */
  public static final class ReportUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    /** SM3 of the file, lower-case hex. */
    public final String sm3;

    /**
     * @param sm3 SM3 of the file, lower-case hex
     */
    public ReportUnknown(String sm3) {
      super("no report of erasures has SM3 " + sm3);
      this.sm3 = sm3;
    }
  }

  /** Something of the archive was altered from outside: the chain or a cipher text does not fit. */
  public static final class Altered extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The row, for example {@code event 17}. */
    public final String where;

    /**
     * @param where the row, for example {@code event 17}
     */
    public Altered(String where) {
      super("archive altered at " + where);
      this.where = where;
    }
  }

  /** A row says something else than the log, which decides. */
  public static final class IndexDiffers extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The case; empty if it is not told. */
    public final String caseId;

    /** What differs: case, state, business, document, reserved, erased, signer, ink or output. */
    public final String what;

    /**
     * @param caseId the case
     * @param what what differs
     */
    public IndexDiffers(String caseId, String what) {
      super("row differs from the log: %s of case %s".formatted(what, caseId));
      this.caseId = caseId;
      this.what = what;
    }
  }

  /**
   * The archive is behind what was known of it, or nothing says how far it went. Nothing is written
   * to it until an operator acknowledges that.
   */
  public static final class Behind extends StoreException {
    private static final long serialVersionUID = 1L;

    /** What is known. */
    public enum Kind {
      /** The log ends before its head, and rows know of more. */
      TAIL_CUT,
      /** Database or folder are those of an earlier time. */
      OLDER_COPY,
      /** The head beside the database is gone. */
      HEAD_MISSING,
      /** The head beside the database was not written with the archive's key. */
      HEAD_ALTERED,
      /** The same of the witness outside the folder. */
      WITNESS_ALTERED;

      /** Whether the archive can go on once an operator has acknowledged it. */
      public boolean mends() {
        return this != TAIL_CUT;
      }

      /** The stable code. */
      public String code() {
        return "archive-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }

    /** What is known. */
    public final Kind kind;

    /** Up to which entry something knows of the log; 0 if that is not known. */
    public final long known;

    /** Up to which entry it goes. */
    public final long found;

    /**
     * @param kind what is known
     * @param known up to which entry something knows of the log
     * @param found up to which entry it goes
     */
    public Behind(Kind kind, long known, long found) {
      super("%s: known to %d, found to %d".formatted(kind.code(), known, found));
      this.kind = kind;
      this.known = known;
      this.found = found;
    }
  }
}
