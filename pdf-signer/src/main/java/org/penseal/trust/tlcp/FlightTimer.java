// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;

/** Bounds how long the peer may take for a whole flight of messages, however he cuts it. */
interface FlightTimer {
  /** For streams that cannot be late. */
  FlightTimer NONE = () -> {};

  /** The peer's turn begins. */
  void begin() throws IOException;
}
