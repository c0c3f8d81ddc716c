// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penseal.app.server.file.ServeSettings.ListenAt;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.refusal.ServeException.WrongField.Why;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.pkcs11.Pkcs11Address;
import org.penseal.key.skf.SkfAddress;

/** What callers may read must have nothing in it that the services work with. */
final class FileUriRules {
  static final String FIELD = "fileUriFolder";

  private FileUriRules() {}

  /** The folder itself, without links: what is compared is what is opened later. */
  static Path real(Path named) throws WrongField {
    try {
      Path folder = named.toRealPath();
      if (!Files.isDirectory(folder)) {
        throw new WrongField(FIELD, Why.NO_FILE);
      }
      return folder;
    } catch (IOException e) {
      throw new WrongField(FIELD, Why.NO_FILE);
    }
  }

  static void require(ServeSettings read) throws WrongField {
    if (read.services().fileUriFolder().isEmpty()) {
      return;
    }
    Path shared = read.services().fileUriFolder().get();
    try {
      boolean apart = !shared.startsWith(resolved(read.data()));
      for (Path each : named(read)) {
        apart &= !resolved(read.folder().resolve(each)).startsWith(shared);
      }
      if (!apart) {
        throw new WrongField(FIELD, Why.VALUE);
      }
    } catch (IOException e) {
      throw new WrongField(FIELD, Why.NO_FILE);
    }
  }

  // Of one that need not be there yet. Links are followed before ".." is taken out, as the system
  // does it.
  private static Path resolved(Path named) throws IOException {
    Path all = named.toAbsolutePath();
    Path there = all;
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent());
    }
    Path real = there.toRealPath();
    int count = there.getNameCount();
    return count == all.getNameCount()
        ? real
        : real.resolve(all.subpath(count, all.getNameCount())).normalize();
  }

  private static List<Path> named(ServeSettings read) {
    List<Path> all = new ArrayList<>(List.of(read.file(), read.folder(), read.data()));
    read.listen().forEach(at -> listen(at, all));
    for (ServeSettings.Key key : read.keys()) {
      for (ServeSettings.Version version : key.versions()) {
        place(version.place()).ifPresent(all::add);
        version.secret().flatMap(FileUriRules::secret).ifPresent(all::add);
      }
    }
    for (ServeSettings.Application each : read.applications()) {
      all.addAll(each.credentials().certificates());
      each.credentials().signers().forEach(signer -> all.add(signer.file()));
    }
    all.addAll(read.trust().roots());
    services(read.services(), all);
    return all;
  }

  private static void services(ServeSettings.Services services, List<Path> all) {
    if (services.login().isPresent()) {
      all.addAll(services.login().get().roots());
      services.login().get().registered().ifPresent(all::add);
    }
    services
        .nodes()
        .store()
        .flatMap(Nodes.Database::password)
        .flatMap(FileUriRules::secret)
        .ifPresent(all::add);
    if (services.admin().isPresent()) {
      listen(services.admin().get().listen(), all);
      services.admin().get().people().forEach(person -> all.add(person.certificate()));
    }
  }

  private static void listen(ListenAt at, List<Path> all) {
    all.addAll(at.clients());
    at.clientRevocation().ifPresent(revocation -> all.addAll(revocation.lists()));
  }

  // Of a token only the maker's library. What is no address is refused when the key is opened.
  private static Optional<Path> place(String place) {
    try {
      if (SkfAddress.fits(place)) {
        return Optional.of(place).map(SkfAddress::of).map(SkfAddress::library);
      }
      if (Pkcs11Address.fits(place)) {
        return Optional.of(place).map(Pkcs11Address::of).map(Pkcs11Address::library);
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Words.path(place);
  }

  private static Optional<Path> secret(Secret secret) {
    return secret instanceof Secret.InFile in ? Optional.of(in.file()) : Optional.empty();
  }
}
