// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;

class PadCatalogTest {
  private static final Path PADS = Path.of("src", "main", "resources", "pads");
  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(PADS)) {
      return all.filter(f -> f.toString().endsWith(".json"))
          .filter(f -> !f.endsWith("index.json") && !f.endsWith("pad.schema.json"))
          .toList();
    }
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(MAPPER.readTree(PADS.resolve("pad.schema.json").toFile()));
  }

  @Test
  void everyFileIsValidByTheSchema() throws Exception {
    Schema schema = schema();
    for (Path file : files()) {
      assertEquals(List.of(), schema.validate(MAPPER.readTree(file.toFile())), file.toString());
    }
    assertEquals(CATALOG.models().size(), files().size());
  }

  @Test
  void schemaAndReaderRefuseWhatIsNoPad() throws Exception {
    Schema schema = schema();
    ObjectNode good = (ObjectNode) MAPPER.readTree(PADS.resolve("stu-430v.json").toFile());
    for (String field : List.of("family", "tablet", "rates", "support", "reportedName")) {
      ObjectNode bad = good.deepCopy();
      bad.remove(field);
      assertFalse(schema.validate(bad).isEmpty(), field);
      assertThrows(IllegalStateException.class, () -> PadFile.read("stu-430v", bad), field);
    }
    ObjectNode slip = good.deepCopy().put("screnn", 1);
    assertFalse(schema.validate(slip).isEmpty());
    assertThrows(IllegalStateException.class, () -> PadFile.read("stu-430v", slip));
    ObjectNode nested = good.deepCopy();
    ((ObjectNode) nested.get("tablet")).put("maxx", 1);
    assertFalse(schema.validate(nested).isEmpty());
    assertThrows(IllegalStateException.class, () -> PadFile.read("stu-430v", nested));
    ObjectNode family = good.deepCopy().put("family", "nobody");
    assertFalse(schema.validate(family).isEmpty());
    assertThrows(IllegalStateException.class, () -> PadFile.read("stu-430v", family));
  }

  @Test
  void everyRemarkIsOnAFieldThatIsThere() throws Exception {
    for (PadEntry entry : CATALOG.entries()) {
      JsonNode json = MAPPER.readTree(PADS.resolve(entry.model().id() + ".json").toFile());
      for (PadEntry.Remark remark : entry.remarks()) {
        JsonNode at = json.at("/" + remark.field().replace('.', '/'));
        assertFalse(at.isMissingNode(), entry.model().id() + " " + remark.field());
      }
    }
  }

  @Test
  void everyLinkSaysByWhatItIsProvenAndNoDeviceIsClaimed() {
    for (PadEntry entry : CATALOG.entries()) {
      PadModel model = entry.model();
      assertEquals(model.hid().isPresent(), entry.proofs().containsKey("hid"), model.id());
      assertEquals(model.serial().isPresent(), entry.proofs().containsKey("serial"), model.id());
      assertFalse(entry.proofs().values().stream().anyMatch(p -> p.contains("device")), model.id());
    }
  }

  @Test
  void noTwoModelsClaimTheSameDevice() {
    Set<Object> seen = new HashSet<>();
    for (PadModel model : CATALOG.models()) {
      assertTrue(seen.add(model.id()));
      assertTrue(seen.add(model.reportedName()), model.id());
      model
          .usb()
          .ifPresent(
              usb -> {
                assertTrue(seen.add(usb), model.id());
                assertEquals(
                    model, CATALOG.byUsbIds(usb.vendorId(), usb.productId()).orElseThrow());
              });
      if (model.usb().isEmpty()) {
        model.hid().ifPresent(hid -> assertTrue(seen.add(hid), model.id()));
      }
      if (model.family() == PadModel.Family.STU) {
        assertEquals(model, CATALOG.byReportedName(model.reportedName()).orElseThrow());
      }
    }
  }

  @Test
  void hidInterfaceIsChosenByItsUsagePage() {
    assertEquals("stu-540", CATALOG.byHid(0x056A, 0x00A8, 0xFF00, 1).orElseThrow().id());
    assertEquals("stu-540", CATALOG.byHid(0x056A, 0x00A8, 0, 0).orElseThrow().id());
    assertTrue(CATALOG.byHid(0x056A, 0x00A8, 0x0001, 2).isEmpty(), "its mouse is no pad");
    assertEquals("hid-digitizer", CATALOG.byHid(0x1234, 1, 0x0D, 2).orElseThrow().id());
    assertTrue(CATALOG.byHid(0x1234, 1, 0x0D, 4).isEmpty(), "a touch screen is no pad");
    assertTrue(CATALOG.byHid(0x1234, 1, 0x01, 6).isEmpty(), "a keyboard is no pad");
  }

  @Test
  void numbersOfAModelFitTogether() {
    for (PadModel model : CATALOG.models()) {
      Ink.Space space = model.space();
      assertTrue(space.widthMm() > 40 && space.widthMm() < 250, model.id());
      assertTrue(space.heightMm() > 20 && space.heightMm() < 400, model.id());
      if (model.confirm() == PadModel.Confirm.SCREEN) {
        double unitsPerPixelX = (double) model.maxX() / model.screenWidthPx();
        double unitsPerPixelY = (double) model.maxY() / model.screenHeightPx();
        assertEquals(unitsPerPixelX, unitsPerPixelY, 0.07 * unitsPerPixelX, model.id());
      }
      assertNotNull(model.layout());
    }
  }

  @Test
  void unitsOfADeviceThatDiffersInItsDirectionsBecomeOne() {
    PadModel.Tablet tablet = CATALOG.byId("hanvon-esp370u").orElseThrow().tablet();
    assertEquals(tablet.maxX(), tablet.x(0x1800));
    assertEquals(tablet.maxY(), tablet.y(0x2000));
    for (int raw = 0; raw <= 0x1800; raw++) {
      assertEquals(raw, tablet.rawX(tablet.x(raw)), "nothing is lost");
    }
  }

  @Test
  void areasOfEveryLayoutLieApartOnTheScreen() {
    for (PadModel model : CATALOG.models()) {
      if (model.confirm() != PadModel.Confirm.SCREEN) {
        assertFalse(model.layout().buttons(), model.id());
        continue;
      }
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
      // A button is at least 8 mm high, so that a person hits it; the STU-300 is 25 mm in all.
      double unitsPerPixel = (double) model.maxY() / model.screenHeightPx();
      double heightMm = layout.area(PadButton.OK).height() * unitsPerPixel / model.unitsPerMm();
      assertTrue(heightMm > (model.id().equals("stu-300") ? 4 : 8), "button: " + heightMm);
    }
  }

  @Test
  void onlyTheReferencePadHasAChip() {
    assertEquals(
        List.of("penseal-ref"),
        CATALOG.models().stream().filter(PadModel::chip).map(PadModel::id).toList());
    assertTrue(CATALOG.byId("no-such-pad").isEmpty());
  }
}
