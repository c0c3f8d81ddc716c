// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import org.penseal.app.Station;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.steps.Recovery;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Masks;

/** Looks after the cases that an earlier run left in the middle, and says what became of them. */
final class Unfinished {
  private Unfinished() {}

  static void report(Station station, Reply reply) throws StoreException, CaseException {
    for (Recovery.Recovered found : new Recovery(station.services()).run()) {
      reply.progress(
          reply
              .texts()
              .get(
                  "recovery." + found.outcome(),
                  found.row().id(),
                  Masks.numbers(found.row().documentName()),
                  Masks.numbers(found.row().output().toString())));
      found.failure().ifPresent(f -> reply.problem(org.penseal.app.problem.Problems.of(f)));
    }
  }
}
