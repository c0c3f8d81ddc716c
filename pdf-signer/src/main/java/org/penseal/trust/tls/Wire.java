// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;

/** Puts a protocol that the JDK does not have between HTTP and a connected socket. */
interface Wire {
  /**
   * Shakes hands.
   *
   * @param connected to the service; the caller closes it
   * @param host name or address as the caller knows it; the certificate must be for it
   * @return a socket whose streams are protected; closing it closes the other
   * @throws IOException with a {@link ServerRefused} as a cause if the certificate is not believed
   */
  Socket wrap(Socket connected, String host) throws IOException;

  /**
   * Whether reading fails where the connection ends and the peer has not said so: then an answer
   * without a length cannot be cut short unseen.
   */
  default boolean tellsCuts() {
    return true;
  }
}
