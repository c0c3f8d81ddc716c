// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.identity.IdentityMode;

class QueueModelTest {
  private static final Path A = Path.of("a.pdf");
  private static final Path B = Path.of("b.pdf");
  private static final Path C = Path.of("c.pdf");

  private final QueueModel queue = new QueueModel();

  @Test
  void filesComeInTheirOrderAndEachOnce() {
    queue.add(List.of(A, B));
    queue.add(List.of(B, C));
    assertEquals(List.of("a.pdf", "b.pdf", "c.pdf"), queue.waitingNames());
    assertEquals(1, queue.number());
    assertEquals(A, queue.take().orElseThrow().file());
    queue.signed(Path.of("a-signed.pdf"));
    assertEquals(2, queue.number());
    assertEquals(B, queue.take().orElseThrow().file());
    // The second one is left unsigned when the third is taken.
    assertEquals(C, queue.take().orElseThrow().file());
    assertEquals(3, queue.number());
    assertEquals(Optional.empty(), queue.take());
    assertEquals(0, queue.number());
    assertEquals(1, queue.count(QueuedFile.State.SIGNED));
    assertEquals(2, queue.count(QueuedFile.State.NOT_SIGNED));
  }

  @Test
  void theNextSignerComesBeforeTheNextFile() {
    queue.add(List.of(A, B));
    queue.take();
    Path output = Path.of("a-signed.pdf");
    queue.signed(output);
    queue.nextSigner(output, 1, Map.of());
    assertEquals(output, queue.take().orElseThrow().file());
    assertEquals(List.of("b.pdf"), queue.waitingNames());
  }

  @Test
  void nothingIsLeftAfterTheQueueIsCleared() {
    queue.add(List.of(A));
    queue.business().set("B-1");
    assertTrue(queue.active().get());
    queue.clear();
    assertFalse(queue.active().get());
    assertEquals("", queue.business().get());
  }

  private static BatchBinding binding(boolean demo, List<String> devices, String issuer) {
    return new BatchBinding(
        "kind",
        IdentityMode.PHONE,
        demo,
        devices,
        issuer.isEmpty() ? Optional.empty() : Optional.of(issuer));
  }

  @Test
  void whatChangedBetweenTwoFilesIsNamed() {
    BatchBinding before = binding(false, List.of("hid:"), "CN=CA");
    assertEquals(List.of(), binding(false, List.of("hid:"), "CN=CA").changed(before));
    assertEquals(
        List.of(BatchBinding.Part.PAD, BatchBinding.Part.ISSUER),
        binding(false, List.of("sim:"), "CN=Other").changed(before));
    assertEquals(
        List.of(BatchBinding.Part.DEVICES), binding(true, List.of(), "CN=CA").changed(before));
  }

  @Test
  void anIssuerThatIsNotKnownYetIsNoChangeAndIsNotForgotten() {
    BatchBinding before = binding(false, List.of("hid:"), "CN=CA");
    BatchBinding unknown = binding(false, List.of("hid:"), "");
    assertEquals(List.of(), unknown.changed(before));
    assertEquals(before, unknown.issuedAs(before));
  }
}
