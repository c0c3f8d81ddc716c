// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.io.IOException;

/** A body that is another than was signed; goes through whoever reads it. */
public final class BodyAltered extends IOException {
  private static final long serialVersionUID = 1L;

  BodyAltered() {
    super("a body that does not fit its digest");
  }
}
