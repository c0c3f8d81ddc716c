// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import java.util.Optional;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.message.MessageSignature;
import org.penseal.app.server.refusal.ServeException;

/** A request of which it is known who sends it. */
public final class KnownRequest {
  private final Known known;
  private final Request request;
  private final Optional<MessageSignature> signature;

  KnownRequest(Known known, Request request, Optional<MessageSignature> signature) {
    this.known = known;
    this.request = request;
    this.signature = signature;
  }

  Known known() {
    return known;
  }

  /** The signature that it was known by, whose nonce was not looked at yet. */
  Optional<MessageSignature> signature() {
    return signature;
  }

  /** Who sends it. */
  public Application application() {
    return known.application();
  }

  /** The request; a body that was signed fails at its end if it is another. */
  public Request request() {
    return request;
  }

  /**
   * Sees to it that a signed body was read to its end, which is where it is held against its
   * digest.
   *
   * @throws ServeException.SignatureRefused if it is another than was signed
   */
  public void requireWhole() throws ServeException.SignatureRefused {
    if (signature.isPresent()) {
      MessageSignature.requireRead(request);
    }
  }
}
