// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.simulator.firmware.Digitizer;

/**
 * The hand of the simulated customer, on a thread of its own: does the steps in time and reports
 * through a {@link Digitizer}. The pad's clock counts its own milliseconds, whatever the speed.
 */
final class SimulatedPen implements AutoCloseable {
  private static final int HOVER_REPORTS = 12;
  private static final int TAP_REPORTS = 14;
  private static final long PAUSE_MS = 400;
  private static final Duration LOOK = TimeoutFactor.on(Duration.ofMillis(150));

  private final PadModel model;
  private final Hand hand;
  private final Digitizer out;
  private final FaultyCarrier counter;
  private final Consumer<PadButton> workstation;
  private final Deque<SimulatedCustomer.Step> steps = new ArrayDeque<>();
  private final Thread thread;
  private List<SimulatedCustomer.Step> again = List.of();
  private @Nullable Trace meanwhile;
  private boolean called;
  private boolean working;
  private volatile boolean stopped;
  private long deviceMs;
  private int x;
  private int y;

  /**
   * How the hand moves.
   *
   * @param model the pad under it
   * @param rateHz positions in one second
   * @param speed 1 for real time, 10 for ten times as fast
   * @param uptimeMs what the pad's clock shows at the start
   */
  record Hand(PadModel model, int rateHz, double speed, long uptimeMs) {}

