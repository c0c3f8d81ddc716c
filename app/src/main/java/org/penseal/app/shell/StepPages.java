// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;
import org.penseal.app.capture.CaptureView;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.devices.DeviceDesk;
import org.penseal.app.devices.DevicesView;
import org.penseal.app.doctor.DoctorFlow;
import org.penseal.app.doctor.DoctorView;
import org.penseal.app.document.DocumentFlow;
import org.penseal.app.document.DocumentView;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.help.AboutView;
import org.penseal.app.help.HelpView;
import org.penseal.app.identify.IdentifyView;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.page.InspectView;
import org.penseal.app.inspect.page.ReportBarView;
import org.penseal.app.settings.SettingsView;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.verify.page.VerifyView;

/** The pages of one language, each made when it is first shown. */
final class StepPages {
  private final WindowModels models;
  private final DocumentFlow documents;
  private final VerifyFlow verification;
  private final Navigator navigator;
  private final Texts texts;
  private final Map<Step, Parent> pages = new EnumMap<>(Step.class);
  private @Nullable Parent settings;
  private @Nullable Parent inspect;
  private @Nullable Parent help;
  private @Nullable Parent devices;
  private @Nullable Parent doctor;

  StepPages(
      WindowModels models,
      DocumentFlow documents,
      VerifyFlow verification,
      Navigator navigator,
      Texts texts) {
    this.models = models;
    this.documents = documents;
    this.verification = verification;
    this.navigator = navigator;
    this.texts = texts;
  }

  /** The page of a step. */
  Parent of(Step step) {
    return pages.computeIfAbsent(step == Step.PLACE ? Step.DOCUMENT : step, this::made);
  }

  private Parent made(Step step) {
    return switch (step) {
      case DOCUMENT, PLACE ->
          load(
              "Document.fxml",
              new DocumentView(models.document(), documents, navigator, texts),
              models.document());
      case IDENTIFY ->
          load(
              "Identify.fxml",
              new IdentifyView(models.identify(), navigator, texts),
              models.identify());
      case SIGN ->
          load(
              "Capture.fxml",
              new CaptureView(models.capture(), navigator, texts),
              models.capture());
      case REPORT ->
          load(
              "Verify.fxml",
              new VerifyView(models.verify(), verification, navigator, texts),
              models.verify());
    };
  }

  private Parent load(String name, Object view, Object model) {
    return LayoutView.page(name, view, model, texts);
  }

  /** The page of devices and services. */
  Parent devices(DeviceDesk desk) {
    Parent page = devices;
    if (page == null) {
      LastFolder folder = new LastFolder(models.settings().folder());
      DevicesView view = new DevicesView(models.devices(), desk, folder, texts);
      page = load("Devices.fxml", view, models.devices());
      devices = page;
    }
    return page;
  }

  /**
   * The page of the settings.
   *
   * @param choosePad makes the pad with this address the window's
   */
  Parent settings(Consumer<String> choosePad) {
    Parent page = settings;
    if (page == null) {
      Runnable close = () -> models.shell().settingsOpen().set(false);
      SettingsView view = new SettingsView(models.settings(), texts, choosePad, close);
      page = load("Settings.fxml", view, models.settings());
      settings = page;
    }
    return page;
  }

  /** The page of verification. */
  Parent inspect(InspectFlow flow) {
    Parent page = inspect;
    if (page == null) {
      InspectView view = new InspectView(models.inspect(), flow, verification, new Verification());
      page = load("Inspect.fxml", view, models.inspect());
      inspect = page;
    }
    return page;
  }

  /** The page of help. */
  Parent help() {
    Parent page = help;
    if (page == null) {
      HelpView view =
          new HelpView(
              models.shell().manual(),
              texts,
              () -> models.shell().beside().set(ShellModel.Beside.ABOUT),
              () -> models.shell().beside().set(ShellModel.Beside.DOCTOR),
              () -> models.shell().leaveHelp());
      page = load("Help.fxml", view, models.shell().manual());
      help = page;
    }
    return page;
  }

  /** What this program is. */
  Parent about(Path data) {
    Runnable back = () -> models.shell().beside().set(ShellModel.Beside.HELP);
    return load("About.fxml", new AboutView(data, navigator, texts, back), models.shell());
  }

  /** The checks of this computer, which begin anew. */
  Parent doctor(DoctorFlow flow) {
    Parent page = doctor;
    if (page == null) {
      page = load("Doctor.fxml", new DoctorView(flow, texts, new Doctoring()), flow.model());
      doctor = page;
    }
    flow.begin();
    return page;
  }

  private final class Doctoring implements DoctorView.Actions {
    @Override
    public void leave() {
      models.shell().beside().set(ShellModel.Beside.HELP);
    }

    @Override
    public void showDevices() {
      models.shell().beside().set(ShellModel.Beside.NOTHING);
      models.shell().devicesOpen().set(true);
    }

    @Override
    public LastFolder lastFolder() {
      return new LastFolder(models.settings().folder());
    }

    @Override
    public void failed(Throwable failure) {
      navigator.failed(failure);
    }
  }

  private final class Verification implements ReportBarView.Page {
    @Override
    public Texts texts() {
      return texts;
    }

    @Override
    public Navigator navigator() {
      return navigator;
    }

    @Override
    public void say(String words) {
      models.shell().notice().set(words);
    }

    @Override
    public void leave() {
      models.shell().beside().set(ShellModel.Beside.NOTHING);
    }
  }
}
