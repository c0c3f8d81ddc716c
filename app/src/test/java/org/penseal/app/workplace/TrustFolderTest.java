// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

@Slow
class TrustFolderTest {
  @TempDir static Path demo;
  private static TrustStore roots;

  @TempDir Path data;

  @BeforeAll
  static void demonstration() throws Exception {
    try (Station station = Station.open(Settings.in(demo))) {
      roots = station.demonstration().roots();
    }
  }

  private static X509Certificate root(Purpose purpose) {
    return roots.anchors(purpose).getFirst();
  }

  @Test
  void addedRootIsTrustedForItsPurposeAlone() throws Exception {
    TrustFolder.add(data, Purpose.SIGNER, root(Purpose.SIGNER));
    TrustFolder.add(data, Purpose.SIGNER, root(Purpose.SIGNER));
    TrustStore trusted = TrustFolder.of(data);
    assertEquals(1, trusted.anchors(Purpose.SIGNER).size(), "once");
    assertEquals(root(Purpose.SIGNER), trusted.anchors(Purpose.SIGNER).getFirst());
    assertEquals(0, trusted.anchors(Purpose.TSA).size());
    assertEquals(0, trusted.unreadable().size());
  }

  @Test
  void whatLayInAFlatFolderGoesOnServingWhatItServed() throws Exception {
    TrustFolder.add(demo.resolve("other"), Purpose.TSA, root(Purpose.TSA));
    Path flat = Files.createDirectories(data.resolve("trust"));
    try (var all = Files.list(demo.resolve("other/trust/tsa"))) {
      Files.copy(all.findFirst().orElseThrow(), flat.resolve("old.pem"));
    }
    TrustFolder.add(data, Purpose.ESCROW, root(Purpose.ESCROW));
    TrustStore trusted = TrustFolder.of(data);
    for (Purpose each : new Purpose[] {Purpose.SIGNER, Purpose.TSA, Purpose.DEVICE}) {
      assertEquals(root(Purpose.TSA), trusted.anchors(each).getFirst(), each.toString());
    }
    assertEquals(1, trusted.anchors(Purpose.ESCROW).size());
    assertEquals(0, trusted.anchors(Purpose.STATION).size());
  }

  private Path flat() throws Exception {
    TrustFolder.add(demo.resolve("flat"), Purpose.TSA, root(Purpose.TSA));
    Path flat = Files.createDirectories(data.resolve("trust"));
    try (var all = Files.list(demo.resolve("flat/trust/tsa"))) {
      Files.copy(all.findFirst().orElseThrow(), flat.resolve("old.pem"));
    }
    return flat;
  }

  @Test
  void whatIsDeletedAfterwardsIsTrustedNoMore() throws Exception {
    Path flat = flat();
    Files.createDirectories(flat.resolve("notes"));
    TrustFolder.add(data, Purpose.ESCROW, root(Purpose.ESCROW));
    assertFalse(Files.exists(flat.resolve("old.pem")), "moved, not copied");
    assertTrue(Files.isDirectory(flat.resolve("notes")), "what else was there stays");
    for (String each : List.of("signer", "tsa", "device")) {
      Files.delete(flat.resolve(each).resolve("old.pem"));
    }
    for (Purpose each : List.of(Purpose.SIGNER, Purpose.TSA, Purpose.DEVICE)) {
      assertEquals(List.of(), TrustFolder.of(data).anchors(each));
    }
    try (var all = Files.list(data)) {
      assertEquals(List.of(flat), all.toList(), "nothing is left beside it");
    }
  }

  @Test
  void whoBreaksOffLosesNothing() throws Exception {
    Path flat = flat();
    // Copies half made, by somebody who broke off.
    Files.createDirectories(data.resolve("trust.apart/signer"));
    Files.writeString(data.resolve("trust.apart/signer/half.pem"), "-----BEGIN");
    TrustFolder.add(data, Purpose.ESCROW, root(Purpose.ESCROW));
    assertEquals(1, TrustFolder.of(data).anchors(Purpose.SIGNER).size());
    assertEquals(0, TrustFolder.of(data).unreadable().size());
    // And between the two names.
    Files.move(flat, data.resolve("trust.apart"));
    Files.createDirectories(data.resolve("trust.flat"));
    Files.copy(
        data.resolve("trust.apart/tsa/old.pem"), data.resolve("trust.flat").resolve("old.pem"));
    assertEquals(root(Purpose.TSA), TrustFolder.of(data).anchors(Purpose.TSA).getFirst());
    TrustFolder.add(data, Purpose.ESCROW, root(Purpose.ESCROW));
    assertEquals(root(Purpose.TSA), TrustFolder.of(data).anchors(Purpose.TSA).getFirst());
    assertFalse(Files.exists(data.resolve("trust.flat")));
  }
}
