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
        return Optional.of(new ServiceException.TlsFailed(uri, alert(cause), failure));
      }
    }
    // An alert says more, where one came.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WireHttp.KeyNotTaken) {
        return Optional.of(new ServiceException.TlsFailed(uri, "certificate_required", failure));
      }
    }
    return Optional.empty();
  }

  private static ServiceException untrusted(URI uri, Why why, Throwable failure) {
    return new ServiceException.UntrustedServer(uri, why, failure);
  }

  private static String alert(Throwable failure) {
    return switch (failure) {
      case TlsFatalAlert sent -> AlertDescription.getName(sent.getAlertDescription());
      case TlcpException.Refused sent -> sent.alert().word();
      case TlcpException.Ended got -> got.alert();
      case TlsFatalAlertReceived got -> AlertDescription.getName(got.getAlertDescription());
      default -> "tls";
    };
  }
}
