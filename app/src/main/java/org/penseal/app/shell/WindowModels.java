// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.concurrent.Executor;
import org.penseal.app.business.BusinessType;
import org.penseal.app.capture.CaptureModel;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.help.HelpModel;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.verify.VerifyModel;

/**
 * What the window shows; lives longer than the views, which are made anew for another language.
 *
 * @param document the document
 * @param identify who signs
 * @param capture the pad
 * @param verify the answer
 * @param inspect files that are verified
 * @param help the page of the manual
 * @param settings the choices
 * @param shell the frame
 */
record WindowModels(
    DocumentModel document,
    IdentifyModel identify,
    CaptureModel capture,
    VerifyModel verify,
    InspectModel inspect,
    HelpModel help,
    SettingsModel settings,
    ShellModel shell) {

  static WindowModels make(Executor screen) {
    IdentifyModel identify = new IdentifyModel(screen);
    SettingsModel settings = new SettingsModel();
    identify.reader().bind(settings.readsCards());
    identify.demo().bind(settings.demoDevices());
    DocumentModel document = new DocumentModel();
    document.unread().bind(identify.type().map(BusinessType::unreadPages));
    document.demo().bind(settings.demoDevices());
    return new WindowModels(
        document,
        identify,
        new CaptureModel(),
        new VerifyModel(),
        new InspectModel(),
        new HelpModel(),
        settings,
        new ShellModel());
  }
}
