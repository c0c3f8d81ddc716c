// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import org.jspecify.annotations.Nullable;

/** What can go wrong while an identity is verified. Messages are English log lines. */
public abstract sealed class IdentityException extends Exception {
  private static final long serialVersionUID = 1L;

  private IdentityException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** An ID number breaks GB 11643. The number itself is not kept. */
  public static final class BadIdNumber extends IdentityException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
      /** Not 18 characters. */
      LENGTH,
      /** 15 digits: a number of the first generation of cards, void since 2013. */
      FIFTEEN_DIGITS,
      /** Something else than digits and a last X. */
      CHARACTER,
      /** No such day, or one in the future. */
      DATE,
      /** The last character does not fit the others. */
      CHECK_DIGIT
    }

    private final Kind kind;

    public BadIdNumber(Kind kind) {
      super("ID number refused: " + kind, null);
      this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
      return kind;
    }
  }

  /** A number, date or zone of an identity document is wrong. What was typed is not kept. */
  public static final class BadDocument extends IdentityException {
    private static final long serialVersionUID = 1L;

    /** Which part of the document. */
    public enum Part {
      NUMBER,
      BIRTH,
      EXPIRY,
      PERSONAL_NUMBER,
      VALIDITY,
      /** The machine-readable zone as a whole. */
      ZONE
    }

    /** What is wrong with it. */
    public enum Why {
      /** Too short or too long. */
      LENGTH,
      /** A character that cannot stand there. */
      CHARACTER,
      /** Not of this kind of document. */
      FORMAT,
      /** No such day, or one that cannot be. */
      DATE,
      /** The area is none of this kind of document. */
      AREA,
      /** The check digit does not fit the others. */
      CHECK_DIGIT
    }

    private final Part part;
    private final Why why;

    public BadDocument(Part part, Why why) {
      super("identity document refused: " + part + " " + why, null);
      this.part = part;
      this.why = why;
    }

    /** Which part. */
    public Part part() {
      return part;
    }

    /** What is wrong with it. */
    public Why why() {
      return why;
    }
  }

  /** Printed numbers cannot be read on this machine. */
  public static final class OcrUnavailable extends IdentityException {
    private static final long serialVersionUID = 1L;

    public OcrUnavailable(String what, @Nullable Throwable cause) {
      super("recogniser of printed numbers unavailable: " + what, cause);
    }
  }

  /** The address is no https address and not on this machine. */
  public static final class InsecureAddress extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final String address;

    public InsecureAddress(String address) {
      super("neither https nor loopback: " + address, null);
      this.address = address;
    }

    /** As it was given. */
    public String address() {
      return address;
    }
  }

  /** No answer: refused connection, time-out, or status 502, 503, 504. */
  public static final class AuthorityUnreachable extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final String address;
    private final boolean timedOut;

    public AuthorityUnreachable(String address, boolean timedOut, @Nullable Throwable cause) {
      super((timedOut ? "no answer in time from " : "cannot reach ") + address, cause);
      this.address = address;
      this.timedOut = timedOut;
    }

    /** Where. */
    public String address() {
      return address;
    }

    /** True if it was waited for in vain, false if it was refused. */
    public boolean timedOut() {
      return timedOut;
    }
  }

  /** The authority refused the request itself (status 4xx). */
  public static final class AuthorityRefused extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    public AuthorityRefused(int status, String code) {
      super("authority refused: %d %s".formatted(status, code), null);
      this.status = status;
      this.code = code;
    }

    /** HTTP status. */
    public int status() {
      return status;
    }

    /** Its own short code, or an empty text. */
    public String code() {
      return code;
    }
  }

  /** The answer cannot be understood or does not fit the question. */
  public static final class AuthorityNonsense extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final String what;

    public AuthorityNonsense(String what, @Nullable Throwable cause) {
      super("authority's answer is nonsense: " + what, cause);
      this.what = what;
    }

    /** What is wrong with it, in English; never the answer itself. */
    public String what() {
      return what;
    }
  }
}
