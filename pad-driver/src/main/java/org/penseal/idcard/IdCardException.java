// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.io.Serial;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What can go wrong with an ID card or its reader. Messages are English log lines. */
public abstract sealed class IdCardException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private IdCardException(String logLine, @Nullable Throwable cause) {
    super(logLine, cause);
  }

  /** No reader at the given place, it cannot be opened, or it was unplugged. */
  public static final class ReaderUnavailable extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** URI that was asked for. */
    public final String uri;

    /** No reader there. */
    public ReaderUnavailable(String uri, @Nullable Throwable cause) {
      super("no ID-card reader at " + uri, cause);
      this.uri = uri;
    }
  }

  /** The reader does not answer. */
  public static final class ReaderSilent extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** Command and parameter, e.g. 0x2001. */
    public final int command;

    /** No answer to this command. */
    public ReaderSilent(int command) {
      super("ID-card reader does not answer command %04x".formatted(command), null);
      this.command = command;
    }
  }

  /** No card was laid on, or the latest one was not taken away since it was read. */
  public static final class NoCard extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** None found in time. */
    public NoCard() {
      super("no ID card found", null);
    }
  }

  /** Reader and card do not accept each other, or reading failed: another try may help. */
  public static final class CardUnreadable extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** Third status byte, 0..255. */
    public final int status;

    /** What it means. */
    public final SdtStatus meaning;

    /** Refused with this status byte. */
    public CardUnreadable(int status) {
      super("ID card cannot be read, status %02x".formatted(status), null);
      this.status = status;
      this.meaning = SdtStatus.of(status);
    }
  }

  /** The reader refuses a command for a reason that lies in itself or in the host. */
  public static final class ReaderRefused extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** Third status byte, 0..255. */
    public final int status;

    /** What it means. */
    public final SdtStatus meaning;

    /** Refused with this status byte. */
    public ReaderRefused(int status) {
      super("ID-card reader refuses, status %02x".formatted(status), null);
      this.status = status;
      this.meaning = SdtStatus.of(status);
    }
  }

  /** The reader takes no such speed, or its line has none. */
  public static final class BadSpeed extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** As asked for. */
    public final String baud;

    /** Not this one. */
    public BadSpeed(String baud) {
      super("no speed of an ID-card reader: " + baud, null);
      this.baud = baud;
    }
  }

  /** A card of a kind that is not known, so that its fields would be read wrongly. */
  public static final class UnknownKind extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** The card's own letter for its kind. */
    public final String letter;

    /** A kind with this letter. */
    public UnknownKind(String letter) {
      super("ID card of unknown kind " + letter, null);
      this.letter = letter;
    }
  }

  /** The card is not valid on the day it was laid on. */
  public static final class NotValid extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** Whether its validity has not begun yet; else it has ended. */
    public final boolean early;

    /** First or last day of its validity, whichever was missed. */
    public final LocalDate day;

    /** Missed this day. */
    public NotValid(boolean early, LocalDate day) {
      super(early ? "ID card is not valid yet" : "ID card has expired", null);
      this.early = early;
      this.day = day;
    }
  }

  /** The answer is damaged or is no card of this kind. */
  public static final class Malformed extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** What was expected, e.g. {@code checksum}. */
    public final String expected;

    /** Not what was expected. */
    public Malformed(String expected) {
      super("malformed answer of the ID-card reader: " + expected, null);
      this.expected = expected;
    }
  }
}
