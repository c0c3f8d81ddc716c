// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.Origin;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.catalog.PadCatalog;

class KnownLinksTest {
  private static final PadCatalog CATALOG = PadCatalog.load();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("secured-pads");
  }

  private static PadIdentity pad(String model, String serial, Origin origin) {
    PadIdentity.Capability sizes = new PadIdentity.Capability(1, 1, 1, 1, 1, 1, 1, 0);
    return new PadIdentity(CATALOG.byId(model).orElseThrow(), serial, "1.0", sizes, origin);
  }

  @Test
  void deviceIsKnownAgainByItsSerialNumberAfterARestartWhateverModelItSaysItIs() {
    new KnownLinks(file).secured(pad("penseal-ref", "A1", Origin.DEVICE));
    new KnownLinks(file).secured(pad("penseal-ref", "A2", Origin.DEVICE));
    KnownLinks again = new KnownLinks(file);
    assertTrue(again.wasSecured(pad("stu-430v", "A1", Origin.DEVICE)));
    assertTrue(again.wasSecured(pad("penseal-ref", "A2", Origin.DEVICE)));
    assertFalse(again.wasSecured(pad("stu-430v", "A3", Origin.DEVICE)));
    assertFalse(again.wasSecured(pad("stu-430v", "", Origin.DEVICE)));
  }

  @Test
  void simulatedPadsOfSeveralModelsShareASerialNumber() {
    new KnownLinks(file).secured(pad("penseal-ref", "SIM1", Origin.SIMULATED));
    KnownLinks again = new KnownLinks(file);
    assertTrue(again.wasSecured(pad("penseal-ref", "SIM1", Origin.SIMULATED)));
    assertFalse(again.wasSecured(pad("stu-430v", "SIM1", Origin.SIMULATED)));
  }
}
