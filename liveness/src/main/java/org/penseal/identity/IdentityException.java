// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /** A name is blank or too long to be asked about. The name itself is not kept. */
  public static final class BadName extends IdentityException {
    private static final long serialVersionUID = 1L;

    public BadName() {
      super("name refused", null);
    }
  }

  /** A telephone number is no such number. The number itself is not kept. */
  public static final class BadPhone extends IdentityException {
    private static final long serialVersionUID = 1L;

    public BadPhone() {
      super("telephone number refused", null);
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

  /** No answer: whether it was decided is not known, so the same request may be repeated. */
  public static final class AuthorityUnreachable extends IdentityException {
    private static final long serialVersionUID = 1L;

    /** How there was no answer. */
    public enum Why {
      /** The connection could not be made. */
      NOT_REACHED,
      /** It was waited for in vain. */
      TIMED_OUT,
      /** The connection ended before the answer did. */
      CUT,
      /** It says that it cannot serve now: 502, 503, 504. */
      UNAVAILABLE,
      /** It says that it failed: any other 5xx. */
      FAILED
    }

    private final String address;
    private final Why why;
    private final Duration retryAfter;

    /**
     * @param retryAfter how long it asks to be left alone; zero if it says nothing
     */
    public AuthorityUnreachable(
        String address, Why why, Duration retryAfter, @Nullable Throwable cause) {
      super("no answer from %s: %s".formatted(address, why), cause);
      this.address = address;
      this.why = why;
      this.retryAfter = retryAfter;
    }

    /** Where. */
    public String address() {
      return address;
    }

    /** How there was no answer. */
    public Why why() {
      return why;
    }

    /** How long it asks to be left alone; zero if it says nothing. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The authority has had too many requests (429) and decided nothing. */
  public static final class AuthorityBusy extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final String address;
    private final Duration retryAfter;

    public AuthorityBusy(String address, Duration retryAfter) {
      super("%s is busy, try again in %s".formatted(address, retryAfter), null);
      this.address = address;
      this.retryAfter = retryAfter;
    }

    /** Where. */
    public String address() {
      return address;
    }

    /** How long it asks to be left alone; zero if it says nothing. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** TLS did not come about: the server is not believed, or it does not believe this side. */
  public static final class AuthorityTls extends IdentityException {
    private static final long serialVersionUID = 1L;

    /** What was in the way. */
    public enum Why {
      /** Its certificate leads to no root that is believed. */
      UNTRUSTED,
      /** A certificate of it is not valid at this time. */
      EXPIRED,
      /** A certificate of it was revoked. */
      REVOKED,
      /** The revocation status of a certificate of it is unknown, but the workplace requires it. */
      REVOCATION_UNKNOWN,
      /** Its certificate is for another host. */
      WRONG_HOST,
      /** The handshake was broken off, as a server does that misses a certificate of ours. */
      BROKEN_OFF,
      /** This side's own key does not sign: its token was pulled out, or refuses. */
      OWN_KEY
    }

    private final String address;
    private final Why why;

    public AuthorityTls(String address, Why why, @Nullable Throwable cause) {
      super("no TLS with %s: %s".formatted(address, why), cause);
      this.address = address;
      this.why = why;
    }

    /** Where. */
    public String address() {
      return address;
    }

    /** What was in the way. */
    public Why why() {
      return why;
    }
  }

  /** No endpoint of the authority gave an answer. */
  public static final class AuthoritiesDown extends IdentityException {
    private static final long serialVersionUID = 1L;

    /**
     * What came of one endpoint.
     *
     * @param address of the endpoint
     * @param reason a short English word: NOT_REACHED, TIMED_OUT, OPEN …
     * @param againAt when it will be tried again; null for at once
     */
    public record Attempt(String address, String reason, @Nullable Instant againAt) {
      @Override
      public String toString() {
        return address + " " + reason + (againAt == null ? "" : " until " + againAt);
      }
    }

    private final transient List<Attempt> attempts;

    public AuthoritiesDown(List<Attempt> attempts, @Nullable Throwable last) {
      super("no endpoint answers: " + attempts, last);
      this.attempts = List.copyOf(attempts);
    }

    /** What came of each endpoint, in the order of preference. */
    public List<Attempt> attempts() {
      return attempts;
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

  /** The answer has no signature by the authority over this request and this answer. */
  public static final class AnswerUnproven extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final String address;
    private final String fault;

    public AnswerUnproven(String address, String fault) {
      super("answer of %s is not proven: %s".formatted(address, fault), null);
      this.address = address;
      this.fault = fault;
    }

    /** Where it came from. */
    public String address() {
      return address;
    }

    /** A short English word: MISSING, WRONG, STALE … */
    public String fault() {
      return fault;
    }
  }

  /** The one-time code was entered wrongly; it may be tried again. */
  public static final class PhoneCodeWrong extends IdentityException {
    private static final long serialVersionUID = 1L;
    private final int triesLeft;

    public PhoneCodeWrong(int triesLeft) {
      super("one-time code wrong, tries left: " + triesLeft, null);
      this.triesLeft = triesLeft;
    }

    /** At least 1. */
    public int triesLeft() {
      return triesLeft;
    }
  }

  /** The one-time code is over; a new one must be sent. */
  public static final class PhoneCodeOver extends IdentityException {
    private static final long serialVersionUID = 1L;

    /** How it ended. */
    public enum Why {
      /** Its time is up. */
      EXPIRED,
      /** It was entered wrongly too often. */
      USED_UP,
      /** It was used before, was sent to another telephone or for another person, or never. */
      UNKNOWN,
      /** It was not entered. */
      NOT_ENTERED
    }

    private final Why why;

    public PhoneCodeOver(Why why) {
      super("one-time code over: " + why, null);
      this.why = why;
    }

    /** How it ended. */
    public Why why() {
      return why;
    }
  }
}
