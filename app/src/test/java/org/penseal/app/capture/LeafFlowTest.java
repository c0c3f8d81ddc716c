// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Slow;
import org.penseal.app.capture.LeafFlow.What;
import org.penseal.app.leaf.LeafDocuments;
import org.penseal.app.leaf.LeafProgress;
import org.penseal.app.leaf.LeafSheet;
import org.penseal.app.leaf.Leaves;
import org.penseal.app.leaf.PdfLeaves;
import org.penseal.app.leaf.WordLeaves;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.Pixels;
import org.penseal.app.text.Texts;
import org.penseal.pad.Awaited;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Tap;
import org.penseal.pdf.page.DemoReport;
import org.penseal.pdf.page.KeywordSearch;
import org.penseal.pdf.page.PdfPages;

/** Pages on the screens of simulated pads, over a pseudo terminal and over HID in memory. */
@Slow
@Timeout(600)
class LeafFlowTest {
  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<PadPicture> arrived = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private static PadModel model(String id) {
    return CATALOG.byId(id).orElseThrow();
  }

  /** A pad on which somebody presses these buttons, one after the other. */
  private record Rig(PadSimulator simulator, Pad pad) implements AutoCloseable {
    static Rig of(String id, String link, List<SimulatedCustomer.Step> steps) throws Exception {
      PadSimulator.Setup setup =
          new PadSimulator.Setup(
              model(id), "PS00000001", Optional.empty(), new SimulatedCustomer(steps), 20);
      PadSimulator simulator =
          link.equals("line") ? PadSimulator.start(setup) : PadSimulator.inMemory(setup);
      PadDriver driver = new PadDriver(CATALOG, new Random(1));
      return new Rig(
          simulator,
          link.equals("line")
              ? driver.open(simulator.uri())
              : driver.openHid(simulator.openHid(), model(id)));
    }

    @Override
    public void close() {
      pad.close();
      simulator.close();
    }
  }

  private static LeafLayout layout(String id) {
    return LeafLayout.of(model(id).layout());
  }

  private InkWatcher watching(Rig rig) {
    return new InkWatcher() {
      @Override
      public void shown(PadPicture picture) {
        assertEquals(picture, rig.simulator.picture(), "the mirror shows what the pad shows");
        arrived.add(rig.simulator.picture());
      }

      @Override
      public void leafing(What what, int page, int pages, boolean drawn) {
        told.add(page + "/" + pages + (drawn ? "" : " undrawn"));
      }
    };
  }

  // The last but one page is looked at before the pen comes down.
  private static InkWatcher seeing(InkWatcher watcher) {
    return new InkWatcher() {
      @Override
      public void shown(PadPicture picture) {
        watcher.shown(picture);
      }

      @Override
      public void leafing(What what, int page, int pages, boolean drawn) {
        watcher.leafing(what, page, pages, drawn);
        if (page == pages - 1) {
          LockSupport.parkNanos(800_000_000);
        }
      }
    };
  }

  private static boolean leaf(Rig rig, Leaves leaves, LeafProgress at, InkWatcher watcher)
      throws Exception {
    return leaf(rig, leaves, at, watcher, "zh");
  }

  private static boolean leaf(
      Rig rig, Leaves leaves, LeafProgress at, InkWatcher watcher, String language)
      throws Exception {
    return new LeafFlow(rig.pad, Clock.systemUTC(), Texts.of(language), What.DOCUMENT)
        .run(leaves, at, watcher, LONG);
  }

  // The word as the page is drawn, in black and white.
  private static Pixels word(Path file, int page, String word, double scale) throws Exception {
    try (PdfPages pages = PdfPages.open(file, null)) {
      KeywordSearch.Hit hit = pages.find(word, page).getFirst();
      BufferedImage image = pages.scaled(page, scale);
      int left = (int) Math.floor(hit.x() * scale);
      int top = (int) Math.floor((pages.size(page).height() - hit.y() - hit.height()) * scale);
      int width = (int) Math.ceil(hit.width() * scale);
      int height = (int) Math.ceil(hit.height() * scale);
      int[] rgb = image.getRGB(left, top, width, height, null, 0, width);
      return new Pixels(width, height, rgb).oneBit();
    }
  }

