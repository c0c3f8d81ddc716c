// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class CustomerDisplayViewTest {
  private static final Rectangle2D LEFT = new Rectangle2D(0, 0, 1920, 1080);
  private static final Rectangle2D RIGHT = new Rectangle2D(1920, 0, 1280, 800);

  @Test
  void displayOfTheCustomerIsTheOneWithoutTheOperatorsWindow() {
    assertEquals(Optional.of(RIGHT), CustomerDisplayView.other(List.of(LEFT, RIGHT), 200, 100));
    assertEquals(Optional.of(LEFT), CustomerDisplayView.other(List.of(LEFT, RIGHT), 2000, 100));
    assertEquals(Optional.empty(), CustomerDisplayView.other(List.of(LEFT), 200, 100));
  }
}
