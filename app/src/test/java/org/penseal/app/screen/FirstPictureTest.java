// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.capture.LeafFlow;
import org.penseal.app.leaf.LeafDocuments;
import org.penseal.app.leaf.LeafProgress;
import org.penseal.app.leaf.Leaves;
import org.penseal.app.leaf.PdfLeaves;
import org.penseal.app.leaf.WordLeaves;
import org.penseal.app.text.Texts;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PadPicture.Depth;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Tap;

/**
 * What a signer sees first on the pad: the file's name, its pages and digits, and buttons that say
 * what they do, whole and apart from each other on every screen.
 */
@Slow
@Timeout(600)
class FirstPictureTest {
  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final String SM3 = "66c7f0f462eeedd9d1f2d46bdc10e4e2".repeat(2);
  private static final int MANY_PAGES = 4999;
  private static final String LONG = "借款合同 Loan agreement, second edition 第二版 ".repeat(6);

  @TempDir Path folder;

  private static PadPage page(String title) {
    return new PadPage(title, MANY_PAGES, SM3);
  }

  private static String title(String language) {
    return language.equals("zh") ? "借款合同.pdf" : "Loan.pdf";
  }

  private static List<PadModel> screens() {
    return CATALOG.models().stream().filter(PadModel::showsPictures).toList();
  }

  // Colour over a serial line would take a minute, so that black and white is shown everywhere.
  private static Set<Depth> depths(PadModel model) {
    PadLayout.Pixels screen = model.layout().screen();
    PadIdentity.Capability told =
        new PadIdentity.Capability(
            1, 1, 1, screen.width(), screen.height(), 1, 1, model.encodingBits());
    return EnumSet.of(Depth.ONE_BIT, told.depth());
  }

  /** Where a line of letters stands, frames and all else left out. */
  private record Ink(int left, int top, int right, int bottom) {
    boolean within(PadLayout.Area area) {
      return left >= area.left()
          && right <= area.right()
          && top >= area.top()
          && bottom <= area.bottom();
    }

    boolean meets(Ink other) {
      return left <= other.right
          && other.left <= right
          && top <= other.bottom
          && other.top <= bottom;
    }
  }

  // The darkest pixels: whatever the ground, only a letter's middle has them.
  private static boolean black(PadPicture picture, int x, int y) {
    return picture.rgb(x, y) == Canvas.BLACK;
  }

  /** The line alone, as large as it is on the page, and nothing of it cut off. */
  private static PadPicture alone(String text, double size, PadLayout layout, Depth depth) {
    Lettering letters = new Lettering(size);
    int width = layout.screen().width() + (int) letters.width(text);
    Canvas canvas = new Canvas(width, layout.screen().height(), depth != Depth.ONE_BIT);
    letters.draw(canvas, text, 8, Math.rint(letters.ascent()));
    return canvas.picture(depth);
  }

