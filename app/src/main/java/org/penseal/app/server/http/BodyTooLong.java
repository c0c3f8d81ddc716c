// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.IOException;

/** A body that is longer than the bound; goes through whoever reads it. */
public final class BodyTooLong extends IOException {
  private static final long serialVersionUID = 1L;

  private final long most;

  BodyTooLong(long most) {
    super("a body of more than " + most + " bytes");
    this.most = most;
  }

  /** The bound, bytes. */
  public long most() {
    return most;
  }
}
