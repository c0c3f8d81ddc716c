// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Numbers of pages in the report. */
class PageNumbersTest {
  @Test
  void runsOfPagesAreJoined() {
    assertEquals("3", PageNumbers.of(List.of(3)));
    assertEquals("1, 3–5, 9", PageNumbers.of(List.of(1, 3, 4, 5, 9)));
  }

  @Test
  void longListsEnd() {
    List<Integer> odd = IntStream.range(0, 500).map(i -> 2 * i + 1).boxed().toList();
    String text = PageNumbers.of(odd);
    assertEquals("1, 3", text.substring(0, 4));
    assertEquals("37, 39, …", text.substring(text.length() - 9));
  }
}
