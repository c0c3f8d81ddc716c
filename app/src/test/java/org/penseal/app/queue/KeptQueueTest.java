// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.text.Texts;

/** What is there again of a queue when the window opens the next time. */
class KeptQueueTest {
  @TempDir Path folder;

  private final QueueModel queue = new QueueModel();
  private final SimpleBooleanProperty running = new SimpleBooleanProperty();
  private Path file = Path.of("");
  private Path a = Path.of("");
  private Path b = Path.of("");
  private Path c = Path.of("");

  @BeforeEach
  void files() throws IOException {
    file = folder.resolve("queue.json");
    a = Files.writeString(folder.resolve("a.pdf"), "a");
    b = Files.writeString(folder.resolve("b 张伟 11010119900101123X.pdf"), "b");
    c = Files.writeString(folder.resolve("c.pdf"), "c");
  }

  private interface Work {
    void with(KeptQueue kept) throws IOException;
  }

  private void during(Work work) throws IOException {
    try (KeptQueue kept = new KeptQueue(file)) {
      kept.load();
      kept.follow(queue, running);
      work.with(kept);
    }
  }

  private KeptQueue.Found found() throws IOException {
    try (KeptQueue kept = new KeptQueue(file)) {
      return kept.load();
    }
  }

  private static List<Batch> one(Path... files) {
    return List.of(new Batch("", List.of(files)));
  }

  private List<Path> there() throws IOException {
    return found().queues().stream().flatMap(each -> each.files().stream()).toList();
  }

