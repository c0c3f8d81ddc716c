// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A key or a certificate cannot be used. */
public abstract sealed class CredentialException extends SigningException {
  private static final long serialVersionUID = 1L;

  private CredentialException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The key refused: used up, wrong password, locked, removed. */
  public static final class KeyRefused extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public final Why why;

    public KeyRefused(Why why, @Nullable Throwable cause) {
      super("key refused: " + why.code(), cause);
      this.why = why;
    }

    /** Why a key is refused. */
    public enum Why {
      /** It has made the one signature it was for. */
      USED_UP,
      /** It is asked out of turn. */
      WRONG_STEP,
      /** Another key than before lies there. */
      ANOTHER_KEY,
      /** Too many wait for it. */
      BUSY,
      /** It cannot sign in this way, or its device fails. */
      CANNOT_SIGN,
      /** The certificate that it is given is not for it. */
      CERTIFICATE_FOR_ANOTHER_KEY,
      /** The file has a certificate of another key. */
      CERTIFICATE_OF_ANOTHER_KEY,
      /** It was closed. */
      CLOSED,
      /** The password is empty. */
      EMPTY_PASSWORD,
      /** The wait for it was interrupted. */
      INTERRUPTED,
      /** The file has no certificate. */
      NO_CERTIFICATE,
      /** Where it lies is no address of a key. */
      NO_ADDRESS,
      /** The file of an SM4 key is not 16 bytes long. */
      NOT_16_BYTES,
      /** The file has several keys that are no pair. */
      NOT_A_PAIR,
      /** The file has no key, or several. */
      NOT_ONE_KEY,
      /** The public key cannot be read. */
      UNREADABLE,
      /** Its token refused the PIN. */
      PIN_REFUSED,
      /** Its token is gone. */
      REMOVED,
      /** It cannot sign messages to the identity authority. */
      SIGNS_NO_MESSAGES,
      /** It is neither SM2 nor P-256: it cannot sign statements. */
      SIGNS_NO_STATEMENTS,
      /** Wrong password, or no PKCS #12 file. */
      WRONG_PASSWORD_OR_FORMAT,
      /** The value it gave is no signature by it. */
      WRONG_SIGNATURE;

