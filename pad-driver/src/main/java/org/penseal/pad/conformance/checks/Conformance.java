// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.penseal.pad.PadException;
import org.penseal.pad.SecureElement;
import org.penseal.pad.conformance.ConformanceReport;
import org.penseal.pad.conformance.TestStand;
import org.penseal.pad.conformance.checks.Probe.Stuck;

/**
 * A run of every check over a pad whose chip speaks the open pad chip protocol.
 *
 * <p>The pad was just switched on and opened: nobody has verified its PIN since. It takes five
 * captures (CLEAR, OK, OK, OK, OK) and one that is cancelled, after a press on OK too early. At the
 * end the chip has no case and no data key; its PIN is blocked when the stand allows that. Needs
 * the BouncyCastle provider registered. One thread, which waits for the person up to three minutes
 * a capture.
 */
public final class Conformance {
  private final TestStand stand;
  private final Clock clock;
  private final RandomGenerator random;
  private final CheckResults findings = new CheckResults();
  private final Probe probe;

  /**
   * A run on this stand.
   *
   * @param clock of the host; for the time of the press and the validity of certificates
   * @param random challenges, pictures and data (not secret)
   */
  public Conformance(TestStand stand, Clock clock, RandomGenerator random) {
    this.stand = stand;
    this.clock = clock;
    this.random = random;
    this.probe = new Probe(stand, findings);
  }

  /** Some of the checks, which stand or fall together when a step between them does not work. */
  private interface Group {
    void run() throws PadException, Stuck;
  }

  /**
   * Runs all checks.
   *
   * @throws PadException.NoChip when the model has no chip
   * @throws PadException.Interrupted when the thread is interrupted
   */
  public ConformanceReport run() throws PadException.NoChip, PadException.Interrupted {
    Optional<SecureElement.Packets> packets = requireChip();
    PinChecks pin = new PinChecks(probe);
    StateChecks states = new StateChecks(probe);
    DataChecks data = new DataChecks(probe, random);
    CaseChecks cases = new CaseChecks(probe, random, clock);
    Group transport =
        () -> new TransportChecks(probe, packets.orElseThrow(Conformance::none), random).run();
    boolean there =
        group(data::closed)
            && group(pin::run)
            && group(transport)
            && group(() -> new CommandChecks(probe).run(clock.instant()))
            && group(probe::openPin)
            && group(data::run)
            && group(states::run)
            && group(states::linkEnd)
            && group(cases::wholeCase)
            && group(states::power)
            && group(cases::caseInParts)
            && group(cases::caseCancelledByHost)
            && group(cases::caseCancelledOnThePad)
            && group(states::timeout)
            && group(pin::block);
    return new ConformanceReport(findings.all(there ? "" : "the pad is gone"));
  }

  private static Stuck none() {
    return new Stuck("the packets of the transport cannot be reached");
  }

  private Optional<SecureElement.Packets> requireChip() throws PadException.NoChip {
    try {
      return stand.pad().secureElement().packets();
    } catch (PadException.NoChip e) {
      throw e;
    } catch (PadException e) {
      return Optional.empty();
    }
  }

  /** False when the pad is gone and nothing else can be tried. */
  private boolean group(Group group) throws PadException.Interrupted {
    try {
      group.run();
      return true;
    } catch (PadException.Gone e) {
      findings.stuck(e.getMessage());
      return false;
    } catch (PadException.Interrupted e) {
      throw e;
    } catch (PadException | Stuck e) {
      findings.stuck(e.getMessage());
      return true;
    }
  }
}
