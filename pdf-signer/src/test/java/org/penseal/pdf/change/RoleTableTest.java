// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;

/** docs/verification.md says of every role which entries have a role of their own. */
class RoleTableTest {
  private static final Pattern ROW = Pattern.compile("\\| ([A-Z_]+) \\| [^|]+ \\| ([^|]+) \\|");
  private static final String UNKNOWN = "AnEntryOfNobody";

  @Test
  void tableIsWhatTheProgramDoes() throws IOException {
    Map<String, Map<String, String>> told = new LinkedHashMap<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("..", "docs", "verification.md")));
    while (rows.find()) {
      told.put(rows.group(1), parsed(rows.group(2)));
    }
    Set<String> entries = new TreeSet<>(Set.of(UNKNOWN));
    told.values().forEach(each -> entries.addAll(each.keySet()));
    entries.removeIf(each -> each.equals("all") || each.contains("element"));
    assertEquals(
        Stream.of(Role.values()).map(Role::name).collect(Collectors.toSet()), told.keySet());
    for (Role role : Role.values()) {
      assertEquals(
          whole(told.getOrDefault(role.name(), Map.of()), entries), of(role, entries), role.name());
    }
  }

  /** Roles by entry; "elements", "first element" and "all" as the table has them. */
  private static Map<String, String> parsed(String cell) {
    Map<String, String> roles = new TreeMap<>();
    for (String part : cell.equals("none") ? new String[0] : cell.split("; ")) {
      String[] sides = part.split(": ");
      for (String entry : sides[0].split(", ")) {
        roles.put(entry, sides[1]);
      }
    }
    return roles;
  }

  private static Map<String, String> whole(Map<String, String> told, Set<String> entries) {
    Map<String, String> roles = new TreeMap<>();
    String all = told.getOrDefault("all", "VALUE");
    entries.forEach(each -> roles.put(each, told.getOrDefault(each, all)));
    String elements = told.getOrDefault("elements", "VALUE");
    roles.put("element 0", told.getOrDefault("first element", elements));
    roles.put("element 1", elements);
    return roles;
  }

  private static Map<String, String> of(Role role, Set<String> entries) {
    Map<String, String> roles = new TreeMap<>();
    entries.forEach(each -> roles.put(each, role.entry(COSName.getPDFName(each)).name()));
    roles.put("element 0", role.element(0).name());
    roles.put("element 1", role.element(1).name());
    return roles;
  }
}
