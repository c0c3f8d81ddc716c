// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.refusal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why the services do not start, or refuse a call. Messages are English log lines. */
public abstract sealed class ServeException extends Exception {
  private static final long serialVersionUID = 1L;

  private ServeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A call that is refused, with the status of its answer (RFC 9110, section 15). */
  public abstract static sealed class Refusal extends ServeException {
    private static final long serialVersionUID = 1L;

    /** Of the answer. */
    public final int status;

    private Refusal(int status, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.status = status;
    }

    /** When to come again; null if that would not help. */
    public @Nullable Duration retryAfter() {
      return null;
    }
  }

  /** The file is not there, too large, or no JSON object. */
  public static final class Unreadable extends ServeException {
    private static final long serialVersionUID = 1L;

    /** The file. */
    public final transient Path file;

    public Unreadable(Path file, @Nullable Throwable cause) {
      super("serve file cannot be read: " + file, cause);
      this.file = file;
    }
  }

  /** A field is unknown, missing, or has a value that it cannot have. */
  public static final class WrongField extends ServeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Why {
      /** No such field exists. */
      UNKNOWN,
      /** The field must be there. */
      MISSING,
      /** It has another JSON type. */
      TYPE,
      /** Its value is none that it can have. */
      VALUE,
      /** The file that it names is not there. */
      NO_FILE,
      /** It leads over a network without verified TLS. */
      UNPROTECTED
    }

    /** Path of the field, as {@code keys.0.versions.0.place}. */
    public final String field;

    /** What is wrong. */
    public final Why why;

