// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Service;
import org.penseal.idcard.IdCardException;
import org.penseal.liveness.LivenessException;
import org.penseal.pad.PadException;

class PresenceTest {
  @TempDir Path folder;

  @Test
  void aPadOnASerialLineIsThereWithItsLine() throws Exception {
    Path line = Files.createFile(folder.resolve("line"));
    assertEquals("", Presence.pad("serial:" + line + "?model=stu-430v", List.of()));
    Files.delete(line);
    assertThrows(PadException.NotFound.class, () -> Presence.pad("serial:" + line, List.of()));
  }

  @Test
  void noPadOverHidIsThereThatTheSystemDoesNotTellOf() {
    assertThrows(PadException.NotFound.class, () -> Presence.pad("hid:", List.of()));
    assertThrows(PadException.NotFound.class, () -> Presence.pad("hid:/dev/hidraw7", List.of()));
  }

  @Test
  void aReaderAndAClipAreThereWithTheirFiles() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals("", Presence.reader("serial:" + file));
    assertEquals("", Presence.camera("clip:" + file, List.of()));
    Files.delete(file);
    assertThrows(IdCardException.ReaderUnavailable.class, () -> Presence.reader("serial:" + file));
    assertThrows(
        LivenessException.NoCamera.class, () -> Presence.camera("clip:" + file, List.of()));
    assertThrows(LivenessException.NoCamera.class, () -> Presence.camera("clip:\0", List.of()));
  }

  @Test
  void aPartNobodyNamedIsToldApartFromOneThatFails() {
    Exception gone = new PadException.NotFound("hid:");
    assertEquals(PartState.Light.FAILED, PartState.failed(gone).light());
    Exception unnamed = new CaseException.ServiceNotNamed(Service.CA);
    assertEquals(PartState.Light.UNNAMED, PartState.failed(unnamed).light());
  }
}
