// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.InputEvent;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.IdleMemory;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.queue.KeptQueue;
import org.penseal.app.queue.KeptWords;
import org.penseal.app.signing.steps.InkSealing;
import org.penseal.app.signing.steps.Recovery;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Restart;
import org.penseal.app.workplace.Station;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the window finds out at its start, beside everything else: cases that were broken off, face
 * models that are not the described ones, and a machine on which no face can be checked. On the
 * JavaFX thread, which its own threads hand their findings to.
 */
final class StartUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

  private static final Duration BETWEEN_ANCHORS = Duration.ofMinutes(10);

  private final Thread anchors;
  private final KeptQueue queue;
  private final IdleMemory memory;

  private final Station station;
  private final WindowModels models;
  private final Natives natives;
  private final Supplier<Texts> texts;
  private final Consumer<Throwable> failed;
  private @Nullable VisionUnavailable missing;
  private volatile boolean demo;
  private boolean fileAsked; // on the JavaFX thread
  private volatile boolean closed;

  /** Loads the native libraries of vision. */
  @FunctionalInterface
  interface Natives {
    /** On a thread of its own. */
    void load() throws VisionUnavailable;
  }

  /**
   * @param texts of the language that the window has now
   * @param failed tells what needs somebody's attention before anything else
   */
  StartUp(
      Station station,
      WindowModels models,
      Natives natives,
      Supplier<Texts> texts,
      Consumer<Throwable> failed) {
    this.station = station;
    this.models = models;
    this.natives = natives;
    this.texts = texts;
    this.failed = failed;
    this.memory = new IdleMemory(models.shell().running()::get);
    this.queue = new KeptQueue(station.data().resolve("queue.json"));
    this.anchors = Thread.ofPlatform().daemon().name("anchors").unstarted(this::anchor);
  }

  /** Somebody opens a file. */
  void fileAsked() {
    fileAsked = true;
  }

  /** Nothing is stamped any more; the station may be closed. */
  @Override
  public void close() {
    closed = true;
    anchors.interrupt();
    queue.close();
    memory.close();
  }

  /**
   * Begins when the window has been drawn: what nobody sees yet does not hold it up.
   *
   * @param also begins then too
   */
  void begin(WindowFrame frame, Runnable also) {
    frame.scene().addEventFilter(InputEvent.ANY, e -> memory.touched());
    frame.afterPicture(this::start);
    frame.afterPicture(() -> unlessClosed(also));
  }

  private void unlessClosed(Runnable begins) {
    if (!closed) {
      begins.run();
    }
  }

  /** Begins, unless it was closed before; returns at once. */
  void start() {
    if (closed) {
      return;
    }
    models.settings().demoDevices().subscribe(now -> demo = now);
    models
        .identify()
        .type()
        .subscribe(
            (before, now) -> {
              if (missing != null) {
                notice();
              }
            });
    models
        .shell()
        .acknowledge()
        .set(() -> Thread.ofVirtual().name("acknowledge").start(this::acknowledge));
    Thread.ofVirtual().name("recovery").start(this::recover);
    anchors.start();
    memory.start();
    Thread.ofVirtual().name("kept queue").start(this::readQueue);
    Thread.ofVirtual().name("face models").start(this::checkModels);
    // No virtual one: its carrier would be held while the libraries load.
    Thread.ofPlatform().daemon().name("face libraries").start(this::loadNatives);
  }

  /** The foot of the window says what cannot be done here, or nothing. */
  void notice() {
    VisionUnavailable known = missing;
    models.shell().notice().set(known == null ? "" : words(known));
  }

  /** A case ended so; if that was for want of vision, the foot of the window says what is left. */
  void caseFailed(Throwable failure) {
    if (failure instanceof VisionUnavailable unavailable) {
      missing = unavailable;
      notice();
    }
  }

  private String words(VisionUnavailable failure) {
    Texts now = texts.get();
    return Problems.of(failure).text(now) + " " + models.identify().type().get().withoutVision(now);
  }

  // What another thread has said stays beside it.
  private void add(String words) {
    String said = models.shell().notice().get();
    models.shell().notice().set(said.isEmpty() ? words : said + "\n" + words);
  }

  // A wrong model is told now, not when somebody stands in front of the camera.
  private void checkModels() {
    try {
      station.models().verify();
    } catch (LivenessException e) {
      FxThread.EXECUTOR.execute(() -> failed.accept(e));
    }
  }

  private void loadNatives() {
    try {
      natives.load();
    } catch (VisionUnavailable e) {
      LOG.warn("no face can be checked on this system", e);
      FxThread.EXECUTOR.execute(
          () -> {
            missing = e;
            add(words(e));
          });
    }
  }

  private void recover() {
    try {
      for (Recovery.Recovered one : Restart.cases(station, demo)) {
        FxThread.EXECUTOR.execute(() -> add(words(one)));
      }
      InkSealing.Outcome ink = new InkSealing(station.services()).run();
      ink.failure().ifPresent(e -> FxThread.EXECUTOR.execute(() -> add(words(e))));
    } catch (Exception e) { // told to the user, whatever it is
      FxThread.EXECUTOR.execute(() -> failed.accept(e));
    }
  }

  // What was not signed the last time waits again; nothing of it is opened by itself.
  private void readQueue() {
    KeptQueue.Found found;
    boolean read = true;
    try {
      found = queue.load();
    } catch (IOException e) {
      LOG.warn("the queue of the last time cannot be read", e);
      found = KeptQueue.Found.NOTHING;
      read = false;
    }
    KeptQueue.Found kept = found;
    String unread = read ? "" : texts.get().get("window.queue.kept.unreadable");
    FxThread.EXECUTOR.execute(
        () -> {
          if (!nothingBegun()) {
            return; // whoever was faster works without it; what was kept stays for the next time
          }
          models.queue().takeUp(kept.queues());
          queue.follow(models.queue(), models.shell().running());
          String words = unread + KeptWords.of(kept, texts.get());
          if (!words.isEmpty()) {
            add(words);
          }
        });
  }

  // A queue of the last time joins no file that is being opened, and no queue of now.
  private boolean nothingBegun() {
    return !fileAsked && models.queue().files().isEmpty();
  }

  // The operator was told that the archive was put back, and goes on.
  private void acknowledge() {
    try {
      station.archive().log().acknowledge();
      FxThread.EXECUTOR.execute(() -> models.shell().failure().set(null));
      recover();
    } catch (StoreException e) {
      FxThread.EXECUTOR.execute(() -> failed.accept(e));
    }
  }

  // For as long as the window is open. An authority that does not answer is asked the next time.
  private void anchor() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(BETWEEN_ANCHORS);
        try {
          station.anchorIfDue();
        } catch (StoreException | SigningException e) {
          LOG.warn("the head of the archive's log was not stamped", e);
        } catch (RuntimeException e) { // a policy that cannot be read, or worse
          FxThread.EXECUTOR.execute(() -> failed.accept(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String words(StoreException failure) {
    Problem problem = Problems.of(failure);
    return problem.text(texts.get()) + " " + problem.remedy(texts.get());
  }

  private String words(Recovery.Recovered one) {
    return texts
        .get()
        .get(
            "recovery." + one.outcome(),
            one.row().id(),
            Masks.numbers(one.row().documentName()),
            Masks.numbers(one.row().output().toString()));
  }
}
