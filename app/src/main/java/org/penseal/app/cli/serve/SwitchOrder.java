// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** What is switched, and how. */
final class SwitchOrder {
  @Parameters(index = "0", paramLabel = "NAME", description = "name in the settings")
  String name = "";

  @Parameters(index = "1", paramLabel = "on|off", description = "on: enable, off: disable")
  Position position = Position.OFF;

  /** Either. */
  enum Position {
    ON,
    OFF
  }

  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("on", Boolean.toString(position == Position.ON));
    return all;
  }
}
