// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadModel;

/** The files that are made of the catalogue. With {@code -Dpad.papers=write} it writes them. */
class PadPapersTest {
  private static final Path PADS = Path.of("src", "main", "resources", "pads");
  private static final Path RULES = Path.of("..", "installer", "udev", "70-penseal-pads.rules");
  private static final Path TABLE = Path.of("..", "docs", "PADS.md");
  private static final String HOW =
      " is stale; run: mvn -pl pad-driver -am test -Dtest=PadPapersTest -Dpad.papers=write"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static void check(Path file, String wanted) throws IOException {
    if ("write".equals(System.getProperty("pad.papers"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, wanted);
    }
    assertTrue(Files.exists(file), file + HOW);
    assertEquals(wanted, Files.readString(file), file + HOW);
  }

  private static PadPapers papers() {
    return new PadPapers(PadCatalog.load().entries());
  }

  @Test
  void indexNamesEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(PADS)) {
      List<String> ids =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(".json") && !n.equals("index.json") && !n.contains("schema"))
              .map(n -> n.substring(0, n.length() - ".json".length()))
              .toList();
      check(PADS.resolve("index.json"), PadPapers.index(ids));
    }
  }

  @Test
  void udevRulesAreThoseOfTheCatalogue() throws IOException {
    check(RULES, papers().udevRules());
  }

  @Test
  void tableOfPadsIsThatOfTheCatalogue() throws IOException {
    check(TABLE, papers().table());
  }

  @Test
  void everyModelWithIdsHasARuleForTheNodeThatIsOpened() {
    String rules = papers().udevRules();
    for (PadModel model : PadCatalog.load().models()) {
      model
          .usb()
          .ifPresent(
              usb ->
                  assertTrue(
                      rules.contains(
                          "KERNEL==\"hidraw*\", SUBSYSTEM==\"hidraw\", ATTRS{idVendor}==\"%04x\","
                                  .formatted(usb.vendorId())
                              + " ATTRS{idProduct}==\"%04x\"".formatted(usb.productId())),
                      model.id()));
      assertEquals(
          model.serial().isPresent(), String.join("", PadPapers.rules(model)).contains("tty"));
    }
    assertTrue(
        rules.lines().filter(l -> l.startsWith("KERNEL")).allMatch(l -> l.endsWith("uaccess\"")));
  }
}
