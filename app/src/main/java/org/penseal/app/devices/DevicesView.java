// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.capture.MirrorView;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.devices.setup.ServiceFormView;
import org.penseal.app.devices.setup.SetupFlow;
import org.penseal.app.identify.CameraView;
import org.penseal.app.text.Texts;

/** The page of the devices and services: a card each, and a place where a device is tried. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class DevicesView {
  private static final int COLUMNS = 2;

  private final DevicesModel model;
  private final TryOut trial;
  private final Texts texts;
  private final Actions actions;
  private final SetupFlow setup;
  private final LastFolder folder;

  @FXML private ScrollPane list;
  @FXML private GridPane cards;
  @FXML private ServiceFormView form;
  @FXML private Label triedWords;
  @FXML private MirrorView mirror;
  @FXML private CameraView camera;
  @FXML private Button stop;
  @FXML private Button done;
  @FXML private Button further;

  /** What can be done here. */
  public interface Actions {
    /** Looks at a part again, and opens it if it is a device. */
    void again(Part part);

    /** Takes a device that was found; an empty address for none. */
    void choose(Part part, FoundDevice device);

    /** Sets a service, by a form in the place of the cards. */
    void setUp(Part part);

    /** Tries a device: by writing, or by looking. */
    void tryOut(Part part);

    /** Shows the addresses and further settings. */
    void further();

    /** Leaves the page. */
    void done();
  }

  /**
   * @param desk of the window
   * @param folder where files are looked for
   */
  public DevicesView(DevicesModel model, DeviceDesk desk, LastFolder folder, Texts texts) {
    this.model = model;
    this.trial = desk.tryOut();
    this.setup = desk.setup();
    this.folder = folder;
    this.texts = texts;
    this.actions = desk;
  }

  @FXML
  void initialize() {
    for (Part part : Part.values()) {
      PartCardView card = new PartCardView(part, model, texts, actions);
      cards.add(card, part.ordinal() % COLUMNS, part.ordinal() / COLUMNS);
    }
    form.bind(setup, folder, texts);
    mirror.bind(trial.pad());
    camera.bind(trial::takeFrame, texts.get("window.camera.synthetic"));
    stop.setOnAction(e -> trial.stop());
    done.setOnAction(
        e -> {
          trial.stop();
          actions.done();
        });
    further.setOnAction(
        e -> {
          trial.stop();
          actions.further();
        });
    model.trying().subscribe(this::show);
    model.shown().subscribe(this::reveal);
  }

  private void show(@Nullable Part part) {
    triedWords.setText(part == null ? "" : texts.get("window.devices.trying." + part));
  }

  private void reveal(@Nullable Part part) {
    if (part != null) {
      int rows = (Part.values().length - 1) / COLUMNS;
      list.setVvalue((double) (part.ordinal() / COLUMNS) / rows);
    }
  }
}
