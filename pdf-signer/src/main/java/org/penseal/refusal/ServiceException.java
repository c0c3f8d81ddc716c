// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A timestamp authority or a certification authority did not do its part. */
public abstract sealed class ServiceException extends SigningException {
  private static final long serialVersionUID = 1L;

  private ServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  private static String code(Enum<?> why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A timestamp is needed, but no timestamp authority is specified. */
  public static final class TsaNotNamed extends ServiceException {
    private static final long serialVersionUID = 1L;

    public TsaNotNamed() {
      super("no TSA is named", null);
    }
  }

  /** No timestamp authority answered in time. */
  public static final class TsaUnreachable extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the timestamp authority. */
    public final URI uri;

    public TsaUnreachable(URI uri, @Nullable Throwable cause) {
      super("TSA unreachable: " + uri, cause);
      this.uri = uri;
    }
  }

  /** A timestamp authority answered, but with a refusal or a token that does not fit. */
  public static final class TsaRefused extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the timestamp authority. */
    public final URI uri;

    /** Why. */
    public final Why why;

    /** The number of {@link Why#HTTP} and {@link Why#STATUS}, the code of {@link Why#TOKEN}. */
    public final String detail;

    /** A refusal without anything to add. */
    public TsaRefused(URI uri, Why why, @Nullable Throwable cause) {
      this(uri, why, "", cause);
    }

    public TsaRefused(URI uri, Why why, String detail, @Nullable Throwable cause) {
      super("TSA refused: " + uri + ": " + reason(why, detail), cause);
      this.uri = uri;
      this.why = why;
      this.detail = detail;
    }

    /** The stable code, with the number. */
    public String reason() {
      return reason(why, detail);
    }

    private static String reason(Why why, String detail) {
      return switch (why) {
        case HTTP, STATUS -> code(why) + "-" + detail;
        case TOKEN -> detail;
        case ANSWER_TO_ANOTHER_REQUEST, BAD_ANSWER -> code(why);
      };
    }

