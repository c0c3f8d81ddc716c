// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.Service;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceException.WrongField.Why;
import org.penseal.app.workplace.file.WorkplaceText;
import org.penseal.trust.Purpose;
import org.penseal.trust.tls.Tls;

/**
 * The entry of a service in the workplace: read, checked, and put into its tree. Everything else of
 * the workplace stays as it is.
 */
final class ServiceEntry {
  private static final String TRUST = "trust";

  private ServiceEntry() {}

  /** Whether the workplace names the service. */
  static boolean isNamed(Service service, Workplace workplace) {
    return switch (service) {
      case CA -> workplace.ca().isPresent();
      case TSA -> !workplace.timestamp().isEmpty();
      case AUTHORITY -> workplace.authority().isPresent();
      default -> throw unset(service);
    };
  }

  /** What the workplace says of a service; its secrets are not among it. */
  static Typed of(Service service, Workplace workplace) {
    Map<SetupField, String> values = new EnumMap<>(SetupField.class);
    boolean byKey = false;
    switch (service) {
      case CA -> {
        values.put(SetupField.ROOTS, roots(workplace, Purpose.SIGNER));
        if (workplace.ca().isPresent()) {
          Workplace.Ca ca = workplace.ca().get();
          values.put(SetupField.ADDRESS, ca.address().toString());
          switch (ca.protection()) {
            case Workplace.SharedSecret shared ->
                values.put(SetupField.REFERENCE, shared.reference());
            case Workplace.Certificates signed -> {
              byKey = true;
              values.put(SetupField.KEY, signed.key().place());
              values.put(SetupField.CERTIFICATE, signed.certificate().toString());
            }
          }
        }
      }
      case TSA -> {
        values.put(SetupField.ROOTS, roots(workplace, Purpose.TSA));
        values.put(SetupField.ADDRESS, Typed.joined(workplace.timestamp()));
      }
      case AUTHORITY ->
          workplace
              .authority()
              .ifPresent(
                  named -> {
                    values.put(SetupField.ADDRESS, Typed.joined(named.addresses()));
                    values.put(SetupField.ROOTS, Typed.joined(named.trust()));
                    named.key().ifPresent(key -> values.put(SetupField.KEY, key.place()));
                    named
                        .certificate()
                        .ifPresent(file -> values.put(SetupField.CERTIFICATE, file.toString()));
                  });
      default -> throw unset(service);
    }
    return new Typed(byKey, values);
  }

  private static String roots(Workplace workplace, Purpose purpose) {
    return Typed.joined(workplace.trust().roots().getOrDefault(purpose, List.of()));
  }

  /** The secret of a field, as the workplace names it. */
  static Optional<Secret> secret(Service service, SetupField field, Workplace workplace) {
    Optional<Workplace.Protection> ofCa =
        service == Service.CA ? workplace.ca().map(Workplace.Ca::protection) : Optional.empty();
    if (field == SetupField.SECRET) {
      return ofCa.map(
          each -> each instanceof Workplace.SharedSecret shared ? shared.secret() : null);
    }
    Optional<Workplace.Key> key =
        service == Service.CA
            ? ofCa.map(each -> each instanceof Workplace.Certificates signed ? signed.key() : null)
            : workplace.authority().flatMap(Workplace.IdentityAuthority::key);
    return key.flatMap(Workplace.Key::secret);
  }

  /**
   * What is wrong with each field; empty if all can be written.
   *
   * @param now the workplace, whose secrets need not be typed again
   * @param folder of the workplace file
   */
  static Map<SetupField, Why> check(Service service, Typed typed, Workplace now, Path folder) {
    Map<SetupField, Why> wrong = new EnumMap<>(SetupField.class);
    List<String> addresses = typed.list(SetupField.ADDRESS);
    if (addresses.isEmpty()) {
      wrong.put(SetupField.ADDRESS, Why.MISSING);
    } else if (!addresses.stream().allMatch(ServiceEntry::isAddress)
        || (service == Service.CA && addresses.size() > 1)) {
      wrong.put(SetupField.ADDRESS, Why.VALUE);
    }
    files(typed.list(SetupField.ROOTS), SetupField.ROOTS, folder, wrong);
    if (service == Service.CA && !typed.byKey()) {
      require(typed, SetupField.REFERENCE, wrong);
      if (secret(service, SetupField.SECRET, now).isEmpty()) {
        require(typed, SetupField.SECRET, wrong);
      }
    } else if (service != Service.TSA) {
      if (service == Service.CA) {
        require(typed, SetupField.KEY, wrong);
        require(typed, SetupField.CERTIFICATE, wrong);
      } else if (typed.has(SetupField.KEY_SECRET)) {
        require(typed, SetupField.KEY, wrong);
      }
      if (!typed.value(SetupField.KEY).matches("(skf|pkcs11):.*")) {
        files(one(typed, SetupField.KEY), SetupField.KEY, folder, wrong);
      }
      files(one(typed, SetupField.CERTIFICATE), SetupField.CERTIFICATE, folder, wrong);
    }
    return wrong;
  }

