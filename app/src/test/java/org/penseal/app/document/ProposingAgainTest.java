// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.document.place.FormPlaces;
import org.penseal.app.document.place.Proposal;
import org.penseal.app.guide.Waiting;
import org.penseal.app.leaf.LeafDocuments;
import org.penseal.app.workplace.CryptoProvider;

/** What was found for another kind of business, and arrives late, is not proposed. */
@Timeout(600)
class ProposingAgainTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  // What the pages' thread tells the screen, run by the test.
  private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
  private final DocumentModel model = new DocumentModel();

  /** A form is known by a digest with SM3, which Java has not by itself. */
  @BeforeAll
  static void register() {
    CryptoProvider.register();
  }

  private void told(Runnable task) {
    if (Thread.currentThread().getName().equals("pages")) {
      screen.add(task);
    }
  }

  private Runnable next() throws InterruptedException {
    Runnable task = screen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(task, "something is to be shown");
    return task;
  }

  private List<String> keywords() {
    return model.places().proposals().stream()
        .filter(each -> each.kind() == Proposal.Kind.KEYWORD)
        .map(Proposal::name)
        .toList();
  }

  @Test
  void proposalOfAnotherKindOfBusinessThatArrivesLateIsDropped() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("one.pdf"), 1, false);
    AtomicReference<List<String>> words = new AtomicReference<>(List.of("Signature"));
    DocumentFlow.Places places =
        new DocumentFlow.Places(folder, new FormPlaces(folder.resolve("places")), words::get);
    try (DocumentFlow flow =
        new DocumentFlow(
            model,
            places,
            (opened, word) -> List.of(),
            new Waiting((moment, tell) -> {}),
            this::told,
            e -> {})) {
      flow.open(file, null);
      while (keywords().isEmpty()) {
        next().run();
      }
      assertEquals(List.of("Signature"), keywords());
      flow.seekAgain();
      Runnable late = next(); // found, and not shown yet
      words.set(List.of("Loan"));
      flow.seekAgain();
      late.run();
      assertEquals(List.of(), keywords());
      while (keywords().isEmpty()) {
        next().run();
      }
      assertEquals(List.of("Loan"), keywords());
    }
  }
}