      /** Its stable code. */
      public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
    }
  }

  /** A certificate, trust file or extension cannot be read. */
  public static final class BadCertificate extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** A file, or the part of the program's data that has it. */
    public final String source;

    /** Why. */
    public final Why why;

    public BadCertificate(String source, Why why, @Nullable Throwable cause) {
      super("bad certificate: " + source + ": " + why, cause);
      this.source = source;
      this.why = why;
    }

    /** Why there is no certificate that can be used. */
    public enum Why {
      /** The data is not a certificate. */
      UNREADABLE,
      /** Its public key cannot be read. */
      KEY_UNREADABLE,
      /** It cannot be written. */
      NOT_ENCODED,
      /** It cannot be issued. */
      NOT_ISSUED,
      /** The folder of it cannot be listed. */
      FOLDER_UNREADABLE,
      /** The file is larger than any certificate. */
      TOO_LARGE,
      /** No certificate was found. */
      NONE,
      /** No root certificate for the requested purpose was found. */
      NO_ROOT,
      /** A certificate request has an unsupported type of key. */
      REQUEST_KEY,
      /** The signature of a certificate request does not match its public key. */
      REQUEST_NOT_SIGNED,
      /** A certificate request lacks something that it must have. */
      REQUEST_INCOMPLETE
    }
  }

  /** A key of a kind, size or curve that does not sign here, or not in the way asked for. */
  public static final class UnfitKey extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** Why it does not sign. */
    public enum Why {
      /** Of another algorithm. */
      ALGORITHM,
      /** Too short or too long. */
      SIZE,
      /** On another curve. */
      CURVE,
      /** A way to sign that is not of this key. */
      SUITE,
      /** A form of signature that is not of this key. */
      PROFILE
    }

    /** What was wrong. */
    public final Why why;

    /** The key's algorithm. */
    public final String algorithm;

    /** Size of modulus or field in bits; 0 if it is not the matter. */
    public final int bits;

    public UnfitKey(Why why, String algorithm, int bits) {
      super("unfit key: " + why + ": " + algorithm + (bits == 0 ? "" : " " + bits), null);
      this.why = why;
      this.algorithm = algorithm;
      this.bits = bits;
    }
  }

  /** The certificate's key usage does not name signing documents. */
  public static final class NotForSigning extends CredentialException {
    private static final long serialVersionUID = 1L;

    public NotForSigning() {
      super("key usage has neither digitalSignature nor contentCommitment", null);
    }
  }

  /** The certificate of an escrow is not one that ink is sealed for. */
  public static final class EscrowRefused extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** Why nothing is sealed for it. */
    public enum Why {
      /** It is not registered. */
      NOT_REGISTERED,
      /** Its key lies here: who runs the program could open the ink alone. */
      KEY_HELD_HERE
    }

    /** The certificate's subject. */
    public final String subject;

    /** What was wrong. */
    public final Why why;

    public EscrowRefused(String subject, Why why) {
      super("escrow refused: " + subject + ": " + why, null);
      this.subject = subject;
      this.why = why;
    }
  }

  /** The certificate of a recipient is not one that is sealed for. */
  public static final class NotForSealing extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** Why nothing is sealed for it. */
    public enum Why {
      /** It has no SM2 key. */
      KEY,
      /** Its key usage. */
      USAGE,
      /** It is not valid now. */
      VALIDITY
    }

    /** The certificate's subject. */
    public final String subject;

    /** What was wrong. */
    public final Why why;

    public NotForSealing(String subject, Why why) {
      super("not for sealing: " + why, null);
      this.subject = subject;
      this.why = why;
    }
  }

  /** A token, or a part of it, is not there. */
  public static final class TokenMissing extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** A part of a token. */
    public enum Part {
      /** The maker's library. */
      LIBRARY,
      /** A function of it. */
      FUNCTION,
      /** The token itself. */
      DEVICE,
      /** One token: there are several. */
      ONE_DEVICE,
      /** An application on it. */
      APPLICATION,
      /** A container in it. */
      CONTAINER,
      /** A key. */
      KEY,
      /** One key: there are several. */
      ONE_KEY,
      /** A certificate. */
      CERTIFICATE
    }

    /** What was wrong. */
    public final Part part;

    /** Its name; of one-device and one-key the names of those that are there. May be empty. */
    public final String name;

    public TokenMissing(Part part, String name, @Nullable Throwable cause) {
      super("token: no " + part + ": " + name, cause);
      this.part = part;
      this.name = name;
    }
  }

  /** A token did not take the PIN. */
  public static final class PinRefused extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
      /** It is another. */
      INCORRECT,
      /** It was wrong too often. */
      LOCKED,
      /** It is too short or too long. */
      LENGTH,
      /** It is not set. */
      NOT_SET
    }

    /** Of {@link #triesLeft}: the token did not say. */
    public static final int UNKNOWN = -1;

    /** What was wrong. */
    public final Why why;

    /** How often it may be tried again, or {@link #UNKNOWN}. */
    public final int triesLeft;

    public PinRefused(Why why, int triesLeft) {
      super("PIN refused: " + why + ", tries left: " + triesLeft, null);
      this.why = why;
      this.triesLeft = triesLeft;
    }
  }

  /** The token was pulled out. */
  public static final class TokenRemoved extends CredentialException {
    private static final long serialVersionUID = 1L;

    public TokenRemoved() {
      super("token removed", null);
    }
  }

  /** A token's library gave a code that says no more. */
  public static final class TokenFailed extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** The function. */
    public final String function;

    /** Its return code (GM/T 0016, PKCS #11). */
    public final int code;

    public TokenFailed(String function, int code) {
      super("token failed: %s: %08X".formatted(function, code), null);
      this.function = function;
      this.code = code;
    }
  }

  /** A certificate is not valid at the time at which it is needed. */
  public static final class NotValidAt extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** serial number, hexadecimal. */
    public final String serial;

    /** The first moment of its validity. */
    public final Instant from;

    /** The last moment of it. */
    public final Instant until;

    /** early: before its time; otherwise after it. */
    public final boolean early;

    public NotValidAt(X509Certificate certificate, Instant at) {
      this(
          certificate.getSerialNumber().toString(16),
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant(),
          at);
    }

    private NotValidAt(String serial, Instant from, Instant until, Instant at) {
      super("certificate " + serial + " valid " + from + " to " + until + ", not at " + at, null);
      this.serial = serial;
      this.from = from;
      this.until = until;
      this.early = at.isBefore(from);
    }
  }

  /** The chain of a certificate cannot be built or breaks a rule. */
  public static final class ChainRefused extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** codes of {@code org.penseal.trust.ChainCheck}. */
    public final List<String> reasons;

    public ChainRefused(List<String> reasons) {
      super("chain refused: " + String.join(",", reasons), null);
      this.reasons = List.copyOf(reasons);
    }
  }

  /** A certificate is revoked. */
  public static final class Revoked extends CredentialException {
    private static final long serialVersionUID = 1L;

    /** serial number, hexadecimal. */
    public final String serial;

    /** since. */
    public final Instant since;

    public Revoked(String serial, Instant since) {
      super("certificate " + serial + " revoked since " + since, null);
      this.serial = serial;
      this.since = since;
    }
  }
}
