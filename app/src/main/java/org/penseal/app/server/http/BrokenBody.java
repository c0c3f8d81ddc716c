// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.IOException;

/**
 * A body that ends before its end, or whose chunks cannot be read (RFC 9112, section 8); goes
 * through whoever reads it.
 */
public final class BrokenBody extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenBody(IOException cause) {
    super("a body that breaks off", cause);
  }
}
