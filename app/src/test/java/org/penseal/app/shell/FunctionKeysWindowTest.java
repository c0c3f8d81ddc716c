// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.input.KeyCode;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.devices.Part;
import org.penseal.app.devices.PartState;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.refusal.FileException;

/** Keys that mean the same on every page: F5 looks for devices again, Ctrl+O asks for a file. */
@WholeCase
class FunctionKeysWindowTest {
  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            "en",
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private PartState pad() {
    return shown.window().models().devices().state(Part.PAD).get();
  }

  private void untilPad(PartState.Light light) {
    Screen.until("a pad that is " + light, () -> pad().light() == light);
  }

  @Test
  void padThatCouldNotBeOpenedIsOpenedAgainByF5() throws Exception {
    Path line = Files.writeString(folder.resolve("line"), "no pad");
    shown.on(
        () -> {
          shown.window().models().settings().demoDevices().set(false);
          shown.window().models().settings().pad().set("serial:" + line + "?model=penseal-ref");
        });
    untilPad(PartState.Light.READY); // it is there
    shown.on(() -> shown.window().devices().again(Part.PAD));
    untilPad(PartState.Light.FAILED); // and is none
    try (PadSimulator pad =
        SimulatedDevices.pad(
            shown.station().catalog(),
            DemoWorkplace.trust(shown.station()).devices(),
            "penseal-ref",
            SimulatedCustomer.nobody(),
            1)) {
      pad.link(folder.resolve("plugged"));
      Files.move(
          folder.resolve("plugged"),
          line,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      screen.press(KeyCode.F5);
      Screen.until("its name", () -> pad().found().startsWith("PenSeal"));
      untilPad(PartState.Light.READY);
    }
  }

  /** Without a screen the toolkit has no dialog of files: it says so to whoever asks for one. */
  @Test
  void fileIsAskedForByControlOAndNotBehindAFailure() {
    AtomicReference<@Nullable Throwable> told = new AtomicReference<>();
    Thread.UncaughtExceptionHandler before =
        Screen.on(
            () -> {
              Thread thread = Thread.currentThread();
              Thread.UncaughtExceptionHandler known = thread.getUncaughtExceptionHandler();
              thread.setUncaughtExceptionHandler((where, failure) -> told.set(failure));
              return known;
            });
    try {
      Throwable failure = new FileException.InputUnreadable(Path.of("a"), "gone", null);
      shown.on(() -> shown.window().models().shell().failure().set(failure));
      screen.press(KeyCode.CONTROL, KeyCode.O);
      assertNull(told.get());
      shown.on(() -> shown.window().models().shell().failure().set(null));
      screen.press(KeyCode.O);
      assertNull(told.get());
      screen.press(KeyCode.CONTROL, KeyCode.O);
      Screen.until("asked for a file", () -> told.get() != null);
      assertTrue(isOfDialog(told.get()), () -> String.valueOf(told.get()));
      assertFalse(shown.window().models().shell().running().get());
    } finally {
      Screen.on(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler(before);
            return null;
          });
    }
  }

  private static boolean isOfDialog(@Nullable Throwable failure) {
    return failure != null
        && Arrays.stream(failure.getStackTrace())
            .anyMatch(each -> each.getClassName().equals(FileChooser.class.getName()));
  }
}
