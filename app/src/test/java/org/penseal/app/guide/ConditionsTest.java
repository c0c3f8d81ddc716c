// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private final Queued model = new Queued();
  private final ObservableMap<String, Object> conditions = Conditions.of(model);

  /** A model with a condition of its own and one of a part. */
  public static final class Queued {
    private final IntegerProperty files = new SimpleIntegerProperty();
    private final Pen pen = new Pen();

    /** Whether there are files; a binding that nobody else keeps. */
    public ObservableBooleanValue active() {
      return files.greaterThan(0);
    }

    /** What it is written with. */
    public Pen pen() {
      return pen;
    }
  }

  /** A part of the model. */
  public static final class Pen {
    private final BooleanProperty near = new SimpleBooleanProperty();

    /** Whether it is near. */
    public BooleanProperty near() {
      return near;
    }
  }

  @Test
  void tellsTheConditionAndEachChange() {
    List<Object> told = new ArrayList<>();
    assertEquals(false, conditions.get("active"));
    conditions.addListener(
        (MapChangeListener<String, Object>) change -> told.add(change.getValueAdded()));
    model.files.set(2);
    model.files.set(0);
    assertEquals(List.of(true, false), told);
  }

  @Test
  void followsBindingThatNobodyElseKeeps() {
    assertEquals(false, conditions.get("active"));
    collectGarbage();
    model.files.set(1);
    assertEquals(true, conditions.get("active"));
  }

  @Test
  void asksPartsOfTheModel() {
    Map<?, ?> pen = (Map<?, ?>) conditions.get("pen");
    assertEquals(false, pen.get("near"));
    model.pen.near.set(true);
    assertEquals(true, pen.get("near"));
  }

  @Test
  void refusesNameThatTheModelDoesNotHave() {
    assertThrows(IllegalArgumentException.class, () -> conditions.get("activ"));
  }

  private static void collectGarbage() {
    WeakReference<Object> mark = new WeakReference<>(new Object());
    while (mark.get() != null) {
      System.gc();
    }
  }
}
