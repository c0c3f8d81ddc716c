// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.steps.Recovery;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.SigningException;

/** What a start does about cases that an earlier one left. */
public final class Restart {
  private Restart() {}

  /**
   * Finishes or ends them, each with the services that it began with. A case of the demo waits for
   * the demo, which is started for such a case alone.
   *
   * @param demo whether the demo may be started
   */
  public static List<Recovery.Recovered> cases(Station station, boolean demo)
      throws StoreException, CaseException, SigningException {
    List<Recovery.Recovered> found = new Recovery(station.services()).run();
    if (!demo || found.stream().noneMatch(Restart::waits)) {
      return found;
    }
    List<Recovery.Recovered> all = new ArrayList<>(found);
    all.removeIf(Restart::waits);
    all.addAll(new Recovery(station.services(StandIn.FOR_ALL)).run());
    return all;
  }

  private static boolean waits(Recovery.Recovered one) {
    return one.outcome() == Recovery.Outcome.WAITING;
  }
}
