// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.workplace.file.Workplace;

/** What the user chose for the window: devices, language, light or dark. */
public final class SettingsModel {
  private static final int MOST_KEYWORDS = 12;
  private static final String KEYWORDS = "签名：,签字：,签名:,签字:,Signature:,签名,签字,Signature";

  private final BooleanProperty demoDevices = new SimpleBooleanProperty(true);
  private final BooleanProperty demoAllowed = new SimpleBooleanProperty(true);
  private final BooleanProperty dark = new SimpleBooleanProperty(false);
  private final BooleanProperty contrast = new SimpleBooleanProperty(false);
  private final IntegerProperty typePercent = new SimpleIntegerProperty(100);
  private final StringProperty language = new SimpleStringProperty(systemLanguage());
  private final StringProperty pad = new SimpleStringProperty("hid:");
  private final StringProperty camera = new SimpleStringProperty("dev:0");
  private final StringProperty idCard = new SimpleStringProperty("");
  private final StringProperty pin = new SimpleStringProperty("");

  private final ObjectProperty<@Nullable Path> output = new SimpleObjectProperty<>();
  private final StringProperty sentence = new SimpleStringProperty("");
  private final StringProperty keywords = new SimpleStringProperty(KEYWORDS);
  private final StringProperty bounds = new SimpleStringProperty("");
  private final StringProperty folder = new SimpleStringProperty("");
  private final BooleanProperty annotate = new SimpleBooleanProperty(false);
  private final BooleanProperty pagesOnPad = new SimpleBooleanProperty(true);
  private final BooleanProperty thumbnails = new SimpleBooleanProperty(true);
  private final BooleanProperty customerDisplay = new SimpleBooleanProperty(false);
  private final ObservableList<SeenPad> pads = FXCollections.observableArrayList();

  private static String systemLanguage() {
    return Locale.getDefault().getLanguage().equals("zh") ? "zh" : "en";
  }

  /**
   * Takes the devices and the language of a workplace, which the user may change; a workplace that
   * names a service or a device is no demonstration.
   */
  public void workplace(Workplace workplace) {
    if (workplace.equals(Workplace.EMPTY)) {
      return;
    }
    demoDevices.set(false);
    Map<String, String> devices = workplace.desk().devices();
    Optional.ofNullable(devices.get("pad")).ifPresent(pad::set);
    Optional.ofNullable(devices.get("camera")).ifPresent(camera::set);
    Optional.ofNullable(devices.get("idCard")).ifPresent(idCard::set);
    workplace.desk().language().ifPresent(language::set);
    output.set(workplace.output().orElse(null));
  }

  /**
   * Where the window stands and how large it is, in the screen's logical pixels.
   *
   * @param maximized whether it fills the screen
   */
  public record Bounds(double x, double y, double width, double height, boolean maximized) {}

  /** Where the window was last. */
  public Optional<Bounds> bounds() {
    String[] n = bounds.get().split(" ");
    try {
      double[] at = Arrays.stream(n).limit(4).mapToDouble(Double::parseDouble).toArray();
      boolean sound = at.length == 4 && at[2] >= 1 && at[3] >= 1;
      return sound
          ? Optional.of(new Bounds(at[0], at[1], at[2], at[3], n.length > 4))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Keeps where the window is. */
  public void bounds(Bounds at) {
    bounds.set(
        "%d %d %d %d"
            .formatted(
                Math.round(at.x()),
                Math.round(at.y()),
                Math.round(at.width()),
                Math.round(at.height())));
  }

  /** The window fills the screen; it keeps the size that it has otherwise. */
  public void maximized() {
    if (bounds().isPresent() && !bounds.get().endsWith("max")) {
      bounds.set(bounds.get() + " max");
    }
  }

  /** As it is written. */
  StringProperty boundsWords() {
    return bounds;
  }

  /** The folder of the last file that was opened; empty for none. */
  public StringProperty folder() {
    return folder;
  }

  /** What is kept when it changes. */
  public List<Observable> kept() {
    return List.of(
        demoDevices,
        dark,
        contrast,
        typePercent,
        language,
        pad,
        camera,
        idCard,
        sentence,
        annotate,
        pagesOnPad,
        customerDisplay,
        thumbnails,
        keywords,
        folder);
  }

  /** Folder of signed files; null for beside the document. */
  public ObjectProperty<@Nullable Path> output() {
    return output;
  }

  /** Whether pad, camera and card reader are simulated. */
  public BooleanProperty demoDevices() {
    return demoDevices;
  }

  /** Whether the computer allows demonstrations. */
  public ReadOnlyBooleanProperty demoAllowed() {
    return demoAllowed;
  }

  /** Takes what the policy of the computer says of demonstrations. */
  public void allowDemo(boolean allowed) {
    demoAllowed.set(allowed);
    demoDevices.set(allowed && demoDevices.get());
  }

  /** Whether the window is dark. */
  public BooleanProperty dark() {
    return dark;
  }

  /** Whether every text stands out from its ground by 7 at least. */
  public BooleanProperty contrast() {
    return contrast;
  }

  /** The sizes of type that can be chosen, in percent. */
  public static final List<Integer> TYPE_SIZES = List.of(100, 125, 150);

  /** How large the words of the window are, in percent. */
  public IntegerProperty typePercent() {
    return typePercent;
  }

  /** {@code zh} or {@code en}. */
  public StringProperty language() {
    return language;
  }

  /** Address of the pad. */
  public StringProperty pad() {
    return pad;
  }

  /** Address of the camera; empty if there is none. */
  public StringProperty camera() {
    return camera;
  }

  /** Address of the ID-card reader; empty if there is none. */
  public StringProperty idCard() {
    return idCard;
  }

  /** Whether a card reader is asked: the demo's, or the one that is set. */
  public BooleanBinding readsCards() {
    return Bindings.createBooleanBinding(
        () -> demoDevices.get() || !idCard.get().isBlank(), demoDevices, idCard);
  }

  /** What the signer copies by hand before the signature; empty if nothing. */
  public StringProperty sentence() {
    return sentence;
  }

  /** Words beside which a signature goes, separated by commas. */
  public StringProperty keywords() {
    return keywords;
  }

  /** The same, the best one first. */
  public List<String> keywordList() {
    return Arrays.stream(keywords.get().split("[,，、;；]"))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .limit(MOST_KEYWORDS)
        .toList();
  }

  /** Whether the signer may write words of his own before the signature. */
  public BooleanProperty annotate() {
    return annotate;
  }

  /** Whether consent and pages are offered on a pad that is large enough. */
  public BooleanProperty pagesOnPad() {
    return pagesOnPad;
  }

  /** Whether thumbnails stand beside the pages. */
  public BooleanProperty thumbnails() {
    return thumbnails;
  }

  /** Whether there is a window for the customer. */
  public BooleanProperty customerDisplay() {
    return customerDisplay;
  }

  /** What both come to. */
  public AnnotationOrder annotation() {
    String words = sentence.get().strip();
    return new AnnotationOrder(
        words.isEmpty() ? Optional.empty() : Optional.of(words), annotate.get());
  }

  /** The attached pads, as they come and go. */
  public ObservableList<SeenPad> pads() {
    return pads;
  }

  /** PIN of the pad's chip; never written to disk. */
  public StringProperty pin() {
    return pin;
  }
}
