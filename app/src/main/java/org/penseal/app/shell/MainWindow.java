// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessException;
import org.penseal.app.customer.CustomerDisplayView;
import org.penseal.app.desktop.FileQuestions;
import org.penseal.app.devices.DeviceDesk;
import org.penseal.app.doctor.Doctor;
import org.penseal.app.doctor.DoctorFlow;
import org.penseal.app.doctor.DoctorModel;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.document.place.FormPlaces;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Step;
import org.penseal.app.guide.Waiting;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.queue.QueueView;
import org.penseal.app.settings.PadsFlow;
import org.penseal.app.settings.SeenPad;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.liveness.camera.Mats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window with its pages; on the JavaFX thread only. The owner closes it before the station. */
final class MainWindow
    implements CaseDesk.Host, DeviceDesk.Around, WindowFrame.Contents, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MainWindow.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Station station;
  private final WindowFrame frame;
  private final WindowModels models;
  private final FileQuestions files;
  private final DocumentFlow documents;
  private final VerifyFlow verification;
  private final InspectFlow inspection;
  private final PadsFlow attached;
  private final StartUp startUp;
  private final CaseDesk desk;
  private final HomePage home;
  private final DeviceDesk devices;
  private final CustomerDisplayView customer;
  private final DoctorFlow doctor;
  private final PagePreloader preloader;
  private @Nullable StepPages pages;

  /**
   * @param desktop opens a file or folder with the desktop's own program
   */
  MainWindow(Station station, Stage stage, FileQuestions.Opener desktop) {
    this(station, stage, desktop, Mats::loadNatives);
  }

  /**
   * @param natives loads what face checks need
   */
  MainWindow(Station station, Stage stage, FileQuestions.Opener desktop, StartUp.Natives natives) {
    this(station, new WindowFrame(stage, station.data()), desktop, natives);
  }

  /** Takes devices, language and output folder of a workplace instead of those chosen last. */
  MainWindow at(WorkplaceSettings named) {
    devices.setup().at(named);
    return this;
  }

  /**
   * @param frame shown or not
   */
  MainWindow(
      Station station, WindowFrame frame, FileQuestions.Opener desktop, StartUp.Natives natives) {
    this.station = station;
    this.frame = frame;
    this.models = frame.models();
    this.files =
        new FileQuestions(frame.stage(), models.settings().folder(), desktop, frame::texts);
    this.attached =
        new PadsFlow(
            station.pads()::open, FxThread.EXECUTOR, seen -> models.settings().pads().setAll(seen));
    Verifying verifying = new Verifying(station, models);
    this.documents =
        new DocumentFlow(
            models.document(),
            new DocumentFlow.Places(
                station.data().resolve("documents"),
                new FormPlaces(station.data().resolve("places.properties")),
                models::keywords),
            verifying::earlier,
            models.shell().waiting(),
            FxThread.EXECUTOR,
            this::failed);
    this.startUp = new StartUp(station, models, natives, frame::texts, this::failed);
    this.verification = verifying.flow(this);
    models.inspect().folder().bindBidirectional(models.settings().folder());
    this.inspection =
        new InspectFlow(models.inspect(), verification, verifying, FxThread.EXECUTOR, this::failed);
    this.desk = new CaseDesk(station, models, documents, verification, startUp, this);
    this.home = new HomePage(station, models, files, documents, desk, this);
    this.preloader = new PagePreloader(verification, this, home, () -> pages);
    this.customer =
        new CustomerDisplayView(
            frame.stage(), models.capture(), models.document(), models.shell().step());
    this.devices =
        new DeviceDesk(
            station,
            models.devices(),
            models.settings(),
            models.shell().running(),
            this,
            FxThread.EXECUTOR);
    this.doctor = new DoctorFlow(new DoctorModel(), this::examined, FxThread.EXECUTOR);
  }

  private Doctor.Place examined() {
    Workplace workplace = devices.setup().workplace().workplace();
    boolean named = !workplace.equals(Workplace.EMPTY);
    return new Doctor.Place(station, devices.free(), named, workplace);
  }

  @Override
  public Texts texts() {
    return frame.texts();
  }

  /** Who leads its cases. */
  CaseDesk desk() {
    return desk;
  }

  /** What the window shows. */
  WindowModels models() {
    return models;
  }

  /** Fills the frame, and shows it if it is not shown. */
  void show() {
    try {
      models.identify().offer(station.businessTypes().all(), station.settings().profile());
    } catch (BusinessException e) {
      LOG.warn("no case can begin before this is mended", e);
    }
    frame.show(devices.setup().workplace().workplace());
    frame.fill(this);
    models.settings().pad().subscribe(attached::chosen);
    ShellModel shell = models.shell();
    List.of(
            shell.step(),
            shell.settingsOpen(),
            shell.beside(),
            shell.home(),
            shell.devicesOpen(),
            models.document().opened(),
            models.document().locked())
        .forEach(each -> each.subscribe(this::turn));
    WindowKeys keys = new WindowKeys(models, this, attached).install(frame.scene(), frame.root());
    frame.stage().setOnCloseRequest(desk::closing);
    startUp.begin(frame, () -> begin(keys));
    models.settings().customerDisplay().subscribe(this::showCustomer);
  }

  private void begin(WindowKeys keys) {
    home.start();
    attached.start(station.pads());
    devices.start();
    preloader.begin(texts(), frame.scene());
    frame.wishes().fulfil(keys);
  }

  @Override
  public QueueView.Actions queue() {
    return desk;
  }

  @Override
  public void built() {
    pages = new StepPages(models, documents, verification, this, texts());
    startUp.notice();
    turn();
    showCustomer();
  }

  // Once the window itself is there.
  private void showCustomer() {
    if (frame.stage().isShowing()) {
      customer.show(models.settings().customerDisplay(), texts());
    }
  }

  private void turn() {
    StepPages made = pages;
    if (made == null) {
      return;
    }
    Step step = models.shell().step().get();
    models.document().placing().set(step == Step.PLACE);
    frame.page(
        models.shell().settingsOpen().get()
            ? made.settings(this::choosePad)
            : switch (models.shell().beside().get()) {
              case NOTHING ->
                  models.shell().devicesOpen().get()
                      ? made.devices(devices)
                      : home.isShown() ? home.page(texts()) : made.of(step);
              case VERIFICATION -> made.inspect(inspection);
              case HELP -> made.help();
              case ABOUT -> made.about(station.data());
              case DOCTOR -> made.doctor(doctor);
            });
  }

  @Override
  public DeviceDesk devices() {
    return devices;
  }

  @Override
  public void showSettings() {
    models.shell().devicesOpen().set(false);
    models.shell().settingsOpen().set(true);
  }

  @Override
  public void leaveDevices() {
    models.shell().devicesOpen().set(false);
  }

  @Override
  public void choosePad(String uri) {
    if (models.shell().running().get()) {
      return; // it may be the very pad that somebody writes on
    }
    Thread.ofVirtual()
        .name("look at a pad")
        .start(
            () -> {
              if (attached.look(uri) == SeenPad.Use.FREE) {
                FxThread.EXECUTOR.execute(() -> models.settings().pad().set(uri));
              }
            });
  }

  @Override
  public void chooseDocument() {
    if (!models.shell().running().get()) {
      home.chooseFiles();
    }
  }

  /** Verifies what is brought. */
  InspectFlow inspection() {
    return inspection;
  }

  /** Writes reports. */
  VerifyFlow reports() {
    return verification;
  }

  /** Verifies files; the page is shown. */
  void verify(List<Path> brought) {
    models.shell().beside().set(ShellModel.Beside.VERIFICATION);
    inspection.add(brought);
  }

  @Override
  public void take(List<Path> dropped) {
    home.take(dropped);
  }

  @Override
  public void openFile(Path file) {
    open(file, null);
  }

  /**
   * Opens a PDF in place of what is open.
   *
   * @param password or null
   */
  void open(Path file, @Nullable String password) {
    startUp.fileAsked();
    models.shell().home().set(false);
    anew();
    documents.open(file, password);
  }

  @Override
  public void go(Step step) {
    models.shell().settingsOpen().set(false);
    models.shell().beside().set(ShellModel.Beside.NOTHING);
    models.shell().devicesOpen().set(false);
    models.shell().home().set(false);
    models.shell().step().set(step);
  }

  @Override
  public void beginCase() {
    desk.begin();
  }

  @Override
  public void readCardPicture(Path picture) {
    CaseIdentity.readPicture(picture, station, models.identify(), this::failed);
  }

  @Override
  public Waiting waiting() {
    return models.shell().waiting();
  }

  @Override
  public void askToRemove(String service, Runnable confirmed) {
    models
        .shell()
        .question()
        .set(new ShellModel.Asked("remove-service", List.of(service), confirmed, null, null));
  }

  @Override
  public void cancelCase() {
    desk.cancel();
  }

  @Override
  public void completeCases() {
    home.complete();
  }

  @Override
  public void closeWindow() {
    frame.stage().close();
  }

  @Override
  public void startAnew() {
    if (models.queue().goesOn()) {
      desk.next();
      return;
    }
    models.queue().clearIfDone();
    anew();
  }

  private void anew() {
    models.document().take(null);
    models.identify().forget();
    models.capture().state().set(null);
    models.shell().demo().ofCase().set(Set.of());
    startUp.notice();
    go(Step.DOCUMENT);
  }

  @Override
  public void failed(Throwable failure) {
    LOG.info("shown to the user", failure);
    models.shell().failure().set(failure);
  }

  @Override
  public void print(Path file, @Nullable String password, String printer) {
    home.print(file, password, printer);
  }

  @Override
  public void open(Path file) {
    files.open(file, models.shell().notice());
  }

  @Override
  public void send(Path file, Sending way) {
    home.send(file, way);
  }

  /** Cancels what runs, waits for its end and keeps the choices. */
  @Override
  public void close() {
    customer.close();
    preloader.close();
    startUp.close();
    inspection.close();
    desk.close(PATIENCE);
    home.close();
    devices.close();
    doctor.close();
    documents.close();
    attached.close();
    frame.close();
  }
}
