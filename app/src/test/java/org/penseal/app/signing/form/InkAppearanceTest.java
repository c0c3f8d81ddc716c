// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.app.evidence.Origins;

class InkAppearanceTest {
  private static Optional<String> line(Map<String, String> stated) {
    return new InkAppearance.Sources(new Origins(stated, false, List.of()), false).line();
  }

  @Test
  void devicesAndServicesNeedNoWord() {
    assertEquals(Optional.empty(), line(Map.of(Origins.PAD, "device", Origins.TSA, "demo")));
  }

  @Test
  void whateverStoodInADevicesPlaceIsNamedInBothLanguages() {
    Map<String, String> stated = new LinkedHashMap<>();
    stated.put(Origins.PAD, "simulated");
    stated.put(Origins.PERSON, "operator");
    stated.put(Origins.CAMERA, "recorded");
    assertEquals(Optional.of("签名板 pad 模拟 simulated；摄像头 camera 录制 recorded"), line(stated));
    assertEquals(Optional.of("签名板 pad 来源不明 unknown"), line(Map.of(Origins.PAD, "unknown")));
  }
}
