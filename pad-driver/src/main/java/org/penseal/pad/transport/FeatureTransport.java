// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.transport;

import org.penseal.pad.PadException;

/** A HID device: besides input reports it has feature reports, answered at once (HID 1.11, 7.2). */
public interface FeatureTransport extends Transport {

  /** The report descriptor (HID 1.11, 6.2.2); empty when the system does not give it. */
  byte[] reportDescriptor();

  /**
   * Reads a feature report.
   *
   * @param id report id, 1..255
   * @param length length with the id
   * @return the report, id first, as long as the device answered, at most {@code length} bytes
   * @throws PadException.Gone when the device does not answer, which no system tells apart from an
   *     unplugged one
   */
  byte[] getFeature(int id, int length) throws PadException;

  /** Writes a feature report, id first, padded by the caller to the length of the descriptor. */
  void setFeature(byte[] report) throws PadException;
}
