// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.message.RequestKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** The applications of a file by their credentials; made once, read by many threads. */
final class Register {
  private final Map<String, Known> byName = new LinkedHashMap<>();
  private final Map<String, Known> byToken = new HashMap<>();
  private final Map<X509Certificate, Known> byCertificate = new HashMap<>();
  private final Map<String, Signer> byKeyid = new HashMap<>();
  private final List<Known> anybody = new ArrayList<>();

  /** A key with whose it is. */
  record Signer(Known known, RequestKey key) {}

  private Register() {}

  /**
   * Reads certificates and keys.
   *
   * @param before applications whose quotas are the same keep what they have left
   * @throws SigningException if a certificate cannot be read
   * @throws ServeException.KeyUnusable if a key cannot be read, or signs in no known way
   */
  static Register of(ServeSettings settings, Optional<Register> before)
      throws SigningException, ServeException {
    Register register = new Register();
    for (Application application : settings.applications()) {
      register.add(settings, application, before.flatMap(old -> old.named(application.name())));
    }
    return register;
  }

  private void add(ServeSettings settings, Application application, Optional<Known> before)
      throws SigningException, ServeException {
    Known known =
        before
            .filter(old -> old.application().rate().equals(application.rate()))
            .map(old -> old.with(application))
            .orElseGet(() -> Known.of(application, settings.services().nodes()));
    byName.put(application.name(), known);
    application.credentials().tokens().forEach(token -> byToken.put(token, known));
    for (Path file : application.credentials().certificates()) {
      X509Certificate own =
          TrustStore.load(List.of(settings.folder().resolve(file)))
              .anchors(Purpose.SIGNER)
              .getFirst();
      byCertificate.put(own, known);
    }
    for (ServeSettings.Signer signer : application.credentials().signers()) {
      try {
        RequestKey key =
            RequestKey.read(settings.folder().resolve(signer.file()), signer.algorithm());
        byKeyid.put(signer.keyid(), new Signer(known, key));
      } catch (IOException e) {
        throw new ServeException.KeyUnusable(signer.keyid(), e);
      }
    }
    if (application.credentials().anybody()) {
      anybody.add(known);
    }
  }

  /** All applications, in their order. */
  List<Known> all() {
    return List.copyOf(byName.values());
  }

  private Optional<Known> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<Known> token(String digest) {
    return Optional.ofNullable(byToken.get(digest));
  }

  Optional<Signer> signer(String keyid) {
    return Optional.ofNullable(byKeyid.get(keyid));
  }

  /** Whose certificate the caller has shown in the handshake. */
  Optional<Known> shown(Request request) {
    return request.caller().certificates().stream().findFirst().map(byCertificate::get);
  }

  Optional<Known> anybody() {
    return anybody.stream().findFirst();
  }
}
