// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;

class PadCatalogTest {
  private static final PadCatalog CATALOG = PadCatalog.load();

  @Test
  void indexNamesEveryFile() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/pads"))) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString().replace(".json", ""))
              .filter(n -> !n.equals("index"))
              .sorted()
              .toList();
      assertEquals(names, CATALOG.models().stream().map(PadModel::id).sorted().toList());
    }
  }

  @Test
  void noTwoModelsClaimTheSameDevice() {
    Set<Object> seen = new HashSet<>();
    for (PadModel model : CATALOG.models()) {
      assertTrue(seen.add(model.reportedName()), model.id());
      assertTrue(seen.add(List.of(model.vendorId(), model.productId())), model.id());
      assertEquals(model, CATALOG.byReportedName(model.reportedName()).orElseThrow());
      assertEquals(model, CATALOG.byUsbIds(model.vendorId(), model.productId()).orElseThrow());
    }
  }

  @Test
  void numbersOfAModelFitTogether() {
    for (PadModel model : CATALOG.models()) {
      double unitsPerPixelX = (double) model.maxX() / model.screenWidthPx();
      double unitsPerPixelY = (double) model.maxY() / model.screenHeightPx();
      assertEquals(unitsPerPixelX, unitsPerPixelY, 0.05 * unitsPerPixelX, model.id());
      assertTrue(model.rateHz() == 150 || model.rateHz() == 200, model.id());
    }
  }

  @Test
  void areasOfEveryLayoutLieApartOnTheScreen() {
    for (PadModel model : CATALOG.models()) {
      PadLayout layout = model.layout();
      List<PadLayout.Area> areas =
          List.of(layout.text(), layout.ink(), layout.clear(), layout.cancel(), layout.ok());
      for (PadLayout.Area a : areas) {
        assertTrue(a.right() < model.screenWidthPx() && a.bottom() < model.screenHeightPx());
        for (PadLayout.Area b : areas) {
          boolean apart =
              a.right() < b.left()
                  || b.right() < a.left()
                  || a.bottom() < b.top()
                  || b.bottom() < a.top();
          assertTrue(a.equals(b) || apart, model.id() + " " + a + " " + b);
        }
      }
      // A button is at least 8 mm high, so that a person hits it.
      double unitsPerPixel = (double) model.maxY() / model.screenHeightPx();
      double heightMm = layout.area(PadButton.OK).height() * unitsPerPixel / model.unitsPerMm();
      assertTrue(heightMm > 8, "height of a button: " + heightMm);
    }
  }

  @Test
  void onlyTheReferencePadHasAChip() {
    assertTrue(CATALOG.byId("penseal-ref").orElseThrow().chip());
    assertFalse(CATALOG.byId("stu-430v").orElseThrow().chip());
    assertTrue(CATALOG.byId("no-such-pad").isEmpty());
  }
}
