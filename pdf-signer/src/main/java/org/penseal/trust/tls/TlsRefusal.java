// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsException;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.TlsFailed;
import org.penseal.refusal.ServiceException.UntrustedServer.Why;
import org.penseal.trust.tlcp.message.TlcpException;

/** What the TLS stacks throw, as failures with a type. */
public final class TlsRefusal {
  private TlsRefusal() {}

  /** The refusal among the causes of a failure; empty if TLS is not the matter. */
  public static Optional<ServiceException> in(Throwable failure, URI uri) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerRefused refused) {
        return Optional.of(
            switch (refused.reason) {
              case WRONG_HOST -> new ServiceException.WrongHost(uri, failure);
              case EXPIRED -> untrusted(uri, Why.EXPIRED, failure);
              case REVOKED -> untrusted(uri, Why.REVOKED, failure);
              case REVOCATION_UNKNOWN -> untrusted(uri, Why.REVOCATION_UNKNOWN, failure);
              case UNTRUSTED -> untrusted(uri, Why.UNTRUSTED, failure);
            });
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CredentialException own) {
        return Optional.of(new ServiceException.OwnKeyFailed(uri, own));
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException
          || cause instanceof TlsException
          || cause instanceof TlcpException.Refused
          || cause instanceof TlcpException.Ended) {
        return Optional.of(failed(uri, cause, failure));
      }
    }
    // An alert says more, where one came.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WireHttp.KeyNotTaken) {
        return Optional.of(ofOurCertificate(uri, failure));
      }
    }
    return Optional.empty();
  }

  private static ServiceException untrusted(URI uri, Why why, Throwable failure) {
    return new ServiceException.UntrustedServer(uri, why, failure);
  }

  /** The service asked for a certificate and does not take ours, or that there is none. */
  public static TlsFailed ofOurCertificate(URI uri, Throwable failure) {
    return failed(uri, AlertDescription.certificate_required, "certificate_required", failure);
  }

  private static TlsFailed failed(URI uri, Throwable cause, Throwable failure) {
    return switch (cause) {
      case TlsFatalAlert sent -> failed(uri, sent.getAlertDescription(), failure);
      case TlsFatalAlertReceived got -> failed(uri, got.getAlertDescription(), failure);
      case TlcpException.Refused sent ->
          failed(uri, sent.alert().code(), sent.alert().word(), failure);
      case TlcpException.Ended got -> failed(uri, got.code(), got.alert(), failure);
      default -> new TlsFailed(uri, TlsFailed.Why.UNKNOWN, "tls", failure);
    };
  }

  private static TlsFailed failed(URI uri, short alert, Throwable failure) {
    return failed(uri, alert, AlertDescription.getName(alert), failure);
  }

  private static TlsFailed failed(URI uri, int alert, String name, Throwable failure) {
    return new TlsFailed(uri, why(alert), name, failure);
  }

  /** What an alert says (RFC 8446, section 6; GB/T 38636, section 6.3.3 has some of them). */
  static TlsFailed.Why why(int alert) {
    return switch (alert) {
      case AlertDescription.access_denied, AlertDescription.unknown_psk_identity ->
          TlsFailed.Why.ACCESS_DENIED;
      case AlertDescription.no_certificate,
          AlertDescription.bad_certificate,
          AlertDescription.unsupported_certificate,
          AlertDescription.certificate_revoked,
          AlertDescription.certificate_expired,
          AlertDescription.certificate_unknown,
          AlertDescription.unknown_ca,
          AlertDescription.certificate_unobtainable,
          AlertDescription.bad_certificate_status_response,
          AlertDescription.bad_certificate_hash_value ->
          TlsFailed.Why.CERTIFICATE_REFUSED;
      case AlertDescription.certificate_required -> TlsFailed.Why.CERTIFICATE_REQUIRED;
      case AlertDescription.close_notify,
          AlertDescription.user_canceled,
          AlertDescription.no_renegotiation ->
          TlsFailed.Why.ENDED;
      case AlertDescription.internal_error -> TlsFailed.Why.INTERNAL_ERROR;
      case AlertDescription.unrecognized_name -> TlsFailed.Why.NAME_UNKNOWN;
      case AlertDescription.handshake_failure,
          AlertDescription.export_restriction,
          AlertDescription.protocol_version,
          AlertDescription.insufficient_security,
          AlertDescription.inappropriate_fallback,
          AlertDescription.missing_extension,
          AlertDescription.no_application_protocol ->
          TlsFailed.Why.NOTHING_IN_COMMON;
      case AlertDescription.unexpected_message,
          AlertDescription.bad_record_mac,
          AlertDescription.decryption_failed,
          AlertDescription.record_overflow,
          AlertDescription.decompression_failure,
          AlertDescription.illegal_parameter,
          AlertDescription.decode_error,
          AlertDescription.decrypt_error,
          AlertDescription.unsupported_extension ->
          TlsFailed.Why.PROTOCOL;
      default -> TlsFailed.Why.UNKNOWN;
    };
  }
}
