// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Work that somebody waits for: told once it has taken a moment, and cancelled by whoever does not
 * want to wait. On the screen's thread; the work itself is on threads of its own.
 */
public final class Waiting {
  /** What takes less is not told. */
  public static final Duration MOMENT = Duration.ofMillis(300);

  private final BiConsumer<Duration, Runnable> later;
  private final List<Work> told = new ArrayList<>();
  private final ReadOnlyObjectWrapper<@Nullable Work> shown = new ReadOnlyObjectWrapper<>();

  /**
   * @param later runs something on the screen's thread after a while
   */
  public Waiting(BiConsumer<Duration, Runnable> later) {
    this.later = later;
  }

  /**
   * One piece of work. Either it is done or it is cancelled, whichever comes first. Any thread but
   * where it says so.
   */
  public static final class Work {
    private final String key;
    private final String name;
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private volatile @Nullable Thread thread;

    private Work(String key, String name) {
      this.key = key;
      this.name = name;
    }

    /** What is done, the key of its words: {@code window.waiting.KEY}. */
    public String key() {
      return key;
    }

    /** The name of what it is done with. */
    public String name() {
      return name;
    }

    /** Does it on a thread of its own, which is interrupted when the work is cancelled. */
    public void start(Runnable how) {
      Thread begun = Thread.ofPlatform().daemon().name(key).unstarted(how);
      thread = begun;
      begun.start();
    }

    /** Whether somebody still waits for it. */
    public boolean isWanted() {
      return wanted.get();
    }

    /**
     * It has come to its end, and cannot be cancelled from now on.
     *
     * @return false if it was cancelled before: then nothing may come of it
     */
    public boolean settle() {
      return wanted.compareAndSet(true, false);
    }

    private void cancel() {
      Thread begun = thread;
      if (settle() && begun != null) {
        begun.interrupt();
      }
    }
  }

  /**
   * Work begins.
   *
   * @param key of its words
   * @param name of what it is done with
   */
  public Work begin(String key, String name) {
    Work work = new Work(key, name);
    later.accept(MOMENT, () -> tell(work));
    return work;
  }

  private void tell(Work work) {
    if (work.isWanted()) {
      told.add(work);
      show();
    }
  }

  private void show() {
    shown.set(told.isEmpty() ? null : told.getFirst());
  }

  /** Nobody waits for it any more: it is done, or what it was for is gone, which cancels it. */
  public void end(Work work) {
    work.cancel();
    told.remove(work);
    show();
  }

  /**
   * Work has come to its end; nothing comes of it if it was cancelled before. Any thread.
   *
   * @param screen runs what touches models
   * @param then runs there
   */
  public void settle(Work work, Executor screen, Runnable then) {
    if (work.settle()) {
      screen.execute(
          () -> {
            end(work);
            then.run();
          });
    }
  }

  /**
   * Cancels what is shown.
   *
   * @return whether there was anything
   */
  public boolean cancel() {
    Work work = shown.get();
    if (work != null) {
      end(work);
    }
    return work != null;
  }

  /** What is waited for longer than a moment, or null. */
  public ReadOnlyObjectProperty<@Nullable Work> shown() {
    return shown.getReadOnlyProperty();
  }
}
