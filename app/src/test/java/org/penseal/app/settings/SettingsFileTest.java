// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void choicesAreKeptButNeverThePin() throws IOException {
    Path file = folder.resolve("window.properties");
    SettingsModel model = new SettingsModel();
    model.demoDevices().set(false);
    model.dark().set(true);
    model.language().set("zh");
    model.pad().set("serial:/dev/签名板");
    model.pin().set("87654321");
    new SettingsFile(file).save(model);
    assertFalse(Files.readString(file).contains("87654321"));
    SettingsModel again = new SettingsModel();
    new SettingsFile(file).load(again);
    assertFalse(again.demoDevices().get());
    assertTrue(again.dark().get());
    assertEquals("zh", again.language().get());
    assertEquals("serial:/dev/签名板", again.pad().get());
    assertEquals("", again.pin().get());
  }

  @Test
  void withoutFileTheDefaultsStay() throws IOException {
    SettingsModel model = new SettingsModel();
    new SettingsFile(folder.resolve("none")).load(model);
    assertTrue(model.demoDevices().get());
    assertEquals("hid:", model.pad().get());
    assertEquals("dev:0", model.camera().get());
  }
}
