// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penseal.app.screen.ShownPage;
import org.penseal.pad.Ink;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.chip.ByteString;

/**
 * What the capture on the pad gave.
 *
 * @param pad the pad
 * @param ink the attempt that was confirmed
 * @param interrupted what was written in captures that a pad took with it when it was unplugged, in
 *     order; a chip knows nothing of them any more
 * @param cleared the attempts that were cleared in the capture that was confirmed, in order
 * @param page what the pad showed when OK was pressed; empty for one that takes no pictures
 * @param leafed the pages that were leafed through on the pad before, in order; empty if none were
 *     offered there
 * @param challenge what the chip (or this program) was given when the case began
 * @param confirmedAt when OK was pressed, by this computer's clock
 */
public record CapturedInk(
    PadIdentity pad,
    Ink ink,
    List<Ink> interrupted,
    List<Ink> cleared,
    Optional<ShownPage> page,
    Optional<List<Integer>> leafed,
    ByteString challenge,
    Instant confirmedAt) {

  /** Every attempt that does not count, in order. */
  public List<Ink> discarded() {
    return Stream.concat(interrupted.stream(), cleared.stream()).toList();
  }

  /** The same after attempts that a pad took with it when it was unplugged. */
  public CapturedInk after(List<Ink> earlier) {
    List<Ink> all = Stream.concat(earlier.stream(), interrupted.stream()).toList();
    return new CapturedInk(pad, ink, all, cleared, page, leafed, challenge, confirmedAt);
  }

  /** The same after pages that were leafed through. */
  public CapturedInk leafed(Optional<List<Integer>> pages) {
    return new CapturedInk(pad, ink, interrupted, cleared, page, pages, challenge, confirmedAt);
  }
}
