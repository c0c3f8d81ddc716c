// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.devices.Part;
import org.penseal.app.devices.PartState;
import org.penseal.app.guide.Step;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.pdf.page.DemoReport;

/** A case waits for a service that does not answer: that is told, and need not be waited for. */
@Slow
@SuppressWarnings("NullAway.Init") // each test opens its window
class AskedServicesWindowTest {
  // One that was just asked is not asked again.
  private static final long PAUSE_MS = 6000;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean slow;
  private HttpServer service;
  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @BeforeEach
  void open() throws Exception {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(threads);
    service.createContext("/", this::answer);
    service.start();
    Files.writeString(
        folder.resolve("workplace.json"),
        "{\"version\": 1, \"timestamp\": [\"http://127.0.0.1:%d/\"]}"
            .formatted(service.getAddress().getPort()));
    WorkplaceSettings workplace = WorkplaceSettings.of(folder, null, Secret.Asker.NOBODY);
    Station station = Station.open(workplace.in(folder));
    Stage stage = Screen.on(Stage::new);
    MainWindow window =
        Screen.on(() -> new MainWindow(station, stage, file -> {}, () -> {}).at(workplace));
    Screen.on(
        () -> {
          window.show();
          window.models().settings().language().set("en");
          return null;
        });
    screen = new Screen(stage);
    shown = new OpenWindow(station, stage, window, screen);
  }

  @AfterEach
  void close() {
    answers.countDown();
    shown.close();
    service.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      if (slow && !answers.await(60, TimeUnit.SECONDS)) {
        return;
      }
      exchange.sendResponseHeaders(500, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private void formWithAName() throws Exception {
    Screen.until(
        "the service is out of order",
        () -> models().devices().state(Part.TSA).get().light() == PartState.Light.FAILED);
    long failed = System.nanoTime();
    Path file = Files.createDirectories(folder.resolve("documents")).resolve("report.pdf");
    DemoReport.write(file);
    shown.on(() -> shown.window().open(file, null));
    shown.untilOpen("report.pdf");
    shown.on(() -> shown.window().go(Step.IDENTIFY));
    shown.on(() -> models().identify().name().set("张伟"));
    Screen.until("a pause", () -> System.nanoTime() - failed > PAUSE_MS * 1_000_000);
    slow = true;
  }

  private void begin() {
    shown.on(() -> shown.window().beginCase());
    Screen.until("told", () -> models().shell().waiting().shown().get() != null);
    Screen.frames(6);
    assertEquals("Checking devices and services…", screen.text("waitingWords"));
  }

  private void nothingIsLost() {
    Screen.until("ended", () -> models().shell().waiting().shown().get() == null);
    Screen.frames(10);
    assertFalse(screen.sees("waitingCancel"));
    assertEquals(Step.IDENTIFY, models().shell().step().get());
    assertEquals("张伟", models().identify().name().get());
    assertFalse(models().shell().running().get());
    assertNull(models().shell().failure().get());
  }

  @Test
  void waitIsToldAndCancelledWithNothingLostAndTheNextOneAsksAgain() throws Exception {
    formWithAName();
    int before = asked.get();
    begin();
    Screen.until("asked", () -> asked.get() > before);
    screen.picture("en-light-waiting-services");
    screen.click("waitingCancel");
    nothingIsLost();
    answers.countDown();
    Screen.until(
        "answered",
        () -> models().devices().state(Part.TSA).get().light() == PartState.Light.FAILED);
    nothingIsLost();
    shown.on(() -> shown.window().beginCase());
    Screen.until("told why", () -> models().shell().failure().get() != null);
    assertFalse(screen.sees("waitingCancel"));
  }

  @Test
  void escapeCancelsItAndGoesNowhere() throws Exception {
    formWithAName();
    begin();
    screen.press(KeyCode.ESCAPE);
    nothingIsLost();
  }

  @Test
  void answerIsToldInPlaceOfTheWait() throws Exception {
    formWithAName();
    begin();
    answers.countDown();
    Screen.until("told why", () -> models().shell().failure().get() != null);
    assertFalse(screen.sees("waitingCancel"));
    assertNull(models().shell().waiting().shown().get());
  }
}
