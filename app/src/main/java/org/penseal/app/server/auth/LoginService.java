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

/** Strong authentication with what it keeps; the one who opened it closes it. */
public final class LoginService implements AutoCloseable {
  private final ChallengeStore challenges;
  private final LoginCalls calls;

  private LoginService(ChallengeStore challenges, LoginCalls calls) {
    this.challenges = challenges;
    this.calls = calls;
  }

  /** Opens it. */
  public static LoginService open(ServeSettings.Login login, Resources with, Trust trust)
      throws ServeException, SigningException {
    Path folder = with.settings().folder();
    NamedKey key =
        with.keys()
            .find(login.key())
            .orElseThrow(() -> new ServeException.KeyUnusable(login.key(), null));
    List<Path> roots = login.roots().stream().map(folder::resolve).toList();
    TrustStore store =
        TrustStore.empty().with(Purpose.LOGIN, TrustStore.roots(Purpose.LOGIN, roots));
    ChallengeStore challenges =
        ChallengeStore.open(with.settings().data().resolve("challenges.sqlite"));
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
        challenges,
        new LoginCalls(challenges, proof, assertions, key, with.hashing(), with.random()));
  }

  /** Its routes. */
  public List<Route> routes() {
    return calls.routes();
  }

  @Override
  public void close() {
    challenges.close();
  }
}
