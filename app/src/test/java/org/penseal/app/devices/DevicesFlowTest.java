// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;

/** How old an answer of a service may be before a case begins. */
@Slow
class DevicesFlowTest {
  private static final List<Part> TSA = List.of(Part.TSA);
  private static final Chosen NO_DEVICE = new Chosen("hid:/none", "", "", false, false, List.of());

  @TempDir Path folder;
  private final DevicesModel model = new DevicesModel();

  @BeforeEach
  void nobodyAnswersAtThisPort() throws Exception {
    Station.registerProvider();
    Files.writeString(
        folder.resolve("workplace.json"),
        """
        {"version": 1, "timestamp": ["http://127.0.0.1:9/"], "desk": {"pad": "hid:/none"}}
        """);
  }

  private Station station() throws Exception {
    return Station.open(WorkplaceSettings.of(folder, null, Secret.Asker.NOBODY).in(folder));
  }

  private List<Part> missing(DevicesFlow flow) throws Exception {
    return flow.missing(TSA).get(60, TimeUnit.SECONDS);
  }

  @Test
  void serviceThatAnsweredLongAgoIsAskedBeforeACaseBegins() throws Exception {
    try (Station station = station();
        DevicesFlow flow = new DevicesFlow(station, model, () -> NO_DEVICE, Runnable::run)) {
      model.state(Part.TSA).set(PartState.ready("answered before it was put out of order"));
      assertEquals(TSA, missing(flow));
      assertEquals(PartState.Light.FAILED, model.state(Part.TSA).get().light());
    }
  }

  @Test
  void caseDoesNotWaitForAServiceThatHasJustAnswered() throws Exception {
    try (Station station = station();
        DevicesFlow flow = new DevicesFlow(station, model, () -> NO_DEVICE, Runnable::run)) {
      flow.again(Part.TSA).get(60, TimeUnit.SECONDS);
      PartState ready = PartState.ready("just now");
      model.state(Part.TSA).set(ready);
      assertEquals(List.of(), missing(flow));
      assertEquals(ready, model.state(Part.TSA).get());
    }
  }
}
