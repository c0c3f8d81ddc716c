// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.util.EnumSet;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.penseal.app.evidence.DemoPart;

/**
 * What of a demonstration took part in what the window shows: the case that runs or ran last, or
 * the file whose report is open.
 */
public final class DemoBadge {
  private final ObjectProperty<Set<DemoPart>> ofCase = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<Set<DemoPart>> ofFile = new SimpleObjectProperty<>(Set.of());
  private final BooleanProperty report = new SimpleBooleanProperty();
  private final ObjectBinding<Set<DemoPart>> shown =
      Bindings.createObjectBinding(
          () -> report.get() ? ofFile.get() : ofCase.get(), report, ofCase, ofFile);

  /** The parts that are told; empty if nothing of a demonstration took part. */
  public ObjectBinding<Set<DemoPart>> shown() {
    return shown;
  }

  /** Those of the case. */
  public ObjectProperty<Set<DemoPart>> ofCase() {
    return ofCase;
  }

  /** More of the case is known. */
  public void add(Set<DemoPart> parts) {
    Set<DemoPart> all = EnumSet.noneOf(DemoPart.class);
    all.addAll(ofCase.get());
    all.addAll(parts);
    ofCase.set(Set.copyOf(all));
  }

  /** Those of the file that was verified last. */
  public ObjectProperty<Set<DemoPart>> ofFile() {
    return ofFile;
  }

  /** Whether the report of that file is shown. */
  public BooleanProperty report() {
    return report;
  }
}
