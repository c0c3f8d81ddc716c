// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.devices.DevicesModel;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.queue.QueueModel;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.verify.OriginReport;
import org.penseal.app.verify.VerifyModel;
import org.penseal.app.workbench.WorkbenchModel;
import org.penseal.app.workplace.file.Policy;

/**
 * What the window shows; lives longer than the views, which are made anew for another language.
 *
 * @param document the document
 * @param identify who signs
 * @param capture the pad
 * @param verify the answer
 * @param inspect files that are verified
 * @param settings the choices
 * @param shell the frame
 * @param queue the files that are signed one after another
 * @param workbench the cases of this station
 * @param devices how devices and services are
 */
record WindowModels(
    DocumentModel document,
    IdentifyModel identify,
    CaptureModel capture,
    VerifyModel verify,
    InspectModel inspect,
    SettingsModel settings,
    ShellModel shell,
    QueueModel queue,
    WorkbenchModel workbench,
    DevicesModel devices) {

  /** Words beside which a signature goes: the kind of business's, else those of the settings. */
  List<String> keywords() {
    List<String> own = identify.type().get().desk().keywords();
    return own.isEmpty() ? settings.keywordList() : own;
  }

  /** Takes what the policy of the computer lets its users do. */
  void allow(Policy policy) {
    settings.allowDemo(policy.demo());
    inspect.rootsAllowed().set(policy.ownWorkplace());
  }

  static WindowModels make(Executor screen) {
    IdentifyModel identify = new IdentifyModel(screen);
    SettingsModel settings = new SettingsModel();
    identify.reader().bind(settings.readsCards());
    identify.demo().bind(settings.demoDevices());
    identify.picture().folder().bindBidirectional(settings.folder());
    DocumentModel document = new DocumentModel(identify.types(), identify.type());
    document.thumbnails().chosen().bindBidirectional(settings.thumbnails());
    VerifyModel verify = new VerifyModel();
    verify.folder().bindBidirectional(settings.folder());
    // 10 MB that nobody looks at any more.
    document
        .opened()
        .subscribe(
            another -> {
              verify.picture().set(null);
              verify.password().set(null);
            });
    QueueModel queue = new QueueModel();
    WorkbenchModel workbench = new WorkbenchModel();
    workbench.demo().bind(settings.demoDevices());
    Bindings.bindContent(verify.printers(), workbench.printers());
    ShellModel shell = new ShellModel();
    InspectModel inspect = new InspectModel();
    shell.verificationAsks().bind(inspect.asking());
    shell
        .beside()
        .subscribe(
            now -> {
              if (now != ShellModel.Beside.VERIFICATION) {
                inspect.stopAsking();
              }
            });
    shell.queued().bind(queue.active());
    verify
        .verified()
        .subscribe(
            file -> shell.demo().ofFile().set(file == null ? Set.of() : OriginReport.demo(file)));
    return new WindowModels(
        document,
        identify,
        new CaptureModel(),
        verify,
        inspect,
        settings,
        shell,
        queue,
        workbench,
        new DevicesModel());
  }
}
