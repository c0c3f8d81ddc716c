// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.catalog.PadCatalog;

class KnownLinksTest {
  private static final Optional<String> NOWHERE = Optional.empty();
  private static final Optional<String> PORT = Optional.of("usb:1-2");
  private static final Optional<String> OTHER = Optional.of("usb:1-3");
  private static final PadCatalog CATALOG = PadCatalog.load();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("secured-pads");
  }

  private static PadIdentity pad(String model, String serial, PadOrigin origin) {
    PadIdentity.Capability sizes = new PadIdentity.Capability(1, 1, 1, 1, 1, 1, 1, 0);
    return new PadIdentity(CATALOG.byId(model).orElseThrow(), serial, "1.0", sizes, origin);
  }

  @Test
  void deviceIsKnownAgainByItsSerialNumberAfterARestartWhateverModelItSaysItIs() {
    new KnownLinks(file).secured(pad("penseal-ref", "A1", PadOrigin.DEVICE), NOWHERE);
    new KnownLinks(file).secured(pad("penseal-ref", "A2", PadOrigin.DEVICE), NOWHERE);
    KnownLinks again = new KnownLinks(file);
    assertTrue(again.wasSecured(pad("stu-430v", "A1", PadOrigin.DEVICE), NOWHERE));
    assertTrue(again.wasSecured(pad("penseal-ref", "A2", PadOrigin.DEVICE), NOWHERE));
    assertFalse(again.wasSecured(pad("stu-430v", "A3", PadOrigin.DEVICE), NOWHERE));
    assertFalse(again.wasSecured(pad("stu-430v", "", PadOrigin.DEVICE), NOWHERE));
  }

  @Test
  void simulatedPadsOfSeveralModelsShareASerialNumber() {
    new KnownLinks(file).secured(pad("penseal-ref", "SIM1", PadOrigin.SIMULATED), NOWHERE);
    KnownLinks again = new KnownLinks(file);
    assertTrue(again.wasSecured(pad("penseal-ref", "SIM1", PadOrigin.SIMULATED), NOWHERE));
    assertFalse(again.wasSecured(pad("stu-430v", "SIM1", PadOrigin.SIMULATED), NOWHERE));
  }

  /** Files of before have serial numbers only. */
  @Test
  void whateverComesToThePlaceOfALinkedPadIsKnown() throws Exception {
    Files.writeString(file, "A1");
    KnownLinks links = new KnownLinks(file);
    assertFalse(links.wasSecured(pad("stu-430v", "", PadOrigin.DEVICE), PORT));
    links.secured(pad("penseal-ref", "A1", PadOrigin.DEVICE), PORT);
    KnownLinks again = new KnownLinks(file);
    assertTrue(again.wasSecured(pad("stu-430v", "", PadOrigin.DEVICE), PORT), "without a number");
    assertTrue(again.wasSecured(pad("stu-430v", "B", PadOrigin.DEVICE), PORT), "with another");
    assertTrue(again.wasSecured(pad("stu-430v", "A1", PadOrigin.DEVICE), OTHER), "elsewhere");
    assertFalse(again.wasSecured(pad("stu-430v", "B", PadOrigin.DEVICE), OTHER));
    again.secured(pad("penseal-ref", "A1", PadOrigin.DEVICE), OTHER);
    assertFalse(again.wasSecured(pad("stu-430v", "B", PadOrigin.DEVICE), PORT), "it was moved");
    assertTrue(again.wasSecured(pad("stu-430v", "B", PadOrigin.DEVICE), OTHER));
    again.secured(pad("penseal-ref", "A2", PadOrigin.DEVICE), OTHER);
    assertEquals(List.of("A1", "A2\tusb:1-3"), Files.readAllLines(file), "exchanged");
  }

  @Test
  void padWithoutASerialNumberIsKnownByItsPlace() throws Exception {
    KnownLinks links = new KnownLinks(file);
    links.secured(pad("penseal-ref", "", PadOrigin.DEVICE), NOWHERE);
    assertFalse(Files.exists(file));
    links.secured(pad("penseal-ref", " ", PadOrigin.DEVICE), PORT);
    assertTrue(new KnownLinks(file).wasSecured(pad("stu-430v", "", PadOrigin.DEVICE), PORT));
    assertFalse(links.wasSecured(pad("stu-430v", "", PadOrigin.DEVICE), NOWHERE));
    links.secured(pad("penseal-ref", "X\nA9\tusb:1-3", PadOrigin.DEVICE), NOWHERE);
    assertFalse(
        links.wasSecured(pad("stu-430v", "A9", PadOrigin.DEVICE), OTHER), "lines of its own");
  }
}
