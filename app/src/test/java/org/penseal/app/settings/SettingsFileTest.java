// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    model.pagesOnPad().set(false);
    model.customerDisplay().set(true);
    model.thumbnails().set(false);
    model.language().set("zh");
    model.pad().set("serial:/dev/签名板");
    model.pin().set("87654321");
    new SettingsFile(file).save(model);
    assertFalse(Files.readString(file).contains("87654321"));
    SettingsModel again = new SettingsModel();
    new SettingsFile(file).load(again);
    assertFalse(again.demoDevices().get());
    assertTrue(again.dark().get());
    assertFalse(again.pagesOnPad().get());
    assertTrue(again.customerDisplay().get());
    assertFalse(again.thumbnails().get());
    assertEquals("zh", again.language().get());
    assertEquals("serial:/dev/签名板", again.pad().get());
    assertEquals("", again.pin().get());
  }

  @Test
  void placeOfTheWindowAndKeywordsAreKept() throws IOException {
    Path file = folder.resolve("window.properties");
    SettingsModel model = new SettingsModel();
    assertTrue(model.bounds().isEmpty());
    model.bounds(new SettingsModel.Bounds(-10.4, 20, 1300, 900, false));
    model.maximized();
    model.keywords().set(" 签名： ,, Buyer;Seller");
    model.folder().set("/合同");
    new SettingsFile(file).save(model);
    SettingsModel again = new SettingsModel();
    new SettingsFile(file).load(again);
    assertEquals(new SettingsModel.Bounds(-10, 20, 1300, 900, true), again.bounds().orElseThrow());
    assertEquals(List.of("签名：", "Buyer", "Seller"), again.keywordList());
    assertEquals("/合同", again.folder().get());
    Files.writeString(file, "window=wide\n");
    new SettingsFile(file).load(again);
    assertTrue(again.bounds().isEmpty(), "what is no place is none");
  }

  @Test
  void withoutFileTheDefaultsStay() throws IOException {
    SettingsModel model = new SettingsModel();
    new SettingsFile(folder.resolve("none")).load(model);
    assertTrue(model.demoDevices().get());
    assertTrue(model.pagesOnPad().get());
    assertFalse(model.customerDisplay().get());
    assertEquals("hid:", model.pad().get());
    assertEquals("dev:0", model.camera().get());
  }
}
