// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.settings.SettingsModel;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.SimulatedPhoto;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

/**
 * What stands on a counter and who sits before it: one pad on a line and one camera, whose
 * addresses stay, and invented people who come one after the other. The operator types who they
 * are.
 */
final class CounterDevices implements AutoCloseable {
  private static final Path PORTRAITS = Path.of("..", "testdata", "portraits");

  private final OpenWindow shown;
  private final Path line;
  private final Path camera;
  private final PadSimulator pad;

  /** Who comes. */
  enum Person {
    LI_NA("李娜", 0, "astronaut.png", "li-na-1"),
    WANG_XIU_YING("王秀英", 1, "grace_hopper.jpg", "wang-xiu-ying-1"),
    ZHANG_WEI("张伟", 2, "grace_hopper.jpg", "zhang-wei-1");

    private final String fullName;
    private final String number;
    private final String portrait;
    private final String trace;

    Person(String fullName, int number, String portrait, String trace) {
      this.fullName = fullName;
      this.number = DemoPopulation.ID_NUMBERS.get(number);
      this.portrait = portrait;
      this.trace = trace;
    }

    String fullName() {
      return fullName;
    }

    /** Who signs as this person on a simulated pad. */
    SimulatedCustomer hand() throws Exception {
      return SimulatedCustomer.signs(InkJson.read(DemoIdentity.resource("ink/" + trace + ".json")))
          .inEveryCapture();
    }

    /** The card of this person, as a simulated reader reads it. */
    IdCard card() {
      return new IdCard(
          fullName,
          IdCard.Sex.FEMALE,
          1,
          LocalDate.of(1900, 1, 1),
          "演示省演示市演示路1号",
          number,
          "演示市公安局",
          LocalDate.of(2020, 1, 1),
          Optional.empty(),
          SimulatedPhoto.of(new byte[] {1}));
    }
  }

  /**
   * Puts them on the counter, in place of those of the demo.
   *
   * @param folder where line and camera lie
   */
  CounterDevices(OpenWindow shown, Path folder) throws Exception {
    this.shown = shown;
    this.line = folder.resolve("pad");
    this.camera = folder.resolve("camera.png");
    this.pad = pad(Person.LI_NA);
    pad.link(line);
    film(Person.LI_NA);
    shown.on(
        () -> {
          SettingsModel settings = shown.window().models().settings();
          settings.demoDevices().set(false);
          settings.pagesOnPad().set(false);
          settings.pad().set("serial:" + line + "?model=penseal-ref");
          settings.pin().set(SimulatedDevices.PIN);
          settings.camera().set("clip:" + camera);
        });
  }

  /** A pad of its own, on which this person signs. */
  PadSimulator pad(Person person) throws Exception {
    return SimulatedDevices.pad(
        shown.station().catalog(),
        DemoWorkplace.trust(shown.station()).devices(),
        "penseal-ref",
        person.hand(),
        1);
  }

  /** The pad on the line. */
  PadSimulator pad() {
    return pad;
  }

  /** Where a pad is plugged in. */
  Path line() {
    return line;
  }

  private void film(Person person) throws Exception {
    ImageIO.write(
        ImageIO.read(PORTRAITS.resolve(person.portrait).toFile()), "png", camera.toFile());
  }

  /** Somebody sits down, and the operator types who that is. */
  void sits(Person person) throws Exception {
    pad.customer(person.hand());
    film(person);
    typed(person);
  }

  /** The operator types who it is to be. */
  void typed(Person person) {
    shown.on(
        () -> {
          WindowModels models = shown.window().models();
          models.identify().mode().set(IdentityMode.PORTRAIT);
          models.identify().name().set(person.fullName);
          models.identify().idNumber().set(person.number);
        });
  }

  @Override
  public void close() {
    pad.close();
  }
}