  private static void require(Typed typed, SetupField field, Map<SetupField, Why> wrong) {
    if (!typed.has(field)) {
      wrong.put(field, Why.MISSING);
    }
  }

  private static List<String> one(Typed typed, SetupField field) {
    return typed.has(field) ? List.of(typed.value(field)) : List.of();
  }

  private static void files(
      List<String> names, SetupField field, Path folder, Map<SetupField, Why> wrong) {
    for (String each : names) {
      if (!isThere(folder, each)) {
        wrong.put(field, Why.NO_FILE);
      }
    }
  }

  private static boolean isThere(Path folder, String name) {
    try {
      return Files.exists(folder.resolve(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI address = URI.create(text);
      Tls.of(address);
      return address.getHost() != null && !address.getHost().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Puts the service into a tree, in the place of what it said.
   *
   * @param secrets as they are named, by field
   */
  static void put(
      Service service, Typed typed, Map<SetupField, String> secrets, Map<String, Object> tree) {
    Map<String, Object> key =
        WorkplaceText.fields(
            "key", filled(typed, SetupField.KEY), "secret", secrets.get(SetupField.KEY_SECRET));
    switch (service) {
      case CA -> {
        Map<String, Object> ca = WorkplaceText.fields("address", typed.value(SetupField.ADDRESS));
        if (typed.byKey()) {
          ca.put("key", key);
          ca.put("certificate", typed.value(SetupField.CERTIFICATE));
        } else {
          ca.put("reference", typed.value(SetupField.REFERENCE));
          ca.put("secret", secrets.getOrDefault(SetupField.SECRET, ""));
        }
        tree.put("ca", ca);
        roots(Purpose.SIGNER, typed, tree);
      }
      case TSA -> {
        tree.put("timestamp", typed.list(SetupField.ADDRESS));
        roots(Purpose.TSA, typed, tree);
      }
      case AUTHORITY -> {
        Map<String, Object> authority = new LinkedHashMap<>();
        WorkplaceText.put(authority, "addresses", typed.list(SetupField.ADDRESS));
        WorkplaceText.put(authority, TRUST, typed.list(SetupField.ROOTS));
        if (typed.has(SetupField.KEY)) {
          authority.put("key", key);
        }
        authority.putAll(
            WorkplaceText.fields("certificate", filled(typed, SetupField.CERTIFICATE)));
        tree.put("authority", authority);
      }
      default -> throw unset(service);
    }
  }

  private static @Nullable String filled(Typed typed, SetupField field) {
    return typed.has(field) ? typed.value(field) : null;
  }

  private static void roots(Purpose purpose, Typed typed, Map<String, Object> tree) {
    Map<String, Object> trust = new LinkedHashMap<>();
    if (tree.get(TRUST) instanceof Map<?, ?> before) {
      before.forEach((name, value) -> trust.put((String) name, value));
    }
    trust.remove(purpose.folder());
    WorkplaceText.put(trust, purpose.folder(), typed.list(SetupField.ROOTS));
    tree.remove(TRUST);
    WorkplaceText.put(tree, TRUST, trust);
  }

  /** Takes the service out of a tree; whom the workplace trusts stays. */
  static void remove(Service service, Map<String, Object> tree) {
    tree.remove(
        switch (service) {
          case CA -> "ca";
          case TSA -> "timestamp";
          case AUTHORITY -> "authority";
          default -> throw unset(service);
        });
  }

  private static IllegalArgumentException unset(Service service) {
    return new IllegalArgumentException(service + " is not set up here");
  }
}
