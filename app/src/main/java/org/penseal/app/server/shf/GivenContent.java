// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * What an operation works on; whoever has opened it closes it.
 *
 * @param in read once
 * @param length in bytes
 */
record GivenContent(InputStream in, long length) {
  static GivenContent of(byte[] bytes) {
    return new GivenContent(new ByteArrayInputStream(bytes), bytes.length);
  }
}
