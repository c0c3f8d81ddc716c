// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javafx.beans.property.StringProperty;
import org.penseal.app.disk.DurableFile;

/** Keeps the window's choices in one small file; the PIN is never among them. */
public final class SettingsFile {
  private static final String DEMO = "demo-devices";
  private static final String ANNOTATE = "annotate";
  private static final String PAGES_ON_PAD = "pages-on-pad";
  private static final String CUSTOMER_DISPLAY = "customer-display";
  private static final String THUMBNAILS = "thumbnails";
  private static final String DARK = "dark";
  private static final String CONTRAST = "high-contrast";
  private static final String TYPE = "type-percent";

  private final Path file;

  /**
   * @param file need not be there yet
   */
  public SettingsFile(Path file) {
    this.file = file;
  }

  /** Where they are in a data folder. */
  public static Path in(Path data) {
    return data.resolve("window.properties");
  }

  private static Map<String, StringProperty> words(SettingsModel model) {
    return Map.of(
        "language",
        model.language(),
        "pad",
        model.pad(),
        "camera",
        model.camera(),
        "id-card",
        model.idCard(),
        "sentence",
        model.sentence(),
        "keywords",
        model.keywords(),
        "folder",
        model.folder(),
        "window",
        model.boundsWords());
  }

  /** Fills the model; without a file it keeps its defaults. */
  public void load(SettingsModel model) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Properties kept = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      kept.load(in);
    }
    words(model).forEach((key, value) -> value.set(kept.getProperty(key, value.get())));
    model.demoDevices().set(flag(kept, DEMO, model.demoDevices().get()));
    model.annotate().set(flag(kept, ANNOTATE, model.annotate().get()));
    model.pagesOnPad().set(flag(kept, PAGES_ON_PAD, model.pagesOnPad().get()));
    model.customerDisplay().set(flag(kept, CUSTOMER_DISPLAY, model.customerDisplay().get()));
    model.thumbnails().set(flag(kept, THUMBNAILS, model.thumbnails().get()));
    model.dark().set(flag(kept, DARK, model.dark().get()));
    model.contrast().set(flag(kept, CONTRAST, model.contrast().get()));
    String type = kept.getProperty(TYPE, "");
    SettingsModel.TYPE_SIZES.stream()
        .filter(each -> String.valueOf(each).equals(type))
        .forEach(model.typePercent()::set);
  }

  private static boolean flag(Properties kept, String key, boolean otherwise) {
    return Boolean.parseBoolean(kept.getProperty(key, String.valueOf(otherwise)));
  }

  /** Writes the model. */
  public void save(SettingsModel model) throws IOException {
    Properties kept = new Properties();
    words(model).forEach((key, value) -> kept.setProperty(key, value.get()));
    kept.setProperty(DEMO, String.valueOf(model.demoDevices().get()));
    kept.setProperty(ANNOTATE, String.valueOf(model.annotate().get()));
    kept.setProperty(PAGES_ON_PAD, String.valueOf(model.pagesOnPad().get()));
    kept.setProperty(CUSTOMER_DISPLAY, String.valueOf(model.customerDisplay().get()));
    kept.setProperty(THUMBNAILS, String.valueOf(model.thumbnails().get()));
    kept.setProperty(DARK, String.valueOf(model.dark().get()));
    kept.setProperty(CONTRAST, String.valueOf(model.contrast().get()));
    kept.setProperty(TYPE, String.valueOf(model.typePercent().get()));
    StringWriter out = new StringWriter();
    kept.store(out, "PenSeal");
    DurableFile.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
