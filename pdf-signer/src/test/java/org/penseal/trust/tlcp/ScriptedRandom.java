// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.Serial;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives what a test says, in its order. */
@SuppressWarnings("serial") // never written
final class ScriptedRandom extends SecureRandom {
  @Serial private static final long serialVersionUID = 1L;

  private final Deque<byte[]> script;

  ScriptedRandom(List<byte[]> script) {
    this.script = new ArrayDeque<>(script);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] next = script.removeFirst();
    if (next.length != bytes.length) {
      throw new IllegalStateException(bytes.length + " bytes asked for, not " + next.length);
    }
    System.arraycopy(next, 0, bytes, 0, bytes.length);
  }
}
