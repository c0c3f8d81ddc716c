// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import org.penseal.app.business.BusinessType;
import org.penseal.app.devices.setup.SetupFlow;
import org.penseal.app.settings.SeenPad;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.signing.Service;
import org.penseal.app.workplace.Station;
import org.penseal.identity.IdentityMode;

/** The devices and services of one window. On the screen's thread; the owner closes it. */
public final class DeviceDesk implements DevicesView.Actions, AutoCloseable {
  private final DevicesModel model;
  private final SettingsModel settings;
  private final ObservableBooleanValue running;
  private final Around around;
  private final DevicesFlow flow;
  private final TryOut trial;
  private final SetupFlow setup;

  /** The window around it. */
  public interface Around extends SetupFlow.Around {
    /** Makes the pad with this address the window's. */
    void choosePad(String uri);

    /** Shows the settings. */
    void showSettings();

    /** Leaves the page of the devices. */
    void leaveDevices();
  }

  /**
   * @param settings what is chosen
   * @param running whether a case has the devices
   * @param screen runs what touches models
   */
  public DeviceDesk(
      Station station,
      DevicesModel model,
      SettingsModel settings,
      ObservableBooleanValue running,
      Around around,
      Executor screen) {
    this.model = model;
    this.settings = settings;
    this.running = running;
    this.around = around;
    this.flow = new DevicesFlow(station, model, this::chosen, screen);
    this.trial = new TryOut(station, model, screen, around::failed);
    this.setup = new SetupFlow(station, model.form(), around, running, this::changed, screen);
  }

  /** Begins to look. */
  public void start() {
    settings.pads().addListener((ListChangeListener<SeenPad>) any -> pads());
    settings.pad().subscribe((before, now) -> pads());
    settings.camera().subscribe((before, now) -> flow.changed());
    settings.idCard().subscribe((before, now) -> pads());
    settings.demoDevices().subscribe((before, now) -> flow.changed());
    flow.start();
  }

  private void pads() {
    List<FoundDevice> found = settings.pads().stream().map(DevicesFlow::found).toList();
    model.found(Part.PAD).setAll(withNamed(found, settings.pad().get()));
    // A reader on a serial line looks like any other port.
    List<FoundDevice> lines = found.stream().filter(each -> isLine(each.uri())).toList();
    model.found(Part.READER).setAll(withNamed(lines, settings.idCard().get()));
    flow.changed();
  }

  private static boolean isLine(String uri) {
    return uri.startsWith("serial:");
  }

  /**
   * What is offered: the devices that the system tells of, and the serial port that the workplace
   * or the user named. The driver lists no port of the board, which is there without a device, too;
   * one that somebody named has something attached.
   */
  static List<FoundDevice> withNamed(List<FoundDevice> found, String named) {
    String uri = named.strip();
    boolean known = found.stream().anyMatch(each -> each.uri().equals(uri));
    return known || !isLine(uri)
        ? found
        : Stream.concat(found.stream(), Stream.of(new FoundDevice(uri, ""))).toList();
  }

  private Chosen chosen() {
    return new Chosen(
        settings.pad().get().strip(),
        settings.camera().get().strip(),
        settings.idCard().get().strip(),
        settings.demoDevices().get(),
        running.get() || model.trying().get() != null,
        settings.pads().stream().map(DevicesFlow::found).toList());
  }

  /** Addresses of the chosen devices by kind: pad, camera, idCard; none while they are in use. */
  public Map<String, String> free() {
    Chosen now = chosen();
    Map<String, String> free = new LinkedHashMap<>();
    if (!now.busy() && !now.demo()) {
      free.put("pad", now.pad());
      free.put("camera", now.camera());
      free.put("idCard", now.reader());
      free.values().removeIf(String::isEmpty);
    }
    return free;
  }

  /** What a device that is tried shows. */
  public TryOut tryOut() {
    return trial;
  }

  /**
   * Which parts cannot be used that a case needs; at once if all are well.
   *
   * @param mode how the signer is identified
   */
  public CompletableFuture<List<Part>> missing(BusinessType type, IdentityMode mode) {
    List<Part> needed = new ArrayList<>(List.of(Part.PAD, Part.CA, Part.TSA, Part.ARCHIVE));
    if (mode != IdentityMode.PHONE) {
      needed.add(Part.CAMERA);
    }
    if (mode != IdentityMode.PORTRAIT) {
      needed.add(Part.AUTHORITY);
    }
    if (type.card() || !settings.idCard().get().isBlank()) {
      needed.add(Part.READER);
    }
    return flow.missing(needed);
  }

  @Override
  public void again(Part part) {
    flow.again(part);
  }

  /** Looks at everything that is out of order again. */
  public void again() {
    model.failed(List.of(Part.values())).forEach(flow::again);
  }

  @Override
  public void choose(Part part, FoundDevice device) {
    switch (part) {
      case PAD -> around.choosePad(device.uri());
      case CAMERA -> settings.camera().set(device.uri());
      case READER -> settings.idCard().set(device.uri());
      case CA, TSA, AUTHORITY, ARCHIVE ->
          throw new IllegalArgumentException(part + " is not chosen here");
    }
  }

  // The answer of the former counts no more.
  private void changed(Service service) {
    Part.of(service).ifPresent(flow::renew);
  }

  /** Sets the services, by a form. */
  public SetupFlow setup() {
    return setup;
  }

  @Override
  public void setUp(Part part) {
    part.service().ifPresent(setup::open);
  }

  @Override
  public void tryOut(Part part) {
    trial.begin(part, part == Part.PAD ? chosen().pad() : chosen().camera());
  }

  @Override
  public void further() {
    around.showSettings();
  }

  @Override
  public void done() {
    around.leaveDevices();
  }

  @Override
  public void close() {
    trial.stop();
    setup.close();
    flow.close();
  }
}
