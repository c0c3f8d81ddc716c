// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penseal.app.workplace.Station;

/**
 * Everything of a workplace that is asked or opened, each once, in the order in which it is told.
 *
 * @param part its name is the text {@code workplace.part.PART}
 * @param trial asks or opens it
 */
public record PartProbe(String part, Trial trial) {
  /** What is tried. */
  @FunctionalInterface
  public interface Trial {
    /** Answers with what it found, in a few words, or fails as a case would. */
    String run() throws Exception;
  }

  private interface DeviceTrial {
    String open(String uri) throws Exception;
  }

  /** The services, keys and the named devices of a workplace. */
  public static List<PartProbe> of(Station station, Probes probes, Map<String, String> devices) {
    List<PartProbe> all = new ArrayList<>();
    List<URI> tsas = station.settings().services().tsas();
    all.add(new PartProbe("ca", probes::ca));
    for (URI tsa : tsas) {
      all.add(new PartProbe("timestamp", () -> probes.tsa(tsa)));
    }
    if (tsas.isEmpty()) {
      all.add(new PartProbe("timestamp", probes::anyTsa));
    }
    all.add(new PartProbe("authority", probes::authority));
    all.add(new PartProbe("escrow", probes::escrow));
    all.add(new PartProbe("station", probes::station));
    all.addAll(devices(probes, devices));
    return all;
  }

  /**
   * The devices alone.
   *
   * @param devices addresses by kind: pad, camera, idCard
   */
  public static List<PartProbe> devices(Probes probes, Map<String, String> devices) {
    List<PartProbe> all = new ArrayList<>();
    add(all, devices, "pad", probes::pad);
    add(all, devices, "camera", Probes::camera);
    add(all, devices, "idCard", Probes::reader);
    return all;
  }

  private static void add(
      List<PartProbe> all, Map<String, String> devices, String kind, DeviceTrial trial) {
    String uri = devices.get(kind);
    if (uri != null) {
      all.add(new PartProbe(kind, () -> trial.open(uri)));
    }
  }
}
