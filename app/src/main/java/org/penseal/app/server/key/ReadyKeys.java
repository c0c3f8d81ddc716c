// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * Opened keys of one file that wait for the next call: opening one, and its first signature, cost
 * as much as the signature itself. Each is lent to one caller at a time. Safe for several threads.
 */
final class ReadyKeys {
  private static final int MOST = 16;

  private final ConcurrentLinkedQueue<SigningKey.Streaming> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  /** One of them, or a new one; closing it gives it back. */
  SigningKey.Streaming lend(KeyPlace place) throws SigningException {
    SigningKey.Streaming found = waiting.poll();
    if (found == null) {
      return new Lent(place.open());
    }
    count.decrementAndGet();
    return new Lent(found);
  }

  private void giveBack(SigningKey.Streaming key) {
    if (closed || count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      key.close();
      return;
    }
    waiting.add(key);
    if (closed) {
      close();
    }
  }

  /** Closes those that wait; the others are closed when they come back. */
  void close() {
    closed = true;
    for (SigningKey.Streaming each = waiting.poll(); each != null; each = waiting.poll()) {
      each.close();
    }
  }

  private final class Lent implements SigningKey.Streaming {
    private final SigningKey.Streaming key;
    private boolean failed;
    private boolean returned;

    private Lent(SigningKey.Streaming key) {
      this.key = key;
    }

    @Override
    public List<X509Certificate> chain() {
      return key.chain();
    }

    @Override
    public Suite suite() throws SigningException {
      return key.suite();
    }

    @Override
    public String sm2Id() {
      return key.sm2Id();
    }

    @Override
    public byte[] sign(byte[] toBeSigned) throws SigningException {
      requireLent();
      failed = true;
      byte[] value = key.sign(toBeSigned);
      failed = false;
      return value;
    }

    private void requireLent() {
      if (returned) {
        throw new IllegalStateException("given back already");
      }
    }

    @Override
    public byte[] sign(InputStream toBeSigned) throws SigningException, IOException {
      requireLent();
      failed = true;
      byte[] value = key.sign(toBeSigned);
      failed = false;
      return value;
    }

    @Override
    public void close() {
      if (returned) {
        return;
      }
      returned = true;
      if (failed) {
        key.close();
      } else {
        giveBack(key);
      }
    }
  }
}
