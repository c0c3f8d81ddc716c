// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.time.Instant;
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
 * @param discarded the attempts that were cleared, in order
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
    Instant confirmedAt) {}
