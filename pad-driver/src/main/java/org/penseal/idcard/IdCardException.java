// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.io.Serial;
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

    /**
     * Third status byte: 31, 32 authentication, 33 verification, 40 wrong card, 41 read, 81, 91.
     */
    public final int status;

    /** Refused with this status byte. */
    public CardUnreadable(int status) {
      super("ID card cannot be read, status %02x".formatted(status), null);
      this.status = status;
    }
  }

  /** The reader refuses a command for a reason that lies in itself or in the host. */
  public static final class ReaderRefused extends IdCardException {
    @Serial private static final long serialVersionUID = 1;

    /** Third status byte: 10 checksum, 11 length, 21 command, 60 self-test, 66 not authorised. */
    public final int status;

    /** Refused with this status byte. */
    public ReaderRefused(int status) {
      super("ID-card reader refuses, status %02x".formatted(status), null);
      this.status = status;
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
