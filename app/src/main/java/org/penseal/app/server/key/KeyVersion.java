// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/** One opened version of a named key. */
sealed interface KeyVersion {
  /** When it begins. */
  Instant from();

  /** Whether it can be used at present. */
  boolean there();

  /** Forgets it. */
  void close();

  /** A key with a certificate. */
  record Certified(
      Instant from,
      KeyPlace place,
      Optional<SharedKey> shared,
      ReadyKeys ready,
      X509Certificate own)
      implements KeyVersion {
    static Certified open(String name, Instant from, KeyPlace place) throws SigningException {
      if (place.file().isPresent()) {
        return new Certified(
            from, place, Optional.empty(), new ReadyKeys(), place.file().get().chain().getFirst());
      }
      SharedKey shared = new SharedKey(name, place);
      return new Certified(
          from, place, Optional.of(shared), new ReadyKeys(), shared.view().chain().getFirst());
    }

    SigningKey.Streaming signing() throws SigningException {
      return shared.isPresent() ? shared.get().view() : ready.lend(place);
    }

    Optional<Pkcs12File> file() {
      return place.file();
    }

    Optional<Pkcs12File> encryption() {
      return place.encryption();
    }

    List<X509Certificate> chain() {
      return shared.isPresent()
          ? shared.get().view().chain()
          : place.file().map(Pkcs12File::chain).orElse(List.of(own));
    }

    @Override
    public boolean there() {
      return shared.isEmpty() || shared.get().there();
    }

    @Override
    public void close() {
      shared.ifPresent(SharedKey::close);
      ready.close();
    }
  }

  /** A secret key. */
  record Secret(Instant from, SecretKeys keys) implements KeyVersion {
    @Override
    public boolean there() {
      return true;
    }

    @Override
    public void close() {
      // Nothing is held but memory.
    }
  }
}
