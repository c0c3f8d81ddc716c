// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
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
}
