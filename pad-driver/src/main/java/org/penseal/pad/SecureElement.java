// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.time.Duration;
import java.util.Optional;

/**
 * The pad's chip as a card: one command APDU in, one response APDU out (ISO/IEC 7816-4), as
 * SKF_Transmit of GM/T 0016 has it.
 *
 * <p>Thread: any, one command at a time; a second one waits. Lives as long as its {@link Pad}.
 */
@FunctionalInterface
public interface SecureElement {

  /**
   * Sends a command and waits for the answer.
   *
   * @param apdu command in short or extended form, at most 7609 bytes (CTAPHID's limit)
   * @return response data followed by the two status bytes, never shorter than 2
   * @throws PadException.TimedOut when the chip neither answers nor says that it is still busy
   * @throws PadException.Gone when the pad was unplugged
   * @throws PadException.ChipRefused when the chip refuses the packet itself
   */
  byte[] transmit(byte[] apdu) throws PadException;

  /**
   * The packets below the commands, for those who test the transport itself; empty when it has
   * none. Not to be used while another thread transmits.
   */
  default Optional<Packets> packets() {
    return Optional.empty();
  }

  /** Packets of 64 bytes as they are (CTAPHID). */
  interface Packets {
    /** Sends one. */
    void send(byte[] packet) throws PadException;

    /** The next one from the chip; empty when none came in time. */
    Optional<byte[]> receive(Duration timeout) throws PadException;
  }
}
