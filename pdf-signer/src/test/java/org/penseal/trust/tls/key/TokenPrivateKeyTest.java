// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.tlcp.Recorded;

/** A token that does not come back from a signature while others want one. */
@Tag("slow")
@Timeout(600)
class TokenPrivateKeyTest {
  private static final SigningKey.Way WAY = new SigningKey.Way(Suite.SM2_SM3, Suite.DEFAULT_SM2_ID);
  private static final byte[] MESSAGE = {1};

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private TokenPrivateKey key;

  /** Signs when it is let go. */
  private final class Stuck implements SigningKey {
    private final X509Certificate own;

    Stuck(X509Certificate own) {
      this.own = own;
    }

    @Override
    public List<X509Certificate> chain() {
      return List.of(own);
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
      held.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return toBeSigned;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void somebodyHoldsTheToken() throws Exception {
    key = TokenPrivateKey.of(new Stuck(Recorded.certificate("client-sign")));
    asks();
    held.await();
  }

  @AfterEach
  void ends() throws Exception {
    free.countDown();
    for (Thread each : threads) {
      each.join();
    }
  }

  private Thread asks() {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    key.sign(MESSAGE, WAY);
                    ends.add("signed");
                  } catch (CredentialException.KeyRefused e) {
                    ends.add(e.why.code());
                  } catch (SigningException e) {
                    ends.add(e.toString());
                  }
                });
    threads.add(thread);
    return thread;
  }

  private Thread waits() {
    Thread thread = asks();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertTrue(System.nanoTime() < end, "it waits without a time-out");
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void aFewWaitForSecondsAndWhoComesAfterThemIsRefusedAtOnce() throws Exception {
    for (int i = 0; i < 16; i++) {
      waits();
    }
    var refused = assertThrows(CredentialException.KeyRefused.class, () -> key.sign(MESSAGE, WAY));
    assertEquals(CredentialException.KeyRefused.Why.BUSY, refused.why);
    assertEquals(0, ends.size());
    for (int i = 0; i < 16; i++) {
      assertEquals("busy", ends.poll(60, TimeUnit.SECONDS));
    }
    free.countDown();
    assertEquals("signed", ends.poll(60, TimeUnit.SECONDS));
    assertArrayEquals(MESSAGE, key.sign(MESSAGE, WAY));
  }

  @Test
  void whoIsInterruptedWhileWaitingGivesUp() throws Exception {
    waits().interrupt();
    assertEquals("interrupted", ends.poll(60, TimeUnit.SECONDS));
  }
}
