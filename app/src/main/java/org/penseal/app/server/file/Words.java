// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.penseal.app.server.file.ServeSettings.Protection;
import org.penseal.trust.tls.Tls;

/** What the texts of the file may be. */
final class Words {
  private Words() {}

  static Optional<String> name(String text) {
    return text.matches("[a-z0-9][a-z0-9._-]{0,63}") ? Optional.of(text) : Optional.empty();
  }

  static Optional<String> place(String text) {
    boolean shown = !text.isBlank() && text.codePoints().noneMatch(Character::isISOControl);
    return shown ? Optional.of(text) : Optional.empty();
  }

  static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Optional<String> tokenDigest(String text) {
    return text.matches("sm3:[0-9a-f]{64}") ? Optional.of(text.substring(4)) : Optional.empty();
  }

  static Optional<String> policy(String text) {
    return text.matches("[0-2](\\.(0|[1-9][0-9]*)){1,20}") ? Optional.of(text) : Optional.empty();
  }

  static Optional<String> origin(String text) {
    boolean fits = text.matches("https?://[a-z0-9.-]{1,200}(:[1-9][0-9]{0,4})?");
    return fits ? Optional.of(text) : Optional.empty();
  }

  /** A name or an address by which callers reach the services, with its port if not the usual. */
  static Optional<String> host(String text) {
    boolean fits = text.matches("([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}\\])(:[1-9][0-9]{0,4})?");
    return fits ? Optional.of(text) : Optional.empty();
  }

  static Optional<Protection> protection(String text) {
    for (Protection each : Protection.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** An address and a port; never a name, since what it stands for may change. */
  static Optional<InetSocketAddress> socket(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    String host = text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
    try {
      return port > 65_535
          ? Optional.empty()
          : Optional.of(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<URI> service(String text) {
    try {
      URI address = URI.create(text);
      Tls.of(address);
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A database of PostgreSQL; passwords and users stand elsewhere. */
  static Optional<String> database(String text) {
    return DatabaseAddress.of(text).map(read -> text);
  }

  /** Whether the way to a database must be protected. */
  static Optional<Boolean> needsTls(String text) {
    return switch (text) {
      case "tls" -> Optional.of(true);
      case "none" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(LocalTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
