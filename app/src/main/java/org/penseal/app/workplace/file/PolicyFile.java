// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.penseal.app.workplace.file.WorkplaceException.WrongField;
import org.penseal.app.workplace.file.WorkplaceException.WrongField.Why;

/** Reads {@code policy.json} strictly: what it does not understand might be a prohibition. */
final class PolicyFile {
  private static final int VERSION = 1;

  private PolicyFile() {}

  /** The policy in a folder; {@link Policy#NONE} only where it surely has none. */
  static Policy in(Path folder) {
    Path file = folder.resolve(Policy.NAME);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Policy.NONE;
    }
    try {
      return policy(StrictJson.read(file));
    } catch (WrongField e) {
      throw new PolicyException.Unusable(file, e, null);
    } catch (IOException e) {
      throw new PolicyException.Unusable(file, null, e);
    }
  }

  private static Policy policy(JsonNode tree) throws WrongField {
    Fields all = new Fields("", tree);
    if (all.number("version", VERSION, VERSION, 0) == 0) {
      throw all.wrong("version", Why.MISSING);
    }
    Policy read = new Policy(all.flag("ownWorkplace", true), all.flag("demo", true), kiosk(all));
    all.end();
    return read;
  }

  private static Optional<Policy.Kiosk> kiosk(Fields all) throws WrongField {
    Optional<Fields> found = all.object("kiosk");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields kiosk = found.get();
    Policy.Kiosk read = new Policy.Kiosk(kiosk.value("code", KioskCode::of));
    kiosk.end();
    return Optional.of(read);
  }
}
