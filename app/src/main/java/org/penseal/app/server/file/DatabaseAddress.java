// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database as its driver reads it: hosts and parameters.
 *
 * @param hosts names or literal addresses, without ports
 * @param parameters behind the question mark, decoded
 */
record DatabaseAddress(List<String> hosts, Map<String, String> parameters) {
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://([A-Za-z0-9.:,_\\[\\]-]+)/[A-Za-z0-9_-]+(?:\\?(.+))?");
  // Passwords and users stand elsewhere in the file.
  private static final Set<String> ELSEWHERE = Set.of("user", "password");
  // With these the other side is somebody else, or is not verified after all.
  private static final Set<String> UNDOING =
      Set.of("service", "socketFactory", "sslfactory", "sslfactoryarg", "sslhostnameverifier");

  /** Reads one; empty if it is none, or names a parameter twice. */
  static Optional<DatabaseAddress> of(String text) {
    Matcher found = URL.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    List<String> hosts = new ArrayList<>();
    for (String each : found.group(1).split(",", -1)) {
      hosts.add(each.replaceFirst("(?<=]|^[^:\\[]{1,253}):[0-9]{1,5}$", ""));
    }
    Map<String, String> parameters = new HashMap<>();
    String query = found.group(2);
    for (String each : query == null ? new String[0] : query.split("&", -1)) {
      String[] pair = each.split("=", 2);
      String value = pair.length == 2 ? decoded(pair[1]).orElse(null) : "";
      if (value == null || parameters.put(pair[0], value) != null) {
        return Optional.empty();
      }
    }
    return parameters.keySet().stream().anyMatch(ELSEWHERE::contains)
        ? Optional.empty()
        : Optional.of(new DatabaseAddress(hosts, parameters));
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether nothing leaves this computer, or TLS shows that the right one answers. */
  boolean isProtected() {
    boolean verified =
        "verify-full".equals(parameters.get("sslmode"))
            && parameters.keySet().stream().noneMatch(UNDOING::contains);
    return verified || hosts.stream().allMatch(DatabaseAddress::isHere);
  }

  private static boolean isHere(String host) {
    try {
      return host.equals("localhost")
          || InetAddress.ofLiteral(host.replaceFirst("^\\[(.*)]$", "$1")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
