// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ThematicBreak;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.PenSeal;
import org.penseal.app.guide.Step;
import org.penseal.app.help.HelpTopic;
import org.penseal.app.help.Manual;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.signing.CaseState;

/** The manual is whole in both languages; its pictures are made here, from the real window. */
@WholeCase
class ManualTest {
  private static final Path MANUAL = Path.of("..", "docs", "manual");
  private static final Path PICTURES = MANUAL.resolve("pictures");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final long LARGEST_BYTES = 3 << 20;
  private static final int THUMBNAILS = 4;
  private static final int WIDTH = 900;
  private static final float QUALITY = 0.82f;

  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    System.setProperty("penseal.home", "..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void everyPageIsThereAndEveryLinkAndPictureLeadsSomewhere(String language) throws Exception {
    Manual manual = new Manual(language);
    List<String> wrong = new ArrayList<>();
    for (HelpTopic topic : HelpTopic.values()) {
      Path page = MANUAL.resolve(language).resolve(topic.file() + ".md");
      assertTrue(Files.exists(page), page.toString());
      assertTrue(manual.text(topic).startsWith("# "), page.toString());
      Matcher link = LINK.matcher(manual.text(topic));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          wrong.add(page + ": " + link.group(1));
        }
      }
      manual.page(topic).accept(new Unshown(wrong, page));
    }
    assertEquals(List.of(), wrong);
  }

  /** What the window does not show must not stand there. */
  private static final class Unshown extends AbstractVisitor {
    private final List<String> wrong;
    private final Path page;

    Unshown(List<String> wrong, Path page) {
      this.wrong = wrong;
      this.page = page;
    }

    @Override
    public void visit(HtmlBlock block) {
      wrong.add(page + ": HTML");
    }

    @Override
    public void visit(HtmlInline inline) {
      wrong.add(page + ": HTML");
    }

    @Override
    public void visit(BlockQuote quote) {
      wrong.add(page + ": quotation");
    }

    @Override
    public void visit(ThematicBreak line) {
      wrong.add(page + ": line");
    }
  }

  @Test
  void bothLanguagesHaveTheSamePagesAndThePicturesAreSmall() throws Exception {
    long bytes = 0;
    try (Stream<Path> all = Files.list(PICTURES)) {
      for (Path each : all.toList()) {
        bytes += Files.size(each);
        String other = each.getFileName().toString().replaceFirst("^(zh|en)", "");
        assertTrue(Files.exists(PICTURES.resolve("zh" + other)), other);
        assertTrue(Files.exists(PICTURES.resolve("en" + other)), other);
      }
    }
    assertTrue(bytes > 0 && bytes < LARGEST_BYTES, "bytes " + bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  @EnabledIfSystemProperty(named = "manual.pictures", matches = "write")
  void picturesAreMadeOfTheRealWindow(String language) throws Exception {
    Path made = folder.resolve("made");
    assertEquals(0, PenSeal.run(new String[] {"demo", "--out", made.toString(), "--speed", "40"}));
    try (OpenWindow shown =
        OpenWindow.of(
            made.resolve("data"),
            language,
            (station, stage) -> new MainWindow(station, stage, file -> {}))) {
      WindowModels models = shown.window().models();
      Screen screen = shown.screen();
      screen.size(1140, 740);
      take(shown, language + "-start");
      screen.click("openDemo");
      Screen.until("read", () -> models.document().reader().pictures().drawn().get() > 0);
      Screen.until("a place", () -> models.document().places().place().get() != null);
      Screen.until(
          "the thumbnails in sight",
          () -> models.document().reader().pictures().drawnSmall().get() >= THUMBNAILS);
      take(shown, language + "-document");
      on(() -> shown.window().go(Step.PLACE));
      take(shown, language + "-place");
      on(() -> shown.window().go(Step.IDENTIFY));
      take(shown, language + "-identify");
      on(() -> models.identify().business().set("manual"));
      screen.click("begin");
      Screen.until("consent", () -> models.identify().stage().get() == IdentifyModel.Stage.CONSENT);
      screen.click("agree");
      Screen.until("done", () -> models.identify().stage().get() == IdentifyModel.Stage.DONE);
      screen.click("proceed");
      Screen.until("written", () -> models.capture().state().get() == CaseState.SHOWN);
      Screen.frames(190);
      take(shown, language + "-sign");
      Screen.until("report", () -> models.shell().step().get() == Step.REPORT);
      take(shown, language + "-report");
      on(() -> models.shell().settingsOpen().set(true));
      take(shown, language + "-settings");
      on(() -> models.shell().settingsOpen().set(false));
      on(
          () ->
              shown
                  .window()
                  .verify(List.of(made.resolve("signed.pdf"), made.resolve("report.pdf"))));
      Screen.until(
          "verified",
          () ->
              models.inspect().done().get() == 2
                  && models.inspect().pages().reader().pictures().drawn().get() > 0
                  && !models.inspect().comparing().get());
      take(shown, language + "-verify");
      on(
          () -> {
            models.shell().beside().set(ShellModel.Beside.NOTHING);
            models.shell().home().set(true);
          });
      Screen.until("the case", () -> !models.workbench().lines().isEmpty());
      take(shown, language + "-workbench");
      on(() -> models.shell().devicesOpen().set(true));
      take(shown, language + "-devices");
    }
  }

  private static void on(Runnable action) {
    Screen.on(
        () -> {
          action.run();
          return null;
        });
    Screen.frames(6);
  }

  private static void take(OpenWindow shown, String name) throws Exception {
    Screen.frames(14);
    BufferedImage whole =
        Screen.on(() -> SwingFXUtils.fromFXImage(shown.stage().getScene().snapshot(null), null));
    int height = whole.getHeight() * WIDTH / whole.getWidth();
    BufferedImage small = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    var g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(whole, 0, 0, WIDTH, height, null);
    g.dispose();
    Files.createDirectories(PICTURES);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(QUALITY);
    Path target = PICTURES.resolve(name + ".jpg");
    Files.deleteIfExists(target);
    try (ImageOutputStream out =
        Objects.requireNonNull(ImageIO.createImageOutputStream(target.toFile()))) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(small, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
