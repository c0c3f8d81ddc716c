// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.guide.Waiting;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.verify.VerifyModel;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Purpose;

/** What a user asks while files are verified; this thread is the screen's. */
class InspectFlowTest {
  private static final Path ROOT = Path.of("..", "testdata", "tlcp", "ca.crt");

  @TempDir Path folder;
  private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final InspectModel model = new InspectModel();
  private InspectFlow flow;

  @BeforeEach
  void begin() {
    CryptoProvider.register();
    VerifyFlow verification =
        new VerifyFlow(
            new VerifyModel(),
            new Held(),
            (verified, target, texts) -> {},
            new Waiting((moment, tell) -> {}),
            screen::add,
            this::unexpected);
    flow = new InspectFlow(model, verification, new NoDesk(), screen::add, this::unexpected);
  }

  @AfterEach
  void end() {
    go.countDown();
    flow.close();
  }

  private void unexpected(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Test
  void aQuestionAboutARootOutlivesTheVerificationOfTheFileThatIsShown() throws Exception {
    InspectedFile file = brought("one.pdf").getFirst();
    flow.askRoot(ROOT);
    until(() -> model.root().get() != null);
    go.countDown();
    until(() -> file.state().get() == InspectedFile.State.FAILED);
    assertNotNull(model.root().get(), "nobody answered it");
  }

  @Test
  void aQuestionAboutARootEndsWhenAnotherFileIsShown() throws Exception {
    List<InspectedFile> files = brought("one.pdf", "two.pdf");
    assertEquals(files.getFirst(), model.chosen().get());
    flow.askRoot(ROOT);
    until(() -> model.root().get() != null);
    model.chosen().set(files.getLast());
    assertNull(model.root().get());
  }

  @Test
  void aRootThatIsReadAfterSomebodyLeftIsNotAskedAbout() throws Exception {
    brought("one.pdf");
    flow.askRoot(ROOT);
    model.stopAsking();
    Runnable read = screen.poll(60, TimeUnit.SECONDS);
    assertNotNull(read, "the certificate was read");
    read.run();
    assertNull(model.root().get());
  }

  private List<InspectedFile> brought(String... names) throws Exception {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "%PDF-1.7");
    }
    flow.add(List.of(folder));
    until(() -> model.files().size() == names.length);
    return List.copyOf(model.files());
  }

  private void until(BooleanSupplier so) throws InterruptedException {
    while (!so.getAsBoolean()) {
      Runnable next = screen.poll(60, TimeUnit.SECONDS);
      assertNotNull(next, "nothing happens");
      next.run();
    }
  }

  /** Verifies nothing before it is told to. */
  private final class Held implements VerifyFlow.Verifier {
    @Override
    public Verification now(Optional<InkKeys> keys) throws SigningException {
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new DocumentException.NotPdf(folder, null);
    }

    @Override
    public Duration patience() {
      return Duration.ZERO;
    }
  }

  /** An office of another place: it trusts nobody and has no case. */
  private static final class NoDesk implements InspectDesk {
    @Override
    public void trust(Purpose purpose, X509Certificate root) {
      throw new AssertionError("nobody answered the question");
    }

    @Override
    public Optional<byte[]> manifest(String caseId) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> share(String caseId, X509Certificate escrow) {
      return Optional.empty();
    }
  }
}
