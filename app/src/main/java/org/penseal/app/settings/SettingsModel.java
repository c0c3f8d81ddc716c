// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
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
  private final BooleanProperty demoDevices = new SimpleBooleanProperty(true);
  private final BooleanProperty dark = new SimpleBooleanProperty(false);
  private final StringProperty language = new SimpleStringProperty(systemLanguage());
  private final StringProperty pad = new SimpleStringProperty("hid:");
  private final StringProperty camera = new SimpleStringProperty("dev:0");
  private final StringProperty idCard = new SimpleStringProperty("");
  private final StringProperty pin = new SimpleStringProperty("");

  private final ObjectProperty<@Nullable Path> output = new SimpleObjectProperty<>();
  private final StringProperty sentence = new SimpleStringProperty("");
  private final BooleanProperty annotate = new SimpleBooleanProperty(false);
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

  /** Folder of signed files; null for beside the document. */
  public ObjectProperty<@Nullable Path> output() {
    return output;
  }

  /** Whether pad, camera and card reader are simulated. */
  public BooleanProperty demoDevices() {
    return demoDevices;
  }

  /** Whether the window is dark. */
  public BooleanProperty dark() {
    return dark;
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

  /** Whether the signer may write words of his own before the signature. */
  public BooleanProperty annotate() {
    return annotate;
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
