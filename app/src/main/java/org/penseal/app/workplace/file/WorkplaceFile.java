// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.workplace.file.WorkplaceException.Unreadable;
import org.penseal.app.workplace.file.WorkplaceException.WrongField;
import org.penseal.app.workplace.file.WorkplaceException.WrongField.Why;
import org.penseal.trust.Purpose;
import org.penseal.trust.tls.HttpProxy;
import org.penseal.trust.tls.Tls;

/** Reads {@code workplace.json} strictly; its JSON schema lies beside this class. */
public final class WorkplaceFile {
  /** Name of the file in the data folder. */
  public static final String NAME = "workplace.json";

  /** The version of the format that this program reads and writes. */
  static final int VERSION = 1;

  private WorkplaceFile() {}

  /**
   * Reads a file.
   *
   * @throws Unreadable if it is not there, or no JSON object
   * @throws WrongField naming the field that is unknown, missing or wrong
   */
  public static Workplace read(Path file) throws WorkplaceException {
    JsonNode tree;
    try {
      tree = StrictJson.read(file);
    } catch (IOException e) {
      throw new Unreadable(file, e);
    }
    return workplace(tree, Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  static Workplace workplace(JsonNode tree, Path folder) throws WrongField {
    Workplace read = workplace(new Fields("", tree));
    requireFiles(read, folder);
    return read;
  }

  private static Workplace workplace(Fields all) throws WrongField {
    if (all.number("version", VERSION, VERSION, 0) == 0) {
      throw all.wrong("version", Why.MISSING);
    }
    Workplace read =
        new Workplace(
            ca(all),
            all.list("timestamp", WorkplaceFile::address),
            authority(all),
            network(all),
            trust(all),
            key(all, "station"),
            desk(all),
            all.value("output", WorkplaceFile::path),
            all.value("profile", SigningProfile::of));
    all.end();
    return read;
  }

  private static Optional<Workplace.Ca> ca(Fields all) throws WrongField {
    Optional<Fields> found = all.object("ca");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields ca = found.get();
    Workplace.Ca read =
        new Workplace.Ca(ca.needed("address", WorkplaceFile::address), protection(ca));
    ca.end();
    return Optional.of(read);
  }

  // A shared secret, or a key; fields of the other are refused as unknown.
  private static Workplace.Protection protection(Fields ca) throws WrongField {
    Optional<Workplace.Key> key = key(ca, "key");
    return key.isPresent()
        ? new Workplace.Certificates(key.get(), ca.needed("certificate", WorkplaceFile::path))
        : new Workplace.SharedSecret(
            ca.needed("reference", WorkplaceFile::words), ca.needed("secret", Secret::of));
  }

  private static Optional<Workplace.IdentityAuthority> authority(Fields all) throws WrongField {
    Optional<Fields> found = all.object("authority");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields authority = found.get();
    List<URI> addresses = authority.list("addresses", WorkplaceFile::address);
    if (addresses.isEmpty()) {
      throw authority.wrong("addresses", Why.MISSING);
    }
    Workplace.IdentityAuthority read =
        new Workplace.IdentityAuthority(
            addresses,
            authority.list("trust", WorkplaceFile::path),
            key(authority, "key"),
            authority.value("certificate", WorkplaceFile::path));
    authority.end();
    return Optional.of(read);
  }

  private static Workplace.Network network(Fields all) throws WrongField {
    Optional<Fields> found = all.object("network");
    if (found.isEmpty()) {
      return Workplace.Network.STANDARD;
    }
    Fields network = found.get();
    Workplace.Network read =
        new Workplace.Network(
            network.list("trust", WorkplaceFile::path),
            key(network, "key"),
            network.number("timeoutSeconds", 1, 120, Workplace.Network.STANDARD.timeoutSeconds()),
            proxy(network));
    network.end();
    return read;
  }

  private static Optional<Workplace.Proxy> proxy(Fields network) throws WrongField {
    Optional<Fields> found = network.object("proxy");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields proxy = found.get();
    Workplace.Proxy read =
        new Workplace.Proxy(
            proxy.needed("address", WorkplaceFile::proxyAddress),
            proxy.list("except", WorkplaceFile::host));
    proxy.end();
    return Optional.of(read);
  }

  private static Optional<URI> proxyAddress(String text) {
    try {
      URI address = URI.create(text);
      HttpProxy.of(address, List.of());
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> host(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9.-]*") ? Optional.of(text) : Optional.empty();
  }

  private static Workplace.Trust trust(Fields all) throws WrongField {
    Optional<Fields> found = all.object("trust");
    if (found.isEmpty()) {
      return Workplace.Trust.NONE;
    }
    Fields trust = found.get();
    Map<Purpose, List<Path>> roots = new EnumMap<>(Purpose.class);
    for (Purpose each : Purpose.values()) {
      if (each != Purpose.ESCROW && each != Purpose.LOGIN) {
        List<Path> named = trust.list(each.folder(), WorkplaceFile::path);
        if (!named.isEmpty()) {
          roots.put(each, named);
        }
      }
    }
    Workplace.Trust read =
        new Workplace.Trust(
            roots, trust.value(Purpose.ESCROW.folder(), WorkplaceFile::path), revocation(trust));
    trust.end();
    return read;
  }

  private static Workplace.Revocation revocation(Fields trust) throws WrongField {
    Optional<Fields> found = trust.object("revocation");
    if (found.isEmpty()) {
      return Workplace.Revocation.NOT_ASKED;
    }
    Fields revocation = found.get();
    Workplace.Revocation read =
        new Workplace.Revocation(
            revocation.list("lists", WorkplaceFile::path),
            revocation.flag("online"),
            revocation.flag("required"));
    revocation.end();
    return read;
  }

  private static Optional<Workplace.Key> key(Fields all, String name) throws WrongField {
    Optional<Fields> found = all.object(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields key = found.get();
    Workplace.Key read =
        new Workplace.Key(key.needed("key", WorkplaceFile::words), key.value("secret", Secret::of));
    key.end();
    return Optional.of(read);
  }

  private static Workplace.Desk desk(Fields all) throws WrongField {
    Optional<Fields> found = all.object("desk");
    if (found.isEmpty()) {
      return Workplace.Desk.STANDARD;
    }
    Fields desk = found.get();
    Map<String, String> devices = new LinkedHashMap<>();
    for (String kind : List.of("pad", "camera", "idCard")) {
      desk.value(kind, WorkplaceFile::device).ifPresent(uri -> devices.put(kind, uri));
    }
    Workplace.Desk read =
        new Workplace.Desk(
            devices,
            desk.value("language", text -> Optional.of(text).filter(List.of("zh", "en")::contains)),
            desk.value("zone", WorkplaceFile::zone),
            desk.number("signingSeconds", 10, 3600, Workplace.Desk.STANDARD.signingSeconds()));
    desk.end();
    return read;
  }

  private static Optional<URI> address(String text) {
    try {
      URI address = URI.create(text);
      Tls.of(address);
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> words(String text) {
    boolean shown = !text.isBlank() && text.codePoints().noneMatch(Character::isISOControl);
    return shown ? Optional.of(text) : Optional.empty();
  }

  // A simulated device is a matter of the demonstration, never of a workplace.
  private static Optional<String> device(String text) {
    return text.matches("(hid|serial|dev):\\S*") ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text).getId());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void requireFiles(Workplace read, Path folder) throws WrongField {
    Map<String, List<Path>> named = new LinkedHashMap<>();
    read.trust().roots().forEach((purpose, files) -> named.put("trust." + purpose.folder(), files));
    named.put("trust.escrow", read.trust().escrow().stream().toList());
    named.put("trust.revocation.lists", read.trust().revocation().lists());
    named.put("network.trust", read.network().trust());
    if (read.ca().isPresent()
        && read.ca().get().protection() instanceof Workplace.Certificates signed) {
      named.put("ca.certificate", List.of(signed.certificate()));
    }
    read.authority()
        .ifPresent(
            authority -> {
              named.put("authority.trust", authority.trust());
              named.put("authority.certificate", authority.certificate().stream().toList());
            });
    for (Map.Entry<String, List<Path>> each : named.entrySet()) {
      for (Path file : each.getValue()) {
        if (!Files.exists(folder.resolve(file))) {
          throw new WrongField(each.getKey(), Why.NO_FILE);
        }
      }
    }
  }
}
