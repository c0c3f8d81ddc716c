// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.upkeep;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What is wrong, or soon will be, with the computer that the program runs on. Messages are English
 * log lines, never text for the user.
 */
public abstract sealed class UpkeepException extends Exception {
  private static final long serialVersionUID = 1L;

  private UpkeepException(String message) {
    super(message);
  }

  /** Others may enter a folder that is its owner's alone. */
  public static final class OpenToOthers extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** The folder. */
    public final transient Path folder;

    /**
     * @param folder that others may enter
     */
    public OpenToOthers(Path folder) {
      super("folder is open to others: " + folder);
      this.folder = folder;
    }
  }

  /** A file of the data belongs to another user, so that it cannot be written or read. */
  public static final class OfAnotherUser extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** The file. */
    public final transient Path file;

    /** Whose it is. */
    public final String owner;

    /**
     * @param file that belongs to another
     * @param owner whose it is
     */
    public OfAnotherUser(Path file, String owner) {
      super("%s belongs to %s".formatted(file, owner));
      this.file = file;
      this.owner = owner;
    }
  }

  /** The user may not open a device that is plugged in. */
  public static final class NoAccess extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** Its file. */
    public final transient Path device;

    /**
     * @param device file of the device
     */
    public NoAccess(Path device) {
      super("no access to " + device);
      this.device = device;
    }
  }

  /** Little room is left on a disk. */
  public static final class DiskLow extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** What lies on it. */
    public final transient Path folder;

    /** What is left, in megabytes of 1,000,000 bytes. */
    public final long leftMb;

    /**
     * @param folder what lies on it
     * @param leftMb megabytes that are left
     */
    public DiskLow(Path folder, long leftMb) {
      super("%d MB are left for %s".formatted(leftMb, folder));
      this.folder = folder;
      this.leftMb = leftMb;
    }
  }

  /** The clock of the computer is not that of a timestamp service. */
  public static final class ClockDiffers extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** By how much; negative if the computer is behind. */
    public final Duration by;

    /** Address of the service. */
    public final String service;

    /**
     * @param by how much the computer is ahead
     * @param service address of the service
     */
    public ClockDiffers(Duration by, String service) {
      super("clock is ahead of %s by %s".formatted(service, by));
      this.by = by;
      this.service = service;
    }
  }

  /** The clock is behind what was written here already. */
  public static final class ClockBehind extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** The latest time that was written. */
    public final Instant latest;

    /**
     * @param latest the latest time that was written
     */
    public ClockBehind(Instant latest) {
      super("clock is behind " + latest);
      this.latest = latest;
    }
  }

  /** A certificate that is in use has ended, or ends soon. */
  public static final class CertificateEnds extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** Its common name. */
    public final String name;

    /** When. */
    public final Instant until;

    /** Whether it has. */
    public final boolean ended;

    /**
     * @param name its common name
     * @param until when it ends
     * @param ended whether it has
     */
    public CertificateEnds(String name, Instant until, boolean ended) {
      super("certificate of %s ends at %s".formatted(name, until));
      this.name = name;
      this.until = until;
      this.ended = ended;
    }
  }

  /** The stamps over the archive's log rest on a certificate that has ended, or ends soon. */
  public static final class StampEnds extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** Who stamped. */
    public final String tsa;

    /** When its certificate ends. */
    public final Instant until;

    /**
     * @param tsa who stamped
     * @param until when its certificate ends
     */
    public StampEnds(String tsa, Instant until) {
      super("latest anchor is by %s, whose certificate ends at %s".formatted(tsa, until));
      this.tsa = tsa;
      this.until = until;
    }
  }

  /** A station cannot be exported, or a file with one not be taken over here. */
  public static final class NotTaken extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
      /** It is no such file. */
      FORM,
      /** A newer version of the program wrote it. */
      NEWER,
      /** A part of it is not what was put into it. */
      DIFFERS,
      /** There are data already where it was to go. */
      TAKEN,
      /** Something in the data folder is neither folder nor regular file, or its key is missing. */
      ENTRY,
      /** The data folder changed so while it was copied that the copy is not whole. */
      CHANGED,
      /** A case is worked on. */
      BUSY
    }

    /** The file, its part, or the folder. */
    public final String what;

    /** Why. */
    public final Why why;

    /**
     * @param what the file, its part, or the folder
     * @param why why
     */
    public NotTaken(String what, Why why) {
      super("station not taken over: %s: %s".formatted(why, what));
      this.what = what;
      this.why = why;
    }
  }

  /** A check did not end in its time. */
  public static final class NoAnswer extends UpkeepException {
    private static final long serialVersionUID = 1L;

    /** How long it was waited for. */
    public final Duration after;

    /**
     * @param after how long it was waited for
     */
    public NoAnswer(Duration after) {
      super("no answer after " + after);
      this.after = after;
    }
  }
}