  /**
   * A hand that does nothing yet.
   *
   * @param workstation takes presses for which the pad has no button
   */
  SimulatedPen(Hand hand, Digitizer out, FaultyCarrier counter, Consumer<PadButton> workstation) {
    this.model = hand.model();
    this.hand = hand;
    this.out = out;
    this.counter = counter;
    this.workstation = workstation;
    this.deviceMs = hand.uptimeMs();
    this.x = (model.tablet().minX() + model.maxX()) / 2;
    this.y = (model.tablet().minY() + model.maxY()) / 2;
    this.thread = Thread.ofPlatform().name("simulated-pen").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** What the customer is going to do from the next capture on. */
  synchronized void customer(SimulatedCustomer customer) {
    called = false;
    steps.clear();
    steps.addAll(customer.steps());
    again = customer.again() ? customer.steps() : List.of();
    meanwhile =
        customer
            .meanwhile()
            .map(ink -> Trace.of(ink, model, hand.rateHz()))
            .filter(trace -> !trace.points().isEmpty())
            .orElse(null);
    notifyAll();
  }

  /** A capture begins. */
  synchronized void captureBegins() {
    counter.captureBegins();
    if (steps.isEmpty()) {
      steps.addAll(again);
    }
    called = true;
    notifyAll();
  }

  /** Whether it has nothing left to do and does nothing. */
  synchronized boolean idle() {
    return steps.isEmpty() && !working;
  }

  private void run() {
    try {
      while (!stopped) {
        Trace movement = awaitWork();
        if (movement == null) {
          SimulatedCustomer.Step step = nextStep();
          if (step != null) {
            perform(step);
            finished();
          }
        } else {
          wander(movement);
        }
      }
    } catch (InterruptedException e) {
      // The pad is being switched off.
      stopped = true;
    }
  }

  /** Waits for a step that is due; gives the movement for the time until then, if there is one. */
  private synchronized @Nullable Trace awaitWork() throws InterruptedException {
    while (waiting()) {
      called &= !steps.isEmpty();
      if (meanwhile != null) {
        return meanwhile;
      }
      wait(60_000);
    }
    return null;
  }

  private synchronized boolean waiting() {
    return !called || steps.isEmpty();
  }

  /** Nothing when the customer has just been replaced. */
  private synchronized SimulatedCustomer.@Nullable Step nextStep() {
    if (waiting()) {
      return null;
    }
    working = true;
    return steps.removeFirst();
  }

  /**
   * Moves the pen until there is something to do, never faster than in real time, and lifts it from
   * the glass then.
   */
  private void wander(Trace movement) throws InterruptedException {
    Pace pace = new Pace(Math.min(1, hand.speed()));
    boolean touches = false;
    for (Trace.Point point : movement.points()) {
      pace.until(point.timeMs());
      if (!waiting()) {
        break;
      }
      touches = point.pressure() > 0;
      if (point.leaves()) {
        out.leave(deviceMs);
      } else {
        x = point.x();
        y = point.y();
        out.move(x, y, point.pressure(), deviceMs);
      }
    }
    pace.until(pace.elapsedMs() + Trace.timeOf(1, hand.rateHz()));
    if (touches) {
      out.move(x, y, 0, deviceMs);
    }
  }

  private synchronized void finished() {
    working = false;
    notifyAll();
  }

  private void perform(SimulatedCustomer.Step step) throws InterruptedException {
    synchronized (this) {
      // Before the press, since the host may answer it before the hand is back.
      if (step instanceof SimulatedCustomer.Tap
          || step instanceof SimulatedCustomer.Press p && p.waits()) {
        called = false;
      }
    }
    switch (step) {
      case SimulatedCustomer.Sign sign ->
          write(Trace.of(sign.ink(), model, hand.rateHz()), Long.MAX_VALUE);
      case SimulatedCustomer.Press press -> press(press.button());
      case SimulatedCustomer.Tap tap -> tap(tap.area());
      case SimulatedCustomer.Repeat repeat -> {
        Trace trace = Trace.of(repeat.ink(), model, hand.rateHz());
        long begin = counter.inCapture();
        while (counter.inCapture() - begin < repeat.reports() && !trace.points().isEmpty()) {
          write(trace, repeat.reports() - (counter.inCapture() - begin));
        }
      }
    }
  }

  private void write(Trace trace, long most) throws InterruptedException {
    Pace pace = new Pace();
    long sent = 0;
    boolean left = true;
    for (Trace.Point point : trace.points()) {
      if (sent++ >= most) {
        return;
      }
      pace.until(point.timeMs());
      left = point.leaves();
      if (left) {
        out.leave(deviceMs);
      } else {
        x = point.x();
        y = point.y();
        out.move(x, y, point.pressure(), deviceMs);
      }
    }
    if (!left && sent < most) {
      pace.until(pace.elapsedMs() + 53);
      out.leave(deviceMs);
    }
    pace.until(pace.elapsedMs() + PAUSE_MS);
  }

  private void press(PadButton button) throws InterruptedException {
    if (model.confirm() == PadModel.Confirm.SCREEN) {
      tap(model.layout().area(button));
    } else if (!out.press(button)) {
      // The one at the workstation looks first, and what was written has come by then.
      counter.awaitTaken(LOOK);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      workstation.accept(button);
    }
  }

  /** Comes from where the pen was, touches the middle of the area, and leaves. */
  private void tap(PadLayout.Area area) throws InterruptedException {
    int toX = model.layout().xOf(area.left() + area.width() / 2);
    int toY = model.layout().yOf(area.top() + area.height() / 2);
    int fromX = x;
    int fromY = y;
    x = toX;
    y = toY;
    Pace pace = new Pace();
    long n = 0;
    for (int i = 1; i <= HOVER_REPORTS; i++) {
      pace.until(Trace.timeOf(n++, hand.rateHz()));
      int alongX = fromX + (toX - fromX) * i / HOVER_REPORTS;
      out.move(alongX, fromY + (toY - fromY) * i / HOVER_REPORTS, 0, deviceMs);
    }
    for (int i = 0; i < TAP_REPORTS; i++) {
      pace.until(Trace.timeOf(n++, hand.rateHz()));
      double bend = Math.sin(Math.PI * (i + 1) / (TAP_REPORTS + 1));
      out.move(toX, toY, 30 + (int) (model.maxPressure() * 0.4 * bend), deviceMs);
    }
    for (int i = 0; i < 4; i++) {
      pace.until(Trace.timeOf(n++, hand.rateHz()));
      out.move(toX, toY, 0, deviceMs);
    }
    pace.until(Trace.timeOf(n, hand.rateHz()) + 53);
    out.leave(deviceMs);
    pace.until(pace.elapsedMs() + PAUSE_MS);
  }

  /** Device time and real time of one movement. */
  private final class Pace {
    private final long startNanos = System.nanoTime();
    private final long startMs = deviceMs;
    private final double speed;

    Pace() {
      this(hand.speed());
    }

    Pace(double speed) {
      this.speed = speed;
    }

    long elapsedMs() {
      return deviceMs - startMs;
    }

    void until(long ms) throws InterruptedException {
      deviceMs = startMs + ms;
      long due = startNanos + (long) (ms * 1_000_000 / speed);
      while (!stopped && System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      if (stopped) {
        throw new InterruptedException();
      }
    }
  }

  /** Stops and waits, unless it is the pen itself that unplugs the pad. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    if (Thread.currentThread() != thread) {
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
