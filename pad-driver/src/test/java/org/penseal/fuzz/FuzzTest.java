// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Security;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Changed inputs for everything that parses: nothing but the typed exception, no endless memory.
 * The same inputs each time; {@code ./check --fuzz MINUTES} has Jazzer look for others, guided by
 * coverage.
 */
@Tag("slow")
class FuzzTest {
  private static final long SEED = 20_260_301;

  @BeforeAll
  static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  @TestFactory
  Stream<DynamicTest> onlyTheTypedExceptionEverComesOut() {
    return FuzzTargets.all().stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> run(target)));
  }

  private static void run(FuzzTarget target) throws Exception {
    Fuzzing fuzzing = new Fuzzing(target, SEED);
    fuzzing.run(target.inputs());
    assertTrue(fuzzing.places() > 1, target.name() + " always came to the same place");
  }

  @Test
  void parserThatFailsOtherwiseIsFound() {
    FuzzTarget careless =
        FuzzTarget.of("careless", 1, input -> input[10], IllegalStateException.class)
            .seeded(new byte[12]);
    org.junit.jupiter.api.Assertions.assertThrows(
        AssertionError.class, () -> new Fuzzing(careless, SEED).run(10_000));
    FuzzTarget greedy = FuzzTarget.of("greedy", 1, input -> new byte[32 << 20].length);
    org.junit.jupiter.api.Assertions.assertThrows(
        AssertionError.class, () -> new Fuzzing(greedy, SEED).run(1));
  }
}
