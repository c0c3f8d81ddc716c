// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The list of cases, as it is filtered; on the screen's thread. */
public final class WorkbenchModel {
  private final CaseFilter filter = new CaseFilter();
  private final ObservableList<CaseLine> lines = FXCollections.observableArrayList();
  private final BooleanProperty more = new SimpleBooleanProperty();
  private final IntegerProperty toComplete = new SimpleIntegerProperty();
  private final BooleanProperty completing = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable CaseLine> selected = new SimpleObjectProperty<>();
  private final ObservableList<String> printers = FXCollections.observableArrayList();
  private final BooleanProperty demo = new SimpleBooleanProperty();
  private final StringProperty waitsOpen = new SimpleStringProperty("");

  /** What is looked for. */
  public CaseFilter filter() {
    return filter;
  }

  /** What was found, the newest first. */
  public ObservableList<CaseLine> lines() {
    return lines;
  }

  /** Whether there are more than are shown. */
  public BooleanProperty more() {
    return more;
  }

  /** How many cases have a signature and are to be completed, of any day. */
  public IntegerProperty toComplete() {
    return toComplete;
  }

  /** Whether there are such cases. */
  public ObservableBooleanValue incomplete() {
    return toComplete.greaterThan(0);
  }

  /** Whether they are being completed. */
  public BooleanProperty completing() {
    return completing;
  }

  /** The chosen case, or null. */
  public ObjectProperty<@Nullable CaseLine> selected() {
    return selected;
  }

  /** The printers of this computer, the usual one first. */
  public ObservableList<String> printers() {
    return printers;
  }

  /** Name of the document that is open behind this page; empty for none. */
  public StringProperty waitsOpen() {
    return waitsOpen;
  }

  /** Whether a document is open behind this page. */
  public ObservableBooleanValue waits() {
    return waitsOpen.isNotEmpty();
  }

  /** Whether the demo's document is offered. */
  public BooleanProperty demo() {
    return demo;
  }
}
