// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.cms.SigningCertificate;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Suite;
import org.penseal.trust.tsa.StampAuthority;

/** All keys of the server, opened when it starts; the one who opened it closes it. */
public final class KeyRing implements AutoCloseable {
  private final Map<String, NamedKey> keys;

  private KeyRing(Map<String, NamedKey> keys) {
    this.keys = keys;
  }

  /**
   * Opens all keys.
   *
   * @param asker asks the operator for what is not written down
   * @throws ServeException.KeyUnusable naming the first that cannot be opened, or that its
   *     certificate does not allow to do what it is for
   */
  public static KeyRing open(
      ServeSettings settings, Secret.Asker asker, Hashing hashing, Instant now)
      throws ServeException {
    Map<String, NamedKey> keys = new LinkedHashMap<>();
    KeyRing ring = new KeyRing(keys);
    try {
      for (ServeSettings.Key key : settings.keys()) {
        List<KeyVersion> versions = new ArrayList<>();
        keys.put(key.name(), new NamedKey(key.name(), key.use(), key.applications(), List.of()));
        for (ServeSettings.Version version : key.versions()) {
          versions.add(version(settings.folder(), key, version, asker, hashing));
        }
        NamedKey named = new NamedKey(key.name(), key.use(), key.applications(), versions);
        require(named, now);
        keys.put(key.name(), named);
      }
      return ring;
    } catch (ServeException e) {
      ring.close();
      throw e;
    }
  }

  private static KeyVersion version(
      Path folder,
      ServeSettings.Key key,
      ServeSettings.Version version,
      Secret.Asker asker,
      Hashing hashing)
      throws ServeException {
    Instant from = version.from().orElse(Instant.EPOCH);
    try {
      if (key.use() == KeyUse.ENCRYPT) {
        return new KeyVersion.Secret(from, secret(key.name(), folder.resolve(version.place())));
      }
      char[] password =
          version.secret().isPresent()
              ? version.secret().get().read(folder, key.name(), asker)
              : new char[0];
      try {
        return KeyVersion.Certified.open(
            key.name(), from, KeyPlace.of(version.place(), key.use(), folder, password, hashing));
      } finally {
        Arrays.fill(password, '\0');
      }
    } catch (SigningException | WorkplaceException e) {
      throw new ServeException.KeyUnusable(key.name(), e);
    }
  }

  private static SecretKeys secret(String name, Path file) throws ServeException {
    byte[] bytes = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
          throw new ServeException.KeyUnusable(name, null);
        }
      }
      bytes = in.readNBytes(SecretKeys.BYTES + 1);
      return new SecretKeys(bytes);
    } catch (IOException | IllegalArgumentException e) {
      throw new ServeException.KeyUnusable(name, e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  // Told at the start, not at the first call.
  private static void require(NamedKey key, Instant now) throws ServeException {
    try {
      switch (key.use()) {
        case SIGN ->
            SigningCertificate.require(
                key.certificate(now), Suite.of(key.certificate(now).getPublicKey()), now);
        case TIMESTAMP -> StampAuthority.require(key.certificate(now));
        case OPEN -> {
          if (key.openers().isEmpty()) {
            throw new ServeException.KeyUnusable(key.name(), null);
          }
        }
        // JWS knows no SM2: an assertion is for the libraries that applications have.
        case ASSERT -> Suite.ECDSA_SHA256.requireFor(key.certificate(now).getPublicKey());
        // Which protocol it is for, the listener finds out.
        case TLS -> key.certificate(now);
        case ENCRYPT -> {
          // A secret is a secret.
        }
      }
    } catch (SigningException e) {
      throw new ServeException.KeyUnusable(key.name(), e);
    }
  }

  /** A key by its name. */
  public Optional<NamedKey> find(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** All keys. */
  public Collection<NamedKey> all() {
    return List.copyOf(keys.values());
  }

  @Override
  public void close() {
    keys.values().forEach(NamedKey::close);
  }
}