  // Its edge is another's neighbour there, and left out.
  private static boolean isIn(Pixels word, PadPicture picture) {
    for (int y = 0; y + word.height() <= picture.height(); y++) {
      for (int x = 0; x + word.width() <= picture.width(); x++) {
        if (isAt(word, picture, x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAt(Pixels word, PadPicture picture, int left, int top) {
    for (int y = 1; y < word.height() - 1; y++) {
      for (int x = 1; x < word.width() - 1; x++) {
        if (word.rgb(x, y) != picture.rgb(left + x, top + y)) {
          return false;
        }
      }
    }
    return true;
  }

  private static int ink(Pixels pixels) {
    int ink = 0;
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        ink += pixels.rgb(x, y) == 0 ? 1 : 0;
      }
    }
    return ink;
  }

  @ParameterizedTest
  @CsvSource({
    "stu-430,  hid,  1.25",
    "stu-430v, line, 1.25",
    "stu-520a, hid,  1.6",
    "stu-530,  hid,  1.6",
    "stu-540,  hid,  1.6",
    "stu-540,  line, 1.6"
  })
  void wordsOfThePageArriveOnThePad(String id, String link, double scale) throws Exception {
    Path english = LeafDocuments.text(folder.resolve("en.pdf"), 1, false);
    Path chinese = folder.resolve("zh.pdf");
    DemoReport.write(chinese);
    assertArrives(id, link, english, scale, List.of("Loan", "Clause 20", "Signature"));
    assertArrives(id, link, chinese, scale, List.of("招标编号", "示例市政务服务数据管理局"));
  }

  private void assertArrives(String id, String link, Path file, double scale, List<String> words)
      throws Exception {
    arrived.clear();
    LeafLayout layout = layout(id);
    LeafProgress at = new LeafProgress();
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, Texts.of("zh"))) {
      int parts = leaves.sheet(1).parts().size();
      List<SimulatedCustomer.Step> steps = new ArrayList<>();
      for (int i = 1; i < parts; i++) {
        steps.add(new Tap(layout.forward()));
      }
      steps.add(new Tap(layout.accept()));
      try (Rig rig = Rig.of(id, link, steps)) {
        assertTrue(leaf(rig, leaves, at, watching(rig)));
      }
      assertEquals(parts, arrived.size());
      assertEquals(List.of(1), at.pages());
    }
    for (String word : words) {
      Pixels drawn = word(file, 1, word, scale);
      assertTrue(ink(drawn) > 20, "there is something to look for: " + word);
      assertTrue(arrived.stream().anyMatch(each -> isIn(drawn, each)), word + " on " + id);
    }
  }

  @ParameterizedTest
  @CsvSource({"stu-530, hid, true", "stu-430, hid, false", "stu-540, line, false"})
  void pageInColourIsShownInColourWhereThatTakesSeconds(String id, String link, boolean colour)
      throws Exception {
    Path file = LeafDocuments.text(folder.resolve("red.pdf"), 2, true);
    LeafLayout layout = layout(id);
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, Texts.of("en"));
        Rig rig = Rig.of(id, link, List.of(new Tap(layout.forward()), new Tap(layout.accept())))) {
      LeafProgress at = new LeafProgress();
      for (int part = leaves.sheet(1).parts().size(); part > 1; part--) {
        at.forward(leaves.sheet(1), 2);
      }
      assertTrue(leaf(rig, leaves, at, watching(rig)));
      assertFalse(arrived.getFirst().colour(), "black on white is sent as such");
      assertEquals(colour, arrived.getLast().colour());
    }
  }

  @Test
  void backAndForwardLeadThroughThePagesAndCancelEndsIt() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("three.pdf"), 3, false);
    LeafLayout layout = layout("stu-540");
    List<SimulatedCustomer.Step> steps = new ArrayList<>();
    steps.add(new Tap(layout.back())); // there is none yet
    for (int i = 0; i < 4; i++) {
      steps.add(new Tap(layout.forward()));
    }
    steps.add(new Tap(layout.back()));
    steps.add(new Tap(layout.refuse()));
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, Texts.of("en"));
        Rig rig = Rig.of("stu-540", "hid", steps)) {
      LeafProgress at = new LeafProgress();
      assertFalse(leaf(rig, leaves, at, watching(rig)));
      assertEquals(List.of("1/3", "1/3", "1/3", "2/3", "2/3", "2/3"), told);
      assertEquals(List.of(1), at.pages());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stu-430,  hid,  zh",
    "stu-430,  hid,  en",
    "stu-430v, line, en",
    "stu-520a, hid,  zh",
    "stu-530,  hid,  en",
    "stu-540,  hid,  zh",
    "stu-540,  line, en"
  })
  void penJumpsByTenPagesToTheFirstAndToTheLast(String id, String link, String language)
      throws Exception {
    Path file = LeafDocuments.text(folder.resolve("many.pdf"), 25, false);
    LeafLayout layout = layout(id);
    Tap where = new Tap(layout.where());
    Tap first = new Tap(layout.refuse());
    Tap backTen = new Tap(layout.back());
    Tap forwardTen = new Tap(layout.forward());
    Tap last = new Tap(layout.accept());
    // Pressed twice, neither end of the strip is what stands there else: cancel, sign.
    List<SimulatedCustomer.Step> steps =
        List.of(
            where,
            forwardTen,
            forwardTen,
            forwardTen,
            last,
            backTen,
            first,
            first,
            last,
            last,
            where,
            new Tap(layout.back()),
            new Tap(layout.accept()));
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, Texts.of(language));
        Rig rig = Rig.of(id, link, steps)) {
      LeafProgress at = new LeafProgress();
      assertTrue(leaf(rig, leaves, at, seeing(watching(rig)), language));
      assertEquals(
          List.of("1", "1", "11", "21", "25", "15", "1", "25", "25", "24"),
          told.stream().map(each -> each.replace("/25", "")).toList());
      assertEquals(List.of(), at.pages(), "no page in all its parts");
      keep(arrived.getFirst(), id + "-" + language + "-leafing");
      keep(arrived.get(3), id + "-" + language + "-jumping");
    }
  }

  @Test
  void twoPagesHaveNowhereToJump() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("two.pdf"), 2, false);
    LeafLayout layout = layout("stu-430");
    List<SimulatedCustomer.Step> steps = List.of(new Tap(layout.where()), new Tap(layout.refuse()));
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, Texts.of("en"));
        Rig rig = Rig.of("stu-430", "hid", steps)) {
      assertFalse(leaf(rig, leaves, new LeafProgress(), watching(rig)));
      assertEquals(List.of("1/2"), told);
    }
  }

  // For whoever looks at them.
  private static void keep(PadPicture picture, String name) throws Exception {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        image.setRGB(x, y, picture.rgb(x, y));
      }
    }
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    ImageIO.write(image, "png", folder.resolve("pad-" + name + ".png").toFile());
  }

  @Test
  void pageThatCannotBeDrawnIsToldOnPadAndToTheOperator() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("two.pdf"), 2, false);
    LeafLayout layout = layout("stu-430");
    try (PdfLeaves pages = LeafDocuments.open(file, layout, Texts.of("zh"));
        Rig rig =
            Rig.of(
                "stu-430", "hid", List.of(new Tap(layout.forward()), new Tap(layout.accept())))) {
      LeafProgress at = new LeafProgress();
      assertTrue(leaf(rig, new Undrawn(pages), at, watching(rig)));
      assertEquals(List.of("1/2 undrawn", "2/2 undrawn"), told);
      assertEquals(List.of(), at.pages());
      assertFalse(arrived.getFirst().equals(PadPicture.blank(320, 200)));
    }
  }

  /** Cannot draw any page. */
  private record Undrawn(Leaves pages) implements Leaves {
    @Override
    public int count() {
      return pages.count();
    }

    @Override
    public LeafSheet sheet(int page) throws InterruptedException {
      return new LeafSheet(page, pages.sheet(page).parts().subList(0, 1), false);
    }
  }

  @Test
  void consentCannotBeGivenBeforeAllOfItWasShown() throws Exception {
    LeafLayout layout = layout("stu-430v");
    String words = "I agree that my name and my handwriting are kept. ".repeat(24);
    WordLeaves leaves = WordLeaves.of(words, layout, Texts.of("en").locale());
    int parts = leaves.sheet().parts().size();
    assertTrue(parts > 2);
    List<SimulatedCustomer.Step> steps = new ArrayList<>();
    steps.add(new Tap(layout.accept())); // not offered yet
    for (int i = 1; i < parts; i++) {
      steps.add(new Tap(layout.forward()));
    }
    steps.add(new Tap(layout.accept()));
    try (Rig rig = Rig.of("stu-430v", "line", steps)) {
      LeafFlow flow = new LeafFlow(rig.pad, Clock.systemUTC(), Texts.of("en"), What.CONSENT);
      // A press where no button is drawn does nothing, whatever the driver makes of it.
      assertTrue(flow.run(leaves, new LeafProgress(), watching(rig), LONG));
      assertEquals(parts, arrived.size());
      assertTrue(Objects.requireNonNull(flow.press()).samples().size() > 1);
    }
  }

  @Test
  void padThatIsUnpluggedIsToldAndWhatWasShownStays() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("two.pdf"), 2, false);
    LeafLayout layout = layout("stu-430v");
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, Texts.of("en"));
        Rig rig = Rig.of("stu-430v", "line", List.of(new Tap(layout.forward())))) {
      LeafProgress at = new LeafProgress();
      AtomicReference<Integer> shown = new AtomicReference<>(0);
      InkWatcher unplugging =
          new InkWatcher() {
            @Override
            public void leafing(What what, int page, int pages, boolean drawn) {
              if (shown.updateAndGet(n -> n + 1) == 2) {
                rig.simulator.unplug();
              }
            }
          };
      assertThrows(PadException.Gone.class, () -> leaf(rig, leaves, at, unplugging));
      assertEquals(1, at.part(), "where it was left");
    }
  }

  @Test
  void penThatPressesNothingForTooLongEndsIt() throws Exception {
    Path file = LeafDocuments.text(folder.resolve("one.pdf"), 1, false);
    try (PdfLeaves leaves = LeafDocuments.open(file, layout("stu-430"), Texts.of("en"));
        Rig rig = Rig.of("stu-430", "hid", List.of())) {
      LeafFlow flow = new LeafFlow(rig.pad, Clock.systemUTC(), Texts.of("en"), What.DOCUMENT);
      PadException.TimedOut slow =
          assertThrows(
              PadException.TimedOut.class,
              () -> flow.run(leaves, new LeafProgress(), InkWatcher.NONE, Duration.ofMillis(300)));
      assertEquals(Awaited.SIGNER, slow.awaited);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stu-300, false",
    "stu-430, true",
    "stu-430v, true",
    "stu-500, true",
    "stu-520a, true",
    "stu-530, true",
    "stu-540, true",
    "penseal-ref, true",
    "hanvon-esp370u, false",
    "topaz-siglite-lcd-4x5, false",
    "epadlink-epad, false",
    "hid-digitizer, false"
  })
  void pagesFitOnScreensThatTakePicturesAndAreLargeEnough(String id, boolean fits) {
    PadLayout layout = model(id).layout();
    assertEquals(fits, LeafLayout.fits(layout));
  }
}
