// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.cli.PenSeal;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.InspectedFile;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** A window in which files are verified, the files, and how a person gets on with both. */
@SuppressWarnings("NullAway.Init") // each test opens its window
abstract class InspectRig {
  static final String PASSWORD = "open";

  @TempDir static Path made;
  @TempDir Path folder;

  final List<Path> opened = new CopyOnWriteArrayList<>();
  OpenWindow shown;
  Screen screen;

  @BeforeAll
  static void files() throws Exception {
    Toolkit.start();
    Station.registerProvider();
    assertEquals(0, PenSeal.run(new String[] {"demo", "--out", made.toString(), "--speed", "40"}));
    Path files = Files.createDirectories(made.resolve("files/deeper"));
    Files.copy(made.resolve("signed.pdf"), files.resolve("signed.pdf"));
    DemoReport.write(made.resolve("files/plain.pdf"));
    byte[] broken = Files.readAllBytes(made.resolve("signed.pdf"));
    broken[1_000] ^= 1;
    Files.write(made.resolve("files/broken.pdf"), broken);
    Files.writeString(made.resolve("files/no-file.pdf"), "nothing");
    Files.writeString(made.resolve("files/notes.txt"), "no signed file");
    try (PDDocument document = Loader.loadPDF(made.resolve("files/plain.pdf").toFile())) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("own", PASSWORD, new AccessPermission());
      policy.setEncryptionKeyLength(256);
      document.protect(policy);
      document.save(made.resolve("files/secret.pdf").toFile());
    }
  }

  void open(Path data, String language) throws Exception {
    shown =
        OpenWindow.of(
            data,
            language,
            (station, stage) -> new MainWindow(station, stage, opened::add, () -> {}));
    screen = shown.screen();
    on(() -> shown.window().models().settings().demoDevices().set(false));
    screen.click("verifyButton");
    Screen.until(
        "the page",
        () -> shown.window().models().shell().beside().get() == ShellModel.Beside.VERIFICATION);
  }

  @AfterEach
  void close() {
    if (shown != null) {
      shown.close();
    }
  }

  static void on(Runnable action) {
    Screen.on(
        () -> {
          action.run();
          return null;
        });
    Screen.frames(4);
  }

  InspectModel model() {
    return shown.window().models().inspect();
  }

  void bring(Path... files) {
    on(() -> shown.window().verify(List.of(files)));
  }

  void untilAll(int count) {
    Screen.until(
        count + " files",
        () ->
            model().files().size() == count
                && !model().running().get()
                && !model().comparing().get());
  }

  InspectedFile file(String name) {
    return Screen.on(
        () ->
            model().files().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow());
  }

  static String finding(InspectedFile file) {
    return Objects.requireNonNull(Screen.on(() -> file.summary().get()), file.name()).finding();
  }

  void choose(String name) {
    InspectedFile file = file(name);
    on(() -> model().chosen().set(file));
    Screen.until(name, () -> model().answer().get() != null && !model().comparing().get());
    Screen.frames(4);
  }

  void show(String name) {
    InspectedFile file = file(name);
    on(() -> model().chosen().set(file));
  }

  void pressOn(String button) {
    Screen.until(button, () -> shown.stage().getScene().lookup("#" + button) != null);
    screen.focus(button);
    screen.press(KeyCode.SPACE);
  }

  InspectedFile.State state(String name) {
    InspectedFile file = file(name);
    return Screen.on(() -> file.state().get());
  }

  boolean settled() {
    return !model().running().get() && model().answer().get() != null && !model().comparing().get();
  }

  Node look(String id) {
    return Objects.requireNonNull(shown.stage().getScene().lookup("#" + id), id);
  }

  boolean disabled(String id) {
    return Screen.on(() -> look(id).isDisabled());
  }
}
