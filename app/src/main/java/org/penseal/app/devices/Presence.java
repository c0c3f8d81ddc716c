// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penseal.idcard.IdCardException;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Cameras;
import org.penseal.liveness.camera.VideoDevices;
import org.penseal.pad.PadException;

/**
 * Whether a device is plugged in, without opening it: that takes no time, lights no lamp and takes
 * it from nobody.
 */
final class Presence {
  private static final String HID = "hid:";
  private static final String SERIAL = "serial:";

  private Presence() {}

  /**
   * The pad at an address.
   *
   * @param attached the pads that the system tells of
   * @return its name
   */
  static String pad(String uri, List<FoundDevice> attached) throws PadException {
    Optional<FoundDevice> there =
        attached.stream()
            .filter(each -> uri.equals(HID) ? each.uri().startsWith(HID) : each.uri().equals(uri))
            .findFirst();
    if (there.isPresent()) {
      return there.get().name();
    }
    if (uri.startsWith(HID) || (uri.startsWith(SERIAL) && !isThere(uri, SERIAL))) {
      throw new PadException.NotFound(uri);
    }
    return "";
  }

  /** The camera at an address. */
  static String camera(String uri, List<VideoDevices.Device> attached) throws LivenessException {
    if (uri.startsWith(Cameras.CLIP)) {
      if (!isThere(uri, Cameras.CLIP)) {
        throw new LivenessException.NoCamera(uri);
      }
      return "";
    }
    return attached.stream()
        .filter(each -> each.uri().equals(uri))
        .map(VideoDevices.Device::name)
        .findFirst()
        .orElseThrow(() -> new LivenessException.NoCamera(uri));
  }

  /** The card reader at an address; one over HID is found by opening it only. */
  static String reader(String uri) throws IdCardException {
    if (uri.startsWith(SERIAL) && !isThere(uri, SERIAL)) {
      throw new IdCardException.ReaderUnavailable(uri, null);
    }
    return "";
  }

  private static boolean isThere(String uri, String scheme) {
    String path = uri.substring(scheme.length());
    int query = path.indexOf('?');
    try {
      return Files.exists(Path.of(query < 0 ? path : path.substring(0, query)));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
