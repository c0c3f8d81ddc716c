// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the checks of this computer found; on the screen's thread. */
public final class DoctorModel {
  private final ObservableList<CheckFinding> found = FXCollections.observableArrayList();
  private final BooleanProperty running = new SimpleBooleanProperty();

  /** Nothing was checked yet. */
  public DoctorModel() {}

  /** What was found, in the order in which it is told. */
  public ObservableList<CheckFinding> found() {
    return found;
  }

  /** Whether it is being looked for. */
  public BooleanProperty running() {
    return running;
  }

  /** How many of them do not work. */
  long failed() {
    return found.stream().filter(each -> each.state() == CheckFinding.State.FAILED).count();
  }
}
