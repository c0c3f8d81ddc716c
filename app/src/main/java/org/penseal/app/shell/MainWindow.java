// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessException;
import org.penseal.app.capture.CaptureView;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.document.DocumentView;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyView;
import org.penseal.app.identify.card.CardPictureFlow;
import org.penseal.app.report.ReportFile;
import org.penseal.app.report.browser.BrowserSection;
import org.penseal.app.report.browser.PageBasis;
import org.penseal.app.settings.PadsFlow;
import org.penseal.app.settings.SeenPad;
import org.penseal.app.settings.SettingsFile;
import org.penseal.app.settings.SettingsView;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.verify.VerifyView;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.liveness.camera.Mats;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window with its pages; on the JavaFX thread only. The owner closes it before the station. */
final class MainWindow implements Navigator, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MainWindow.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final double WIDTH = 1240;
  private static final double HEIGHT = 800;

  private final Station station;
  private final Stage stage;
  private final Consumer<Path> desktop;
  private final WindowModels models = WindowModels.make(FxThread.EXECUTOR);
  private final SettingsFile choices;
  private final DocumentFlow documents;
  private final VerifyFlow verification;
  private final PadsFlow pads;
  private final StartUp startUp;
  private final StackPane frame = new StackPane();
  private final Map<Step, Parent> pages = new EnumMap<>(Step.class);
  private Workplace workplace = Workplace.EMPTY;
  private Texts texts = Texts.of("en");
  private @Nullable ShellView shell;
  private @Nullable Parent settingsPage;
  private @Nullable CaseRun run;

  /**
   * @param desktop opens a file or folder with the desktop's own program
   */
  MainWindow(Station station, Stage stage, Consumer<Path> desktop) {
    this(station, stage, desktop, Mats::loadNatives);
  }

  /** Takes devices, language and output folder of a workplace instead of those chosen last. */
  MainWindow at(Workplace named) {
    workplace = named;
    return this;
  }

  /**
   * @param natives loads what face checks need
   */
  MainWindow(Station station, Stage stage, Consumer<Path> desktop, StartUp.Natives natives) {
    this.station = station;
    this.stage = stage;
    this.desktop = desktop;
    this.choices = new SettingsFile(station.data().resolve("window.properties"));
    this.pads =
        new PadsFlow(
            station.pads()::open, FxThread.EXECUTOR, seen -> models.settings().pads().setAll(seen));
    this.documents =
        new DocumentFlow(
            models.document(),
            station.data().resolve("documents"),
            FxThread.EXECUTOR,
            this::failed);
    this.startUp = new StartUp(station, models, natives, () -> texts, this::failed);
    this.verification =
        new VerifyFlow(
            models.verify(),
            this::roots,
            station.services().clock(),
            this::writeReport,
            FxThread.EXECUTOR,
            this::failed);
  }

  private TrustStore roots() throws SigningException {
    return station.verificationRoots(models.settings().demoDevices().get());
  }

  private void writeReport(VerifiedFile verified, Path target, Texts texts)
      throws SigningException {
    Instant made = station.services().clock().instant();
    ZoneId zone = station.settings().limits().zone();
    PageBasis basis = new PageBasis(roots(), made, Suite.DEFAULT_SM2_ID, null);
    new ReportFile(texts, zone, made, Station.SOFTWARE)
        .with(new BrowserSection(texts, zone, basis))
        .write(verified, target);
  }

  /** What the window shows. */
  WindowModels models() {
    return models;
  }

  /** Shows the window. */
  void show() {
    try (InputStream font = ChineseFont.open()) {
      Font.loadFont(font, 14);
      choices.load(models.settings());
      models.settings().workplace(workplace);
      models.identify().offer(station.businessTypes().all());
    } catch (BusinessException e) {
      LOG.warn("no case can begin before this is mended", e);
    } catch (IOException e) {
      LOG.warn("font or choices cannot be read", e);
    }
    Scene scene = new Scene(frame, WIDTH, HEIGHT);
    scene
        .getStylesheets()
        .add(Objects.requireNonNull(MainWindow.class.getResource("penseal.css")).toExternalForm());
    models.settings().language().subscribe(this::build);
    models.settings().dark().subscribe(dark -> theme(dark ? new PrimerDark() : new PrimerLight()));
    models.settings().pad().subscribe(pads::chosen);
    pads.start(station.pads());
    models.shell().step().subscribe(step -> turn());
    models.shell().settingsOpen().subscribe(open -> turn());
    stage.setTitle("PenSeal");
    stage.setMinWidth(1000);
    stage.setMinHeight(680);
    stage.setScene(scene);
    stage.show();
    startUp.start();
  }

  private static void theme(Theme theme) {
    Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
  }

  private void build(String language) {
    texts = Texts.of(language);
    pages.clear();
    settingsPage = null;
    ShellView fresh =
        new ShellView(models.shell(), models.settings(), texts, this::chooseFileToVerify);
    frame.getChildren().setAll(Pages.load("Shell.fxml", fresh, texts));
    shell = fresh;
    startUp.notice();
    turn();
  }

  private void turn() {
    ShellView shown = shell;
    if (shown == null) {
      return;
    }
    Step step = models.shell().step().get();
    models.document().placing().set(step == Step.PLACE);
    shown.page(models.shell().settingsOpen().get() ? settings() : page(step));
  }

  private Parent settings() {
    Parent page = settingsPage;
    if (page == null) {
      SettingsView view =
          new SettingsView(
              models.settings(),
              texts,
              this::choosePad,
              () -> models.shell().settingsOpen().set(false));
      page = Pages.load("Settings.fxml", view, texts);
      settingsPage = page;
    }
    return page;
  }

  private void choosePad(String uri) {
    if (models.shell().running().get()) {
      return; // it may be the very pad that somebody writes on
    }
    Thread.ofVirtual()
        .name("look at a pad")
        .start(
            () -> {
              if (pads.look(uri) == SeenPad.Use.FREE) {
                FxThread.EXECUTOR.execute(() -> models.settings().pad().set(uri));
              }
            });
  }

  private Parent page(Step step) {
    return switch (step) {
      case DOCUMENT, PLACE ->
          pages.computeIfAbsent(
              Step.DOCUMENT,
              s ->
                  Pages.load(
                      "Document.fxml",
                      new DocumentView(models.document(), documents, this, texts),
                      texts));
      case IDENTIFY ->
          pages.computeIfAbsent(
              step,
              s ->
                  Pages.load(
                      "Identify.fxml", new IdentifyView(models.identify(), this, texts), texts));
      case SIGN ->
          pages.computeIfAbsent(
              step,
              s ->
                  Pages.load(
                      "Capture.fxml", new CaptureView(models.capture(), this, texts), texts));
      case REPORT ->
          pages.computeIfAbsent(
              step,
              s ->
                  Pages.load(
                      "Verify.fxml",
                      new VerifyView(models.verify(), verification, this, texts),
                      texts));
    };
  }

  private void chooseFileToVerify() {
    FileChooser chooser = new FileChooser();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PDF", "*.pdf", "*.PDF"));
    File chosen = chooser.showOpenDialog(stage);
    if (chosen != null) {
      verification.start(chosen.toPath(), () -> go(Step.REPORT));
    }
  }

  @Override
  public void go(Step step) {
    models.shell().settingsOpen().set(false);
    if (step == Step.PLACE) {
      documents.show(pageToSign());
    }
    models.shell().step().set(step);
  }

  // Signatures mostly stand on the last page.
  private int pageToSign() {
    Placement.At at = models.document().place().get();
    DocumentModel.Opened open = models.document().opened().get();
    return at != null ? at.page() : open == null ? 0 : open.sizes().size();
  }

  @Override
  public void beginCase() {
    if (models.shell().running().get()) {
      return;
    }
    models.identify().reset();
    models.capture().state().set(null);
    models.capture().annotation().set(null);
    models.capture().gone().set(false);
    models.capture().simulated().set(models.settings().demoDevices().get());
    models.shell().notice().set("");
    models.shell().demonstration().set(false);
    models.shell().running().set(true);
    CaseRun fresh = new CaseRun(station, models, verification, texts, FxThread.EXECUTOR);
    run = fresh;
    fresh.start(this::ended);
  }

  @Override
  public void readCardPicture(Path picture) {
    int which = models.identify().scanBegins();
    Thread.ofVirtual()
        .name("card-picture")
        .start(
            () -> {
              try {
                models.identify().pictured(which, CardPictureFlow.read(station.models(), picture));
              } catch (Throwable e) { // out of memory too: the form waits for its end
                FxThread.EXECUTOR.execute(
                    () -> {
                      if (models.identify().scanFailed(which)) {
                        failed(e);
                      }
                    });
              }
            });
  }

  /** A case has ended, as {@link CaseRun.End} says. */
  void ended(@Nullable Throwable failure, @Nullable Path signed) {
    run = null;
    models.shell().running().set(false);
    if (signed != null) {
      go(Step.REPORT);
      models.shell().notice().set(texts.get("sign.done", signed.getFileName()));
      return;
    }
    models.identify().reset();
    go(Step.IDENTIFY);
    if (failure == null) {
      models.shell().notice().set(texts.get("sign.cancelled"));
    } else {
      startUp.caseFailed(failure);
      failed(failure);
    }
  }

  @Override
  public void cancelCase() {
    CaseRun running = run;
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public void startAnew() {
    models.document().take(null);
    models.identify().forget();
    models.capture().state().set(null);
    startUp.notice();
    go(Step.DOCUMENT);
  }

  @Override
  public void failed(Throwable failure) {
    LOG.info("shown to the user", failure);
    models.shell().failure().set(failure);
  }

  @Override
  public void open(Path file) {
    desktop.accept(file);
  }

  /** Cancels what runs, waits for its end and keeps the choices. */
  @Override
  public void close() {
    startUp.close();
    CaseRun running = run;
    if (running != null) {
      running.cancel();
      try {
        running.await(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    documents.close();
    pads.close();
    try {
      choices.save(models.settings());
    } catch (IOException e) {
      LOG.warn("choices cannot be kept", e);
    }
  }
}
