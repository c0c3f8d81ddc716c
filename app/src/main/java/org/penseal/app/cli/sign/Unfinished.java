// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.steps.InkSealing;
import org.penseal.app.signing.steps.Recovery;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Masks;
import org.penseal.app.workplace.Station;
import org.penseal.refusal.SigningException;

/**
 * Looks after what earlier runs left: cases in the middle, and ink that is not sealed; says what
 * became of it.
 */
final class Unfinished {
  private Unfinished() {}

  static void report(Station station, Reply reply)
      throws StoreException, CaseException, SigningException {
    for (Recovery.Recovered found : new Recovery(station.services()).run()) {
      reply.progress(
          reply
              .texts()
              .get(
                  "recovery." + found.outcome(),
                  found.row().id(),
                  Masks.numbers(found.row().documentName()),
                  Masks.numbers(found.row().output().toString())));
      found.failure().ifPresent(f -> reply.problem(Problems.of(f)));
    }
    InkSealing.Outcome ink = new InkSealing(station.services()).run();
    if (ink.sealed() > 0) {
      reply.progress(reply.texts().get("evidence.sealed", ink.sealed()));
    }
    ink.failure().ifPresent(f -> reply.problem(Problems.of(f)));
  }
}
