// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Awaited;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

/** A pad that is unplugged and comes back, by a simulated one over HID in memory. */
class PadPlaceTest {
  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final PadModel MODEL = CATALOG.byId("stu-430v").orElseThrow();
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Deque<PadException> refusals = new ArrayDeque<>();
  private PadSimulator simulator = plugged();

  private static PadSimulator plugged() {
    try {
      return PadSimulator.inMemory(
          new PadSimulator.Setup(MODEL, "A", Optional.empty(), SimulatedCustomer.nobody(), 1));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void nothingRefused() {
    refusals.clear();
  }

  @AfterEach
  void unplug() {
    simulator.close();
  }

  private Pad opened() throws PadException {
    if (!refusals.isEmpty()) {
      throw refusals.removeFirst();
    }
    return new PadDriver(CATALOG, new Random(1)).openHid(simulator.openHid(), MODEL);
  }

  @Test
  void isOpenedAgainOnceItAnswers() throws Exception {
    try (PadPlace place = PadPlace.open(this::opened)) {
      Pad first = place.pad();
      simulator.close();
      simulator = plugged();
      refusals.addAll(
          List.of(
              new PadException.NotFound("hid:"),
              new PadException.PermissionDenied("hid:", null),
              new PadException.TimedOut(Awaited.PAD, "report 08", Duration.ofSeconds(3))));
      Pad again = place.again(Clock.systemUTC(), LONG);
      assertNotSame(first, again);
      assertSame(again, place.pad());
      assertEquals(List.of(), List.copyOf(refusals), "tried until it answered");
      again.clear();
    }
  }

  @Test
  void whatIsNoMatterOfWaitingIsToldAtOnce() throws Exception {
    try (PadPlace place = PadPlace.open(this::opened)) {
      refusals.add(new PadException.UnknownModel("STU-999"));
      assertThrows(PadException.UnknownModel.class, () -> place.again(Clock.systemUTC(), LONG));
    }
  }

  @Test
  void padThatStaysAwayIsGoneAfterTheLimit() throws Exception {
    try (PadPlace place = PadPlace.open(this::opened)) {
      for (int i = 0; i < 100; i++) {
        refusals.add(new PadException.NotFound("hid:"));
      }
      assertThrows(
          PadException.Gone.class, () -> place.again(Clock.systemUTC(), Duration.ofMillis(600)));
      assertTrue(refusals.size() >= 95, "it waits between two tries");
    }
  }

  @Test
  void padThatIsOpenedOnceDoesNotComeBack() throws Exception {
    try (PadPlace place = PadPlace.once(opened())) {
      assertFalse(place.opensAgain());
      assertThrows(PadException.Gone.class, () -> place.again(Clock.systemUTC(), LONG));
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    try (PadPlace place = PadPlace.open(this::opened)) {
      Thread.currentThread().interrupt();
      assertThrows(PadException.Interrupted.class, () -> place.again(Clock.systemUTC(), LONG));
      assertTrue(Thread.interrupted(), "the flag stays for whoever is above");
    }
  }
}
