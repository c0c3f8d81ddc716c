// SPDX-License-Identifier: Apache-2.0
package org.penseal.refusal;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A timestamp authority or a certification authority did not do its part. */
public abstract sealed class ServiceException extends SigningException {
  private static final long serialVersionUID = 1L;

  private ServiceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** No time-stamping authority answered in time. */
  public static final class TsaUnreachable extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public TsaUnreachable(URI uri, @Nullable Throwable cause) {
      super("TSA unreachable: " + uri, cause);
      this.uri = uri;
    }
  }

  /** A time-stamping authority answered, but with a refusal or a token that does not fit. */
  public static final class TsaRefused extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    /** reason. */
    public final String reason;

    public TsaRefused(URI uri, String reason, @Nullable Throwable cause) {
      super("TSA refused: " + uri + ": " + reason, cause);
      this.uri = uri;
      this.reason = reason;
    }
  }

  /** A service showed a certificate that is not believed. */
  public static final class UntrustedServer extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    /** untrusted (no way to an anchor, or not for servers) or expired (or not valid yet). */
    public final String reason;

    public UntrustedServer(URI uri, String reason, @Nullable Throwable cause) {
      super("untrusted server: " + uri + ": " + reason, cause);
      this.uri = uri;
      this.reason = reason;
    }
  }

  /** A service showed a certificate of another host. */
  public static final class WrongHost extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public WrongHost(URI uri, @Nullable Throwable cause) {
      super("certificate of another host: " + uri, cause);
      this.uri = uri;
    }
  }

  /** TLS with a service failed: no common suite or version, an alert, a broken record. */
  public static final class TlsFailed extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    /** Name of an alert (RFC 8446, section 6) as far as it is known, otherwise tls. */
    public final String reason;

    public TlsFailed(URI uri, String reason, @Nullable Throwable cause) {
      super("TLS failed: " + uri + ": " + reason, cause);
      this.uri = uri;
      this.reason = reason;
    }
  }

  /** The certification authority did not answer in time. */
  public static final class CaUnreachable extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public CaUnreachable(URI uri, @Nullable Throwable cause) {
      super("CA unreachable: " + uri, cause);
      this.uri = uri;
    }
  }

  /** The certification authority answered with a refusal or with something that is no answer. */
  public static final class CaRefused extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    /** reason. */
    public final String reason;

    public CaRefused(URI uri, String reason, @Nullable Throwable cause) {
      super("CA refused: " + uri + ": " + reason, cause);
      this.uri = uri;
      this.reason = reason;
    }
  }

  /** The certification authority issued a certificate for another key. */
  public static final class CaWrongKey extends ServiceException {
    private static final long serialVersionUID = 1L;

    /** uri. */
    public final URI uri;

    public CaWrongKey(URI uri, @Nullable Throwable cause) {
      super("CA issued for another key: " + uri, cause);
      this.uri = uri;
    }
  }
}
