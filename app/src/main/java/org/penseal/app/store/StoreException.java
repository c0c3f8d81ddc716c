// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.file.Path;

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

    /** Until when, ISO 8601; empty if it has no date. */
    public final String until;

    /**
     * @param caseId the case
     * @param until until when
     */
    public RetentionRuns(String caseId, String until) {
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
}
