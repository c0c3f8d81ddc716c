// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.pad.Ink;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadPicture;
import org.penseal.pad.chip.Octets;

/**
 * What the capture on the pad gave.
 *
 * @param pad the pad
 * @param ink the attempt that was confirmed
 * @param discarded the attempts that were cleared, or cut off when the pad was unplugged, in order
 * @param picture what the pad showed when OK was pressed; empty for one that takes no pictures
 * @param challenge what the chip (or this program) was given when the case began
 * @param confirmedAt when OK was pressed, by this computer's clock
 */
public record CapturedInk(
    PadIdentity pad,
    Ink ink,
    List<Ink> discarded,
    Optional<PadPicture> picture,
    Octets challenge,
    Instant confirmedAt) {

  /** The same after attempts that a pad took with it when it was unplugged. */
  public CapturedInk after(List<Ink> earlier) {
    List<Ink> all = new ArrayList<>(earlier);
    all.addAll(discarded);
    return new CapturedInk(pad, ink, List.copyOf(all), picture, challenge, confirmedAt);
  }
}
