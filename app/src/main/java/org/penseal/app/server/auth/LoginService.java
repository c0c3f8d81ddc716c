// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.nio.file.Path;
import java.util.List;
import org.penseal.app.server.api.Resources;
import org.penseal.app.server.api.Route;
import org.penseal.app.server.api.Trust;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.store.ChallengeStore;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Strong authentication, made of what the settings say. */
public final class LoginService {
  private final LoginCalls calls;

  private LoginService(LoginCalls calls) {
    this.calls = calls;
  }

  /** Opens it. */
  public static LoginService open(
      ServeSettings.Login login, Resources with, Trust trust, ChallengeStore challenges)
      throws ServeException, SigningException {
    Path folder = with.settings().folder();
    NamedKey key =
        with.keys()
            .find(login.key())
            .orElseThrow(() -> new ServeException.KeyUnusable(login.key(), null));
    List<Path> roots = login.roots().stream().map(folder::resolve).toList();
    TrustStore store =
        TrustStore.empty().with(Purpose.LOGIN, TrustStore.roots(Purpose.LOGIN, roots));
    LoginProof proof =
        new LoginProof(
            login.registered().map(folder::resolve),
            store,
            trust.sources(),
            login.requireRevocation());
    Assertions assertions =
        new Assertions(
            key, login.issuer(), login.assertionSeconds(), with.hashing(), with.random());
    return new LoginService(
        new LoginCalls(challenges, proof, assertions, key, with.hashing(), with.random()));
  }

  /** Its routes. */
  public List<Route> routes() {
    return calls.routes();
  }
}
