// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseStateTest {
  private static final List<CaseState> ENDS =
      List.of(CaseState.ARCHIVED, CaseState.CANCELLED, CaseState.ABANDONED);

  @TempDir Path folder;

  private static Set<CaseState> after(CaseState state) {
    Set<CaseState> found = EnumSet.noneOf(CaseState.class);
    Arrays.stream(CaseState.values()).filter(state::mayBecome).forEach(found::add);
    return found;
  }

  @ParameterizedTest
  @EnumSource(CaseState.class)
  void eachStateGoesToTheNextOrEndsEarlyAsLongAsNothingIsSigned(CaseState state) {
    Set<CaseState> expected = EnumSet.noneOf(CaseState.class);
    if (!ENDS.contains(state)) {
      expected.add(CaseState.values()[state.ordinal() + 1]);
      expected.add(CaseState.ABANDONED);
    }
    if (state.ordinal() < CaseState.SIGNED.ordinal()) {
      expected.add(CaseState.CANCELLED);
    }
    assertEquals(expected, after(state));
    assertEquals(ENDS.contains(state), state.ended());
  }

  @Test
  void aRestartGoesOnFromTheSignatureOnly() {
    assertEquals(
        EnumSet.of(CaseState.SIGNED, CaseState.STAMPED),
        EnumSet.copyOf(Arrays.stream(CaseState.values()).filter(CaseState::resumable).toList()));
  }

  @Test
  void aDeviceNeverCountsBack() throws Exception {
    DeviceCounters counters = new DeviceCounters(folder.resolve("counters"));
    PublicKey one = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    PublicKey other = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    assertTrue(counters.take(one, 5));
    assertFalse(counters.take(one, 5), "the same statement again");
    assertFalse(counters.take(one, 4), "a copy from before");
    assertTrue(counters.take(other, 1), "each device has its own");
    DeviceCounters afterRestart = new DeviceCounters(folder.resolve("counters"));
    assertFalse(afterRestart.take(one, 5));
    assertTrue(afterRestart.take(one, 6));
  }

  @Test
  void aCounterThatCannotBeReadIsNoReasonToBeginAnew() throws Exception {
    Path files = folder.resolve("counters");
    DeviceCounters counters = new DeviceCounters(files);
    PublicKey device = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    assertTrue(counters.take(device, 9));
    try (var all = Files.list(files)) {
      Path kept = all.filter(f -> !f.endsWith("lock")).findFirst().orElseThrow();
      Files.writeString(kept, "");
    }
    Assertions.assertThrows(IOException.class, () -> counters.take(device, 10));
  }
}
