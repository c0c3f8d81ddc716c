// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.util.List;

/**
 * What is chosen in the window.
 *
 * @param pad address of the pad
 * @param camera address of the camera; empty for none
 * @param reader address of the card reader; empty for none
 * @param demo whether all of it is simulated
 * @param busy whether a case has them
 * @param pads the pads that are attached
 */
public record Chosen(
    String pad, String camera, String reader, boolean demo, boolean busy, List<FoundDevice> pads) {
  /** Copies the list. */
  public Chosen {
    pads = List.copyOf(pads);
  }
}
