// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a pad or its chip. Messages are English log lines, not for users. */
public abstract sealed class PadException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private PadException(String logLine, @Nullable Throwable cause) {
    super(logLine, cause);
  }

  /** No pad at the given place, or no known one. */
  public static final class NotFound extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** URI that was asked for. */
    public final String uri;

    /** Nothing at this URI. */
    public NotFound(String uri) {
      super("no pad at " + uri, null);
      this.uri = uri;
    }
  }

  /** The device is there, but this user may not open it. */
  public static final class PermissionDenied extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** URI that was asked for. */
    public final String uri;

    /** May not open this URI. */
    public PermissionDenied(String uri, @Nullable Throwable cause) {
      super("no permission to open " + uri, cause);
      this.uri = uri;
    }
  }

  /** Another program holds the device. */
  public static final class Busy extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** URI that was asked for. */
    public final String uri;

    /** Held by another. */
    public Busy(String uri, @Nullable Throwable cause) {
      super("in use by another program: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The serial line cannot be set to the speed that the model needs. */
  public static final class BadLine extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** URI of the line. */
    public final String uri;

    /** Speed in baud that it refused. */
    public final int baud;

    /** Speed refused. */
    public BadLine(String uri, int baud) {
      super("line cannot be set to " + baud + " baud: " + uri, null);
      this.uri = uri;
      this.baud = baud;
    }
  }

  /** The device answers, but it is no pad of the catalogue. */
  public static final class UnknownModel extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Name that the device gave. */
    public final String reportedName;

    /** Not in the catalogue. */
    public UnknownModel(String reportedName) {
      super("pad model not in the catalogue: " + reportedName, null);
      this.reportedName = reportedName;
    }
  }

  /** A pad that does not name itself is at this place: the model must be told. */
  public static final class ModelNeeded extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** URI that was asked for. */
    public final String uri;

    /** Catalogue ids of the models that it may be, parted by commas and blanks. */
    public final String choices;

    /** One of these. */
    public ModelNeeded(String uri, List<String> choices) {
      super("which model is at " + uri + "? One of " + String.join(", ", choices), null);
      this.uri = uri;
      this.choices = String.join(", ", choices);
    }
  }

  /** The system does not take virtual HID devices. */
  public static final class NoVirtualHid extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Device file that is not there, or that this user may not open. */
    public final String file;

    /** Not without this file. */
    public NoVirtualHid(String file, @Nullable Throwable cause) {
      super("no virtual HID devices without " + file, cause);
      this.file = file;
    }
  }

  /** The device has no such function. */
  public static final class NotOffered extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Catalogue id of the model. */
    public final String model;

    /** What it lacks. */
    public final What what;

    /** A function that not every model has. */
    public enum What {
      /** Pictures of the host on its screen. */
      SCREEN,
      PEN_STYLE,
      THRESHOLDS,
      WRITING_AREA,
      BACKGROUND,
      BRIGHTNESS,
      CONTRAST,
      PICTURE_AREA,
      SIGNATURE_SCREEN,
      ENCRYPTION
    }

    /** A model without it. */
    public NotOffered(String model, What what) {
      super("pad " + model + " does not offer " + what, null);
      this.model = model;
      this.what = what;
    }
  }

  /** The pad was unplugged or its line broke. */
  public static final class Gone extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** URI of the pad, or the catalogue id of its model. */
    public final String uri;

    /** Lost while open. */
    public Gone(String uri, @Nullable Throwable cause) {
      super("pad is gone: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The secure link was not made or does not hold any more; a new opening makes a new one. */
  public static final class LinkBroken extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** What was wrong with it. */
    public enum Why {
      /** A record was altered. */
      ALTERED,
      /** A record came twice. */
      REPEATED,
      /** A record is missing, or came too early. */
      MISSING,
      /** Something came that was not sealed. */
      NOT_SEALED,
      /** The key agreement failed: the other side does not have its key. */
      AGREEMENT,
      /** The pad's certificate is none for a link, or not trusted. */
      CERTIFICATE,
      /** The link was required but the pad does not offer it. */
      NOT_OFFERED,
      /** The pad had a secure link before and comes back without one. */
      NO_LONGER_OFFERED,
      /** Encrypted pen data that belongs to no capture of this host, or cannot be decrypted. */
      WRONG_SESSION
    }

    /** What was wrong. */
    public final Why why;

    /** Broken for this reason. */
    public LinkBroken(Why why, @Nullable Throwable cause) {
      super("secure link broken: " + why, cause);
      this.why = why;
    }
  }

  /** The pad or its chip did not answer in time, or the signer did not finish. */
  public static final class TimedOut extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Who was waited for. */
    public final Awaited awaited;

    /** What was waited for, e.g. {@code report 09}. */
    public final String what;

    /** How long. */
    public final Duration after;

    /** Waited in vain. */
    public TimedOut(Awaited awaited, String what, Duration after) {
      super("no " + what + " within " + after.toMillis() + " ms", null);
      this.awaited = awaited;
      this.what = what;
      this.after = after;
    }
  }

  /** The waiting thread was interrupted, which is how a flow is cancelled. */
  public static final class Interrupted extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Interrupted while it waited. */
    public Interrupted(InterruptedException cause) {
      super("interrupted while waiting for the pad", cause);
    }
  }

  /** The pad refused a report. */
  public static final class Refused extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Report id, 0..255. */
    public final int report;

    /** Error code of the pad, 0..255: 1 wrong report, 2 wrong state, 4 bad parameter, and so on. */
    public final int code;

    /** Refused with this code. */
    public Refused(int report, int code) {
      super("pad refused report %02x with code %02x".formatted(report, code), null);
      this.report = report;
      this.code = code;
    }
  }

  /** Bytes came that are no answer of this protocol. */
  public static final class Malformed extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** What was expected, e.g. {@code chip statement}. */
    public final String expected;

    /** Not what was expected. */
    public Malformed(String expected, @Nullable Throwable cause) {
      super("malformed " + expected, cause);
      this.expected = expected;
    }
  }

  /** A file of ink or of a recording cannot be read. */
  public static final class UnreadableFile extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** What is wrong with it. */
    public enum Why {
      /** It is not of this format, or breaks its rules. */
      FORMAT,
      /** It has more than is ever read. */
      TOO_LARGE,
      /** Its ink lies outside of the space asked for. */
      OUTSIDE,
      /** It uses a part of the format that changes the meaning and is not read. */
      UNSUPPORTED
    }

    /** Name of the format, e.g. {@code InkML}. */
    public final String format;

    /** What is wrong. */
    public final Why why;

    /** Line, from 1; 0 when the format has no lines. */
    public final int line;

    /** Not readable, somewhere. */
    public UnreadableFile(String format, Why why) {
      this(format, why, 0);
    }

    /** Not readable in this line. No cause: it would quote the file, which is ink. */
    public UnreadableFile(String format, Why why, int line) {
      super("unreadable " + format + ": " + why + (line > 0 ? " in line " + line : ""), null);
      this.format = format;
      this.why = why;
      this.line = line;
    }
  }

  /** There is too little ink to compare. */
  public static final class TooLittleInk extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Points that there are. */
    public final int points;

    /** Points that are needed. */
    public final int needed;

    /** Too few points. */
    public TooLittleInk(int points, int needed) {
      super(points + " points of ink, " + needed + " are needed", null);
      this.points = points;
      this.needed = needed;
    }
  }

  /** Reports never came; the ink has gaps. */
  public static final class ReportsLost extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** How many, at least 1. */
    public final long count;

    /** This many are missing. */
    public ReportsLost(long count) {
      super(count + " pen reports lost", null);
      this.count = count;
    }
  }

  /** The model has no chip. */
  public static final class NoChip extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Catalogue id of the model. */
    public final String model;

    /** A model without a chip. */
    public NoChip(String model) {
      super("pad has no chip: " + model, null);
      this.model = model;
    }
  }

  /** The chip's PIN was wrong. */
  public static final class WrongPin extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** Tries left, at least 1. */
    public final int triesLeft;

    /** Wrong, with tries left (status word 63Cx). */
    public WrongPin(int triesLeft) {
      super("wrong PIN, " + triesLeft + " tries left", null);
      this.triesLeft = triesLeft;
    }
  }

  /** The chip's PIN is blocked (status word 6983). */
  public static final class PinBlocked extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** No tries left. */
    public PinBlocked() {
      super("PIN is blocked", null);
    }
  }

  /** The chip refused a command. */
  public static final class ChipRefused extends PadException {
    @Serial private static final long serialVersionUID = 1;

    /** ISO 7816-4 status word, e.g. 0x6985; 0xBFxx for a CTAPHID error xx. */
    public final int statusWord;

    /** What the status word means, in English. */
    public final String meaning;

    /** Return code of GM/T 0016 that the status word stands for, e.g. 0x0A00000A. */
    public final int skfCode;

    /** Refused with this status word. */
    public ChipRefused(int statusWord, int skfCode, String meaning) {
      super("chip refused with %04x (SKF %08x): %s".formatted(statusWord, skfCode, meaning), null);
      this.statusWord = statusWord;
      this.skfCode = skfCode;
      this.meaning = meaning;
    }
  }
}
