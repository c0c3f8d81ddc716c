// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;

/** The bytes of a file. */
public interface Source {
  /** The number of bytes. */
  long length() throws IOException;

  /** Bytes from an offset; fewer at the end. */
  byte[] at(long offset, int count) throws IOException;
}