  private static Ink bounds(PadPicture picture) {
    int left = picture.width();
    int top = picture.height();
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (black(picture, x, y)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return new Ink(left, top, right, bottom);
  }

  // With a pixel around it in which nothing else is.
  private static boolean isAt(PadPicture line, Ink ink, PadPicture picture, int left, int top) {
    for (int y = -1; y <= ink.bottom - ink.top + 1; y++) {
      for (int x = -1; x <= ink.right - ink.left + 1; x++) {
        boolean edge = x < 0 || y < 0 || x > ink.right - ink.left || y > ink.bottom - ink.top;
        boolean wanted = !edge && black(line, ink.left + x, ink.top + y);
        boolean inside =
            left + x >= 0
                && top + y >= 0
                && left + x < picture.width()
                && top + y < picture.height();
        if (inside ? black(picture, left + x, top + y) != wanted : wanted) {
          return false;
        }
      }
    }
    return true;
  }

  private static Optional<Ink> found(PadPicture line, PadPicture picture) {
    Ink ink = bounds(line);
    assertTrue(ink.right > ink.left, "there is something to look for");
    int width = ink.right - ink.left;
    int height = ink.bottom - ink.top;
    int first = 0; // black in the uppermost row
    while (!black(line, ink.left + first, ink.top)) {
      first++;
    }
    for (int top = 0; top + height < picture.height(); top++) {
      for (int left = 0; left + width < picture.width(); left++) {
        if (black(picture, left + first, top) && isAt(line, ink, picture, left, top)) {
          return Optional.of(new Ink(left, top, left + width, top + height));
        }
      }
    }
    return Optional.empty();
  }

  private static Ink found(
      String text, double size, PadModel model, Depth depth, PadPicture picture) {
    PadPicture line = alone(text, size, model.layout(), depth);
    return found(line, picture).orElseThrow(() -> new AssertionError(text + " on " + model.id()));
  }

  private static void assertWhole(PadPicture picture, PadModel model, String title, Texts texts) {
    PadLayout layout = model.layout();
    Depth depth = picture.colour() ? Depth.RGB24 : Depth.ONE_BIT;
    double large = layout.text().height() / 2.6;
    List<Ink> lines = new ArrayList<>();
    lines.add(found(title, large, model, depth, picture));
    lines.add(found(texts.get("pad.pages", MANY_PAGES), large * 0.8, model, depth, picture));
    lines.add(found("SM3 " + SM3.substring(0, 16), large * 0.8, model, depth, picture));
    for (Ink each : lines) {
      assertTrue(each.within(layout.text()), () -> each + " on " + model.id());
    }
    for (PadButton button : layout.buttons() ? PadButton.values() : new PadButton[0]) {
      PadLayout.Area area = layout.area(button);
      Ink label =
          found(
              texts.get("pad.button." + button.name()), area.height() * 0.5, model, depth, picture);
      assertTrue(label.within(area), () -> button + " " + label + " on " + model.id());
      assertTrue(area.right() < layout.screen().width(), button + " on " + model.id());
      assertTrue(area.bottom() < layout.screen().height(), button + " on " + model.id());
      lines.add(label);
    }
    for (int i = 0; i < lines.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(lines.get(i).meets(lines.get(j)), lines + " on " + model.id());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void nameAndPagesAndButtonsAreWholeOnEveryScreen(String language) {
    assertTrue(screens().size() > 5);
    Texts texts = Texts.of(language);
    for (PadModel model : screens()) {
      for (Depth depth : depths(model)) {
        PadPicture picture = page(title(language)).draw(model.layout(), texts, depth).picture();
        assertWhole(picture, model, title(language), texts);
      }
    }
  }

  @Test
  void nameThatIsTooLongEndsWithAnEllipsisBeforeTheEdge() {
    for (PadModel model : screens()) {
      PadLayout layout = model.layout();
      PadPicture picture = page(LONG).draw(layout, Texts.of("zh")).picture();
      double large = layout.text().height() / 2.6;
      int end = LONG.length();
      while (new Lettering(large).width(LONG.substring(0, end) + "…") > layout.text().width()) {
        end--;
      }
      assertTrue(end > 5 && end < LONG.length(), model.id());
      assertWhole(picture, model, LONG.substring(0, end) + "…", Texts.of("zh"));
    }
  }

  @ParameterizedTest
  @CsvSource({"stu-430, hid, zh", "stu-430v, line, en", "stu-530, hid, en", "stu-540, line, zh"})
  void arrivesOnThePad(String id, String link, String language) throws Exception {
    PadModel model = CATALOG.byId(id).orElseThrow();
    Texts texts = Texts.of(language);
    try (Rig rig = Rig.of(model, link, List.of())) {
      ShownPage page = page(title(language)).draw(rig.pad.layout(), texts, rig.pad.depth());
      rig.pad.show(page.picture());
      assertEquals(page.picture(), rig.simulator.picture());
      assertWhole(rig.simulator.picture(), model, title(language), texts);
    }
  }

  private record Rig(PadSimulator simulator, Pad pad) implements AutoCloseable {
    static Rig of(PadModel model, String link, List<SimulatedCustomer.Step> steps)
        throws Exception {
      PadSimulator.Setup setup =
          new PadSimulator.Setup(
              model, "PS00000001", Optional.empty(), new SimulatedCustomer(steps), 20);
      PadDriver driver = new PadDriver(CATALOG, new Random(1));
      if (link.equals("line")) {
        PadSimulator simulator = PadSimulator.start(setup);
        return new Rig(simulator, driver.open(simulator.uri()));
      }
      PadSimulator simulator = PadSimulator.inMemory(setup);
      return new Rig(simulator, driver.openHid(simulator.openHid(), model));
    }

    @Override
    public void close() {
      pad.close();
      simulator.close();
    }
  }

  // As large as its area allows.
  private static double size(PadLayout.Area area, double part, List<String> lines) {
    double size = area.height() * part;
    for (String line : lines) {
      size = Math.min(size, size * area.width() * 0.94 / new Lettering(size).width(line));
    }
    return size;
  }

  private static void assertLines(
      PadPicture picture, PadModel model, PadLayout.Area area, double part, String... lines) {
    Depth depth = picture.colour() ? Depth.RGB24 : Depth.ONE_BIT;
    double size = size(area, part, List.of(lines));
    for (String line : lines) {
      Ink found = found(line, size, model, depth, picture);
      assertTrue(found.within(area), () -> line + " " + found + " on " + model.id());
    }
  }

  private static boolean isBlank(PadPicture picture, PadLayout.Area area) {
    for (int y = area.top(); y <= area.bottom(); y++) {
      for (int x = area.left(); x <= area.right(); x++) {
        if (black(picture, x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  private static PadPicture first(
      PadModel model, String link, LeafFlow.What what, Leaves leaves, Texts texts)
      throws Exception {
    LeafLayout layout = LeafLayout.of(model.layout());
    List<PadPicture> arrived = new ArrayList<>();
    try (Rig rig = Rig.of(model, link, List.of(new Tap(layout.refuse())))) {
      InkWatcher watcher =
          new InkWatcher() {
            @Override
            public void shown(PadPicture picture) {
              arrived.add(rig.simulator.picture());
            }
          };
      assertFalse(
          new LeafFlow(rig.pad, Clock.systemUTC(), texts, what)
              .run(leaves, new LeafProgress(), watcher, Duration.ofMinutes(1)));
    }
    return arrived.getFirst();
  }

  @ParameterizedTest
  @CsvSource({"stu-430, hid, zh", "stu-430v, line, en", "stu-530, hid, en", "stu-540, line, zh"})
  void leafingBeginsWithThePlaceAndButtonsThatAreWhole(String id, String link, String language)
      throws Exception {
    PadModel model = CATALOG.byId(id).orElseThrow();
    LeafLayout layout = LeafLayout.of(model.layout());
    Texts texts = Texts.of(language);
    Path file = LeafDocuments.text(folder.resolve("two.pdf"), 2, false);
    try (PdfLeaves leaves = LeafDocuments.open(file, layout, texts)) {
      PadPicture document = first(model, link, LeafFlow.What.DOCUMENT, leaves, texts);
      String part = texts.get("pad.leaf.part", "1", String.valueOf(leaves.sheet(1).parts().size()));
      assertLines(
          document, model, layout.where(), 0.36, texts.get("pad.leaf.page", "1", "2"), part);
      assertButton(document, model, layout.refuse(), texts.get("pad.leaf.DOCUMENT.REFUSE"));
      assertButton(document, model, layout.forward(), texts.get("pad.leaf.FORWARD"));
      assertButton(document, model, layout.accept(), texts.get("pad.leaf.DOCUMENT.ACCEPT"));
      assertTrue(isBlank(document, layout.back()), "nothing is before it");
    }
    String words = language.equals("zh") ? "我同意保存我的姓名和笔迹。" : "I agree that my ink is kept. ";
    WordLeaves leaves = WordLeaves.of(words.repeat(60), layout, texts.locale());
    PadPicture consent = first(model, link, LeafFlow.What.CONSENT, leaves, texts);
    String part = texts.get("pad.leaf.part", "1", String.valueOf(leaves.sheet().parts().size()));
    assertLines(consent, model, layout.where(), 0.36, texts.get("pad.leaf.consent"), part);
    assertButton(consent, model, layout.refuse(), texts.get("pad.leaf.CONSENT.REFUSE"));
    assertButton(consent, model, layout.forward(), texts.get("pad.leaf.FORWARD"));
    assertTrue(isBlank(consent, layout.accept()), "not before all of it was shown");
  }

  private static void assertButton(
      PadPicture picture, PadModel model, PadLayout.Area area, String label) {
    assertLines(picture, model, area, 0.42, label);
    assertTrue(area.right() < picture.width() && area.bottom() < picture.height(), label);
  }
}
