// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp.message;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a TLCP connection ended. Whatever the peer sends, nothing else comes of it. */
public abstract sealed class TlcpException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private TlcpException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** This side refuses; the alert is told to the peer. */
  public static final class Refused extends TlcpException {
    @Serial private static final long serialVersionUID = 1L;

    private final Alert alert;

    /**
     * @param alert what the peer is told
     * @param message for the log of this side; never a secret
     */
    public Refused(Alert alert, String message, @Nullable Throwable cause) {
      super(alert.word() + ": " + message, cause);
      this.alert = alert;
    }

    /** Without a cause. */
    public Refused(Alert alert, String message) {
      this(alert, message, null);
    }

    /** What the peer is told. */
    public Alert alert() {
      return alert;
    }
  }

  /** The peer refused with an alert. */
  public static final class Ended extends TlcpException {
    @Serial private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code as it came, known or not
     */
    public Ended(int code) {
      super("the peer ended it: " + word(code), null);
      this.code = code;
    }

    private static String word(int code) {
      return Alert.of(code).map(Alert::word).orElse("alert " + code);
    }

    /** Its number as it came. */
    public int code() {
      return code;
    }

    /** The word of the standard, or {@code alert N} for a number that it does not have. */
    public String alert() {
      return word(code);
    }
  }

  /** The connection ended in the middle, or without a word: what came is not all there was. */
  public static final class Cut extends TlcpException {
    @Serial private static final long serialVersionUID = 1L;

    /** Makes one. */
    public Cut() {
      super("the connection ended before its end was told", null);
    }
  }
}
