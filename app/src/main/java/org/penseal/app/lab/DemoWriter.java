// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.pad.Ink;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.hand.Handwriting;

/** A simulated customer who writes an annotation, screen by screen, and then signs. */
public final class DemoWriter {
  // What the hand has skeletons for; a simulated hand has nothing to say of its own.
  private static final List<String> WORDS = List.of("张伟李娜", "王秀英李伟", "李娜张伟");

  private DemoWriter() {}

  /** Who writes something else on each screen, invented names for want of more letters. */
  public static SimulatedCustomer of(AnnotationOrder order, PadModel model, Ink signature) {
    int screens = AnnotationPage.count(order, model);
    List<Ink> inks = new ArrayList<>();
    for (int i = 0; i < screens; i++) {
      inks.add(Handwriting.write(WORDS.get(i % WORDS.size()), model, i));
    }
    return writing(inks, signature);
  }

  /** Who writes the same on each screen. */
  public static SimulatedCustomer of(
      AnnotationOrder order, PadModel model, Ink signature, Ink annotation) {
    int screens = AnnotationPage.count(order, model);
    return writing(java.util.Collections.nCopies(screens, annotation), signature);
  }

  /** The same, after turning one part of the pages, if a pad of this model offers them. */
  public static SimulatedCustomer leafing(SimulatedCustomer then, PadModel model) {
    return accepting(then, model, 1);
  }

  /** The same, after reading a text of so many screens and agreeing to it. */
  public static SimulatedCustomer agreeing(SimulatedCustomer then, PadModel model, int screens) {
    return accepting(then, model, screens - 1);
  }

  private static SimulatedCustomer accepting(
      SimulatedCustomer then, PadModel model, int turnedBefore) {
    if (!LeafLayout.fits(model.layout())) {
      return then;
    }
    LeafLayout layout = LeafLayout.of(model.layout());
    List<SimulatedCustomer.Step> steps = new ArrayList<>();
    for (int i = 0; i < turnedBefore; i++) {
      steps.add(new SimulatedCustomer.Tap(layout.forward()));
    }
    steps.add(new SimulatedCustomer.Tap(layout.accept()));
    steps.addAll(then.steps());
    return new SimulatedCustomer(steps, then.again(), then.meanwhile());
  }

  private static SimulatedCustomer writing(List<Ink> screens, Ink signature) {
    List<SimulatedCustomer.Step> steps = new ArrayList<>();
    for (Ink ink : screens) {
      steps.add(new SimulatedCustomer.Sign(ink));
      steps.add(new SimulatedCustomer.Press(PadButton.OK, true));
    }
    steps.addAll(SimulatedCustomer.signs(signature).steps());
    return new SimulatedCustomer(steps);
  }
}