    public WrongField(String field, Why why) {
      super("serve field %s: %s".formatted(field, why), null);
      this.field = field;
      this.why = why;
    }
  }

  /** A key that the file names cannot be opened, or is not for what it is to do. */
  public static final class KeyUnusable extends ServeException {
    private static final long serialVersionUID = 1L;

    /** Its name. */
    public final String key;

    public KeyUnusable(String key, @Nullable Throwable cause) {
      super("key cannot be used: " + key, cause);
      this.key = key;
    }
  }

  /** An address cannot be listened on. */
  public static final class PortTaken extends ServeException {
    private static final long serialVersionUID = 1L;

    /** The address. */
    public final String address;

    public PortTaken(String address, Throwable cause) {
      super("cannot listen on " + address, cause);
      this.address = address;
    }
  }

  /** A folder of the services cannot be read or written. */
  public static final class DataUnusable extends ServeException {
    private static final long serialVersionUID = 1L;

    /** The file or folder. */
    public final transient Path file;

    public DataUnusable(Path file, @Nullable Throwable cause) {
      super("data cannot be used: " + file, cause);
      this.file = file;
    }
  }

  /** A node that is to be administered does not answer, or something else does. */
  public static final class NodeUnreachable extends ServeException {
    private static final long serialVersionUID = 1L;

    /** Its address. */
    public final URI address;

    public NodeUnreachable(URI address, @Nullable Throwable cause) {
      super("no answer from " + address, cause);
      this.address = address;
    }
  }

  /** The record of calls does not fit together: an entry was altered, removed or put in. */
  public static final class AuditAltered extends ServeException {
    private static final long serialVersionUID = 1L;

    /** The first entry that does not fit. */
    public final long entry;

    public AuditAltered(long entry) {
      super("audit entry does not fit: " + entry, null);
      this.entry = entry;
    }
  }

  /** Nothing is at this path. */
  public static final class NoSuchPath extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Says nothing of the path. */
    public NoSuchPath() {
      super(404, "no such path", null);
    }
  }

  /** The path is asked with another method. */
  public static final class WrongMethod extends Refusal {
    private static final long serialVersionUID = 1L;

    /** The method that it takes. */
    public final String allowed;

    public WrongMethod(String allowed) {
      super(405, "takes " + allowed, null);
      this.allowed = allowed;
    }
  }

  /** The request is no HTTP that is understood here. */
  public static final class BadRequest extends Refusal {
    private static final long serialVersionUID = 1L;

    /** What is wrong, a short English word for the log. */
    public final String what;

    public BadRequest(String what) {
      super(400, "bad request: " + what, null);
      this.what = what;
    }
  }

  /** The request names another host (RFC 9110, section 15.5.20). */
  public static final class Misdirected extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Does not say what this one is called. */
    public Misdirected() {
      super(421, "another host is named", null);
    }
  }

  /** A parameter or a field of the body is missing or wrong. */
  public static final class BadParameter extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Its name. */
    public final String name;

    public BadParameter(String name) {
      super(400, "parameter " + name, null);
      this.name = name;
    }
  }

  /** The answer was requested at an address of the caller; callbacks are not supported. */
  public static final class CallbackRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Does not look at the address. */
    public CallbackRefused() {
      super(400, "no callbacks", null);
    }
  }

  /** More was sent than is taken. */
  public static final class TooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    /** The bound. */
    public final long mostBytes;

    public TooLarge(long mostBytes) {
      super(413, "more than " + mostBytes + " bytes", null);
      this.mostBytes = mostBytes;
    }
  }

  /** The sender of the request is unknown. */
  public static final class Unknown extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Does not say what was missing or wrong. */
    public Unknown() {
      super(401, "caller not known", null);
    }
  }

  /** The signature of a request is not accepted (RFC 9421, section 3.2). */
  public static final class SignatureRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Ground {
      /** The fields cannot be read, or a parameter is missing that is needed. */
      MALFORMED,
      /** Something is not covered that must be, or is covered and not there. */
      COVERED,
      /** It is too old, from the future, or over. */
      TIME,
      /** The nonce was used before. */
      REPLAY,
      /** The key is not known, or has not made this signature. */
      VALUE,
      /** The body is another than the one that was signed. */
      DIGEST
    }

    /** Why. */
    public final Ground why;

    public SignatureRefused(Ground why) {
      super(401, "signature refused: " + why, null);
      this.why = why;
    }
  }

  /** The caller has no right to this. */
  public static final class NotAllowed extends Refusal {
    private static final long serialVersionUID = 1L;

    /** What the right would be to. */
    public enum What {
      /** The operation. */
      OPERATION,
      /** The key, or its use; there may be no such key. */
      KEY,
      /** Calls from this address. */
      ADDRESS,
      /** Calls at this hour. */
      HOURS,
      /** Logins for this origin. */
      ORIGIN,
      /** The reading of this file. */
      FILE,
      /** Anything: the application was switched off. */
      APPLICATION,
      /** This part of the administration, with the role that the certificate has. */
      ROLE
    }

    /** What for. */
    public final What what;

    public NotAllowed(What what) {
      super(403, "not allowed: " + what, null);
      this.what = what;
    }
  }

  /** The caller has called too often. */
  public static final class TooMany extends Refusal {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** Says when to come again. */
    public TooMany(Duration wait) {
      super(429, "too many calls", null);
      this.wait = wait;
    }

    @Override
    public Duration retryAfter() {
      return wait;
    }
  }

  /** Too much is going on, or the service is about to stop. */
  public static final class Busy extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Come again in a second. */
    public Busy() {
      super(503, "busy", null);
    }

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(1);
    }
  }

  /** A key, or what lies behind an operation, does not answer at present. */
  public static final class NotReady extends Refusal {
    private static final long serialVersionUID = 1L;

    /** What does not answer. */
    public enum Part {
      /** The key. */
      KEY,
      /** The clock cannot be believed. */
      CLOCK,
      /** The record of calls cannot be written. */
      AUDIT,
      /** The store of challenges. */
      STORE
    }

    /** What does not answer. */
    public final Part what;

    public NotReady(Part what, @Nullable Throwable cause) {
      super(503, "not ready: " + what, cause);
      this.what = what;
    }

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(5);
    }
  }

  /** What was to be decrypted was not encrypted with this key, or was altered. */
  public static final class NotDecrypted extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Does not say which. */
    public NotDecrypted() {
      super(422, "not decrypted", null);
    }
  }

  /** A login is refused. */
  public static final class LoginRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Ground {
      /** No such challenge for this application is open: unknown, used or too old. */
      CHALLENGE,
      /** The signature does not fit challenge and key. */
      SIGNATURE,
      /** The key was not registered. */
      KEY,
      /** The certificate is not believed, not valid, or not for logins. */
      CERTIFICATE,
      /** It is not known whether the certificate was revoked, or it was. */
      REVOCATION
    }

    /** Why. */
    public final Ground why;

    public LoginRefused(Ground why) {
      super(403, "login refused: " + why, null);
      this.why = why;
    }
  }
}
