// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.conformance.TestStand;
import org.penseal.pad.driver.PadDriver;

/** A real pad under test, with a person who is told on the terminal what to do. */
final class PersonStand implements TestStand, AutoCloseable {
  private static final Duration BACK = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final PadDriver driver;
  private final String uri;
  private final Reply reply;
  private final Facts facts;
  private final Limits limits;
  private Pad pad;

  /**
   * What is known of the pad.
   *
   * @param pin of its chip
   * @param anchors device authorities that are trusted
   */
  @SuppressWarnings("ArrayRecordComponent") // a secret, copied out by the stand
  record Facts(byte[] pin, List<X509Certificate> anchors) {}

  /**
   * What may be done with it.
   *
   * @param blockPin use up the tries of its PIN
   * @param slow wait for minutes
   */
  record Limits(boolean blockPin, boolean slow) {}

  private PersonStand(
      PadDriver driver, String uri, Reply reply, Facts facts, Limits limits, Pad pad) {
    this.driver = driver;
    this.uri = uri;
    this.reply = reply;
    this.facts = facts;
    this.limits = limits;
    this.pad = pad;
  }

  static PersonStand open(PadDriver driver, String uri, Reply reply, Facts facts, Limits limits)
      throws PadException {
    return new PersonStand(driver, uri, reply, facts, limits, driver.open(uri));
  }

  @Override
  public Pad pad() {
    return pad;
  }

  @Override
  public byte[] pin() {
    return facts.pin().clone();
  }

  @Override
  public void ask(Act act) {
    String key = "conformance." + act.name().toLowerCase(Locale.ROOT).replace('_', '-');
    reply.progress(reply.texts().get(key));
  }

  @Override
  public void reopen() throws PadException {
    pad.close();
    pad = driver.open(uri);
  }

  @Override
  public boolean cyclePower() throws PadException {
    if (System.console() == null) {
      return false;
    }
    pad.close();
    reply.progress(reply.texts().get("conformance.cycle-power"));
    if (!entered()) {
      return false;
    }
    long end = System.nanoTime() + BACK.toNanos();
    while (true) {
      try {
        pad = driver.open(uri);
        return true;
      } catch (PadException.NotFound | PadException.Gone | PadException.TimedOut e) {
        if (System.nanoTime() - end >= 0) {
          throw e;
        }
        sleep(AGAIN);
      }
    }
  }

  private static boolean entered() {
    try {
      return System.in.read() >= 0;
    } catch (IOException e) {
      // Without a terminal nobody can have unplugged it.
      return false;
    }
  }

  @Override
  public boolean letPass(Duration time) throws PadException {
    if (!limits.slow()) {
      return false;
    }
    reply.progress(reply.texts().get("conformance.waiting", time.toMinutes()));
    sleep(time);
    return true;
  }

  private static void sleep(Duration time) throws PadException.Interrupted {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  @Override
  public List<X509Certificate> anchors() {
    return facts.anchors();
  }

  @Override
  public boolean mayBlockPin() {
    return limits.blockPin();
  }

  @Override
  public void close() {
    pad.close();
  }
}