    /** Why an answer is of no use. */
    public enum Why {
      /** It is for another request. */
      ANSWER_TO_ANOTHER_REQUEST,
      /** It cannot be read. */
      BAD_ANSWER,
      /** An HTTP status other than 200. */
      HTTP,
      /** A PKIStatus other than granted (RFC 3161, section 2.4.2). */
      STATUS,
      /** A token that says too little: a code of those that verification gives. */
      TOKEN
    }
  }

  /** A timestamp authority answered whose chain does not end in a root that is trusted. */
  public static final class TsaUntrusted extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the timestamp authority. */
    public final URI uri;

    /** codes of {@code org.penseal.trust.ChainCheck}. */
    public final List<String> reasons;

    public TsaUntrusted(URI uri, List<String> reasons) {
      super("TSA not trusted: " + uri + ": " + String.join(", ", reasons), null);
      this.uri = uri;
      this.reasons = List.copyOf(reasons);
    }
  }

  /** None of several timestamp authorities issued a timestamp. */
  public static final class NoTsa extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** what each gave, in the order in which they were asked: its address with a reason code. */
    public final List<String> failures;

    public NoTsa(List<String> failures) {
      super("no TSA: " + String.join("; ", failures), null);
      this.failures = List.copyOf(failures);
    }
  }

  /** A service presented a certificate that is not trusted. */
  public static final class UntrustedServer extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the service. */
    public final URI uri;

    /** Why its certificate is not trusted. */
    public enum Why {
      /** It has no way to an anchor, or is for another use. */
      UNTRUSTED,
      /** It has ended, or is not valid yet. */
      EXPIRED,
      /** It was revoked. */
      REVOKED,
      /** Its revocation status is required, but unknown. */
      REVOCATION_UNKNOWN
    }

    /** What was wrong. */
    public final Why why;

    public UntrustedServer(URI uri, Why why, @Nullable Throwable cause) {
      super("untrusted server: " + uri + ": " + why, cause);
      this.uri = uri;
      this.why = why;
    }
  }

  /** A service showed a certificate of another host. */
  public static final class WrongHost extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the service. */
    public final URI uri;

    public WrongHost(URI uri, @Nullable Throwable cause) {
      super("certificate of another host: " + uri, cause);
      this.uri = uri;
    }
  }

  /** TLS with a service failed: no common suite or version, an alert, a broken record. */
  public static final class TlsFailed extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the service. */
    public final URI uri;

    /** Why. */
    public final Why why;

    /** Name of the alert (RFC 8446, section 6) as far as it is known, otherwise tls. */
    public final String alert;

    public TlsFailed(URI uri, Why why, String alert, @Nullable Throwable cause) {
      super("TLS failed: " + uri + ": " + alert, cause);
      this.uri = uri;
      this.why = why;
      this.alert = alert;
    }

    /** What the alerts of TLS and TLCP say, in groups. */
    public enum Why {
      /** The service denied access. */
      ACCESS_DENIED,
      /** A certificate is not accepted. */
      CERTIFICATE_REFUSED,
      /** The service asks for a certificate, and got none that it takes. */
      CERTIFICATE_REQUIRED,
      /** The connection was ended without a failure. */
      ENDED,
      /** One side reported an internal error. */
      INTERNAL_ERROR,
      /** The service does not recognise the host name. */
      NAME_UNKNOWN,
      /** No version, suite or parameter that both have. */
      NOTHING_IN_COMMON,
      /** Bytes that the protocol does not allow here, or that were changed. */
      PROTOCOL,
      /** The cause is unknown. */
      UNKNOWN
    }
  }

  /** A service asks who this side is, and the key that is to say so does not sign. */
  public static final class OwnKeyFailed extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the service. */
    public final URI uri;

    /** What became of the key: the token pulled out, another key than the certificate's. */
    public final CredentialException failure;

    public OwnKeyFailed(URI uri, CredentialException failure) {
      super("own key failed: " + uri, failure);
      this.uri = uri;
      this.failure = failure;
    }
  }

  /** The certification authority did not answer in time. */
  public static final class CaUnreachable extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the certification authority. */
    public final URI uri;

    public CaUnreachable(URI uri, @Nullable Throwable cause) {
      super("CA unreachable: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The certification authority answered with a refusal or with something that is no answer. */
  public static final class CaRefused extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the certification authority. */
    public final URI uri;

    /** Why. */
    public final Why why;

    /** The number of {@link Why#HTTP}, the authority's own words of {@link Why#REJECTED}. */
    public final String detail;

    /** A refusal without anything to add. */
    public CaRefused(URI uri, Why why, @Nullable Throwable cause) {
      this(uri, why, "", cause);
    }

    public CaRefused(URI uri, Why why, String detail, @Nullable Throwable cause) {
      super("CA refused: " + uri + ": " + reason(why, detail), cause);
      this.uri = uri;
      this.why = why;
      this.detail = detail;
    }

    /** The stable code, with the number or the words. */
    public String reason() {
      return reason(why, detail);
    }

    private static String reason(Why why, String detail) {
      String between = why == Why.HTTP ? "-" : ": ";
      return code(why) + (detail.isEmpty() ? "" : between + detail);
    }

    /** Why an answer is of no use. */
    public enum Why {
      /** It cannot be read, or is none to this question. */
      BAD_ANSWER,
      /** An HTTP status other than 200. */
      HTTP,
      /** It belongs to another transaction. */
      OTHER_TRANSACTION,
      /** The authority rejects the request. */
      REJECTED,
      /** The authority has not decided in time. */
      WAITING,
      /** It is not protected as agreed. */
      WRONG_MAC
    }
  }

  /** The certification authority issued a certificate for another key. */
  public static final class CaWrongKey extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the certification authority. */
    public final URI uri;

    public CaWrongKey(URI uri, @Nullable Throwable cause) {
      super("CA issued for another key: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The certification authority issued a certificate that is not the one asked for. */
  public static final class CaWrongCertificate extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** Address of the certification authority. */
    public final URI uri;

    /** what of it: codes of {@code org.penseal.trust.EventProfile} and of its chain. */
    public final List<String> reasons;

    public CaWrongCertificate(URI uri, List<String> reasons) {
      super("CA issued another certificate: " + uri + ": " + String.join(", ", reasons), null);
      this.uri = uri;
      this.reasons = List.copyOf(reasons);
    }
  }

  /** The authority and this station do not know each other by the secret or key that was given. */
  public static final class CaProtectionRefused extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** address. */
    public final transient URI uri;

    public CaProtectionRefused(URI uri) {
      super("CA and client differ on the protection of messages: " + uri, null);
      this.uri = uri;
    }
  }

  /** A certificate's revocation status is unknown, so long-term validation is not possible. */
  public static final class RevocationUnavailable extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** serial number of the certificate, hexadecimal. */
    public final String serial;

    /** What was tried, in order; nothing if the certificate names neither responder nor list. */
    public final transient List<Attempt> tried;

    public RevocationUnavailable(String serial, List<Attempt> tried) {
      super("no revocation data on " + serial + ": " + reason(tried), null);
      this.serial = serial;
      this.tried = List.copyOf(tried);
    }

    /** Addresses with stable codes; no-address. */
    public String reason() {
      return reason(tried);
    }

    private static String reason(List<Attempt> tried) {
      return tried.isEmpty()
          ? "no-address"
          : tried.stream().map(Attempt::toString).collect(Collectors.joining("; "));
    }

    /**
     * One source of revocation data, and why it is of no use.
     *
     * @param uri who was asked; null for data that was at hand
     * @param detail the number of {@link Why#HTTP}, the codes of {@link Why#DATA}, with commas
     */
    public record Attempt(@Nullable URI uri, Why why, String detail) {
      /** Data has a code. */
      public Attempt {
        if (why == Why.DATA && detail.isEmpty()) {
          throw new IllegalArgumentException("data of no use without a code");
        }
      }

      @Override
      public String toString() {
        String own = why == Why.HTTP ? code(why) + "-" + detail : code(why);
        String code = why == Why.DATA ? detail : own;
        return uri == null ? code : uri + " " + code;
      }

      /** Why it is of no use. */
      public enum Why {
        /** The answer belongs to another request. */
        ANSWER_TO_ANOTHER_REQUEST,
        /** An HTTP status other than 200. */
        HTTP,
        /** Nothing came. */
        NO_ANSWER,
        /** The data: codes of those that verification gives. */
        DATA
      }
    }
  }
}