  @Test
  void filesOfTwoCustomersThatWereLeftAreTwoQueuesAgain() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a));
          queue.business().set("K-1");
        });
    queue.clear();
    List<Batch> left = found().queues();
    during(
        kept -> {
          queue.takeUp(left);
          assertEquals("K-1", queue.business().get());
          assertTrue(queue.bring(List.of(b, c)));
          assertEquals(List.of(b, c), queue.files().stream().map(QueuedFile::file).toList());
          assertEquals("", queue.business().get());
          queue.take();
          queue.business().set("K-2");
        });
    List<Batch> apart = List.of(new Batch("K-2", List.of(b, c)), new Batch("K-1", List.of(a)));
    KeptQueue.Found found = found();
    assertEquals(new KeptQueue.Found(apart, List.of(), List.of(), List.of()), found);
    String words = KeptWords.of(found, Texts.of("en"));
    assertTrue(words.contains("K-2. One file of another queue waits behind it: a.pdf."), words);
    assertTrue(words.endsWith("K-1."), words);
  }

  @Test
  void aQueueOfAnotherBusinessFollowsWithItsOwnNumberAndOpensNothing() {
    queue.takeUp(List.of(new Batch("K-1", List.of(a)), new Batch("K-2", List.of(b))));
    queue.take();
    queue.signed(folder.resolve("a-signed.pdf"));
    queue.clear();
    assertEquals("K-2", queue.business().get());
    assertEquals(List.of(b), queue.files().stream().map(QueuedFile::file).toList());
    assertTrue(queue.open().isEmpty());
    assertFalse(queue.goesOn(), "only when somebody says so");
    queue.clearIfDone();
    assertEquals(1, queue.waiting());
    queue.take();
    queue.clearIfDone();
    assertFalse(queue.active().get());
  }

  @Test
  void filesThatAreBroughtWhileSomebodyWorksOnAQueueJoinIt() {
    queue.takeUp(List.of(new Batch("K-1", List.of(a))));
    assertFalse(queue.bring(List.of(a)));
    queue.take();
    assertFalse(queue.bring(List.of(b)));
    assertEquals(2, queue.files().size());
  }

  @Test
  void aFileOfAnOlderVersionIsOneQueueWithoutANumber() throws IOException {
    Files.writeString(
        file,
        "[{\"path\":\"%s\",\"length\":1,\"changed\":%d,\"begun\":false}]"
            .formatted(a, Files.getLastModifiedTime(a).toMillis()));
    assertEquals(new KeptQueue.Found(one(a), List.of(), List.of(), List.of()), found());
  }

  @Test
  void whatWaitsAndWhatIsOpenIsThereAgainInItsOrder() throws IOException {
    during(
        kept -> {
          queue.add(List.of(c, a, b));
          queue.take();
        });
    assertEquals(new KeptQueue.Found(one(c, a, b), List.of(), List.of(), List.of()), found());
    String written = Files.readString(file);
    assertTrue(written.contains("\"begun\":false"), written);
  }

  @Test
  void whatWasSignedOrPassedOverIsNotThereAgain() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a, b, c));
          queue.take();
          queue.signed(folder.resolve("a-signed.pdf"));
          queue.take();
          queue.leave();
        });
    assertEquals(List.of(c), there());
  }

  @Test
  void aFileWhoseCaseRanIsToldAndDoesNotComeBack() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a, b));
          queue.take();
          running.set(true);
        });
    assertEquals(new KeptQueue.Found(one(b), List.of(), List.of(), List.of(a)), found());
  }

  @Test
  void aCaseThatWasCancelledLeavesItsFileInTheQueue() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a, b));
          queue.take();
          running.set(true);
          running.set(false);
        });
    assertEquals(List.of(a, b), there());
  }

  @Test
  void aFileThatWaitsForAFurtherSignerIsNotKept() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a));
          queue.nextSigner(b, 1, Map.of());
        });
    assertEquals(List.of(a), there());
  }

  @Test
  void whatIsGoneOrChangedIsToldWithoutNumbersOfPersons() throws IOException {
    during(kept -> queue.add(List.of(a, b, c)));
    Files.delete(a);
    Files.writeString(b, "another");
    KeptQueue.Found found = found();
    assertEquals(new KeptQueue.Found(one(b, c), List.of(b), List.of(a), List.of()), found);
    String words = KeptWords.of(found, Texts.of("en"));
    assertTrue(words.startsWith("2 files"), words);
    assertTrue(words.contains("a.pdf"), words);
    assertFalse(words.contains("11010119900101123X"), words);
    assertFalse(words.contains("c.pdf"), words);
  }

  /** The queue of a folder is that of the window that was there first. */
  @Test
  void aSecondWindowFindsNothingAndKeepsNothing() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a, b));
          try (KeptQueue second = new KeptQueue(file)) {
            assertEquals(KeptQueue.Found.NOTHING, second.load());
            second.follow(new QueueModel(), running);
          }
        });
    assertEquals(List.of(a, b), there());
  }

  /** Killed between the signature and the next file. */
  @Test
  void whatIsSignedNeverWaitsAgain() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a, b));
          queue.take();
          running.set(true);
          assertEquals(a, queue.signed(folder.resolve("a-signed.pdf")).orElseThrow().file());
          running.set(false);
        });
    assertEquals(new KeptQueue.Found(one(b), List.of(), List.of(), List.of()), found());
  }

  @Test
  void aQueueAtItsEndLeavesNoFile() throws IOException {
    during(
        kept -> {
          queue.add(List.of(a, b));
          queue.clear();
        });
    assertFalse(Files.exists(file));
    assertEquals(KeptQueue.Found.NOTHING, found());
    assertEquals("", KeptWords.of(found(), Texts.of("zh")));
  }

  @Test
  void whatIsNoQueueIsAnError() throws IOException {
    for (String damaged :
        List.of("", "{", "[null]", "[{\"length\":1}]", "{\"path\":\"a\"}", "null")) {
      Files.writeString(file, damaged);
      assertThrows(IOException.class, this::found, damaged);
      assertEquals(damaged, Files.readString(folder.resolve("queue.json.unreadable")));
    }
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws IOException {
    Files.writeString(file, "[]" + " ".repeat(1 << 20));
    assertThrows(IOException.class, this::found);
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    during(kept -> queue.add(List.of(a)));
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals(
          "rw-------",
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(file)));
    }
  }
}
