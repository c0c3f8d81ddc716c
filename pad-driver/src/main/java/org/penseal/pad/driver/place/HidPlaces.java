// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.place;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.pad.transport.HidBus;

/**
 * Where the HID devices are that were attached once: after a plug was pulled a device comes back
 * under another path. It is taken for the same one when ids and serial number are the same, it came
 * after the other had gone, and no second one fits. Any thread.
 */
public final class HidPlaces {
  private static final int MOST = 256;

  private final Map<String, Seen> known = new LinkedHashMap<>();
  private long look;

  /** A device at its path, from one look to another. */
  private record Seen(HidBus.Attached device, long first, long last) {
    boolean is(HidBus.Attached other) {
      return device.vendorId() == other.vendorId()
          && device.productId() == other.productId()
          && device.serialNumber().equals(other.serialNumber());
    }
  }

  /** To be told whenever it was looked what is attached. */
  public synchronized void note(List<HidBus.Attached> attached) {
    look++;
    for (HidBus.Attached device : attached) {
      Seen before = known.remove(device.path());
      long first =
          before != null && before.last() >= look - 1 && before.is(device) ? before.first() : look;
      known.put(device.path(), new Seen(device, first, look));
    }
    while (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /**
   * The path at which the device is now.
   *
   * @param path where it was
   * @param attached as noted last
   * @return empty when it is nowhere, or could be at several places
   */
  public synchronized Optional<String> find(String path, List<HidBus.Attached> attached) {
    if (attached.stream().anyMatch(d -> d.path().equals(path))) {
      return Optional.of(path);
    }
    Seen former = known.get(path);
    if (former == null) {
      return Optional.empty();
    }
    List<String> places =
        attached.stream()
            .filter(former::is)
            .map(HidBus.Attached::path)
            .filter(p -> known.containsKey(p) && known.get(p).first() > former.last())
            .distinct()
            .toList();
    return places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty();
  }
}
