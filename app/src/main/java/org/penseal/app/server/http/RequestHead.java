// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.penseal.app.server.refusal.ServeException.BadRequest;

/**
 * The head of a request, read so that no two programs on its way can understand it differently: one
 * length, one host, one path (RFC 9112, sections 3 and 6.3).
 */
final class RequestHead {
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/._~-]*");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final int LONGEST_TARGET = 4096;
  private static final int MOST_PARAMETERS = 32;

  private RequestHead() {}

  static Map<String, List<String>> headers(ClassicHttpRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header each : request.getHeaders()) {
      headers
          .computeIfAbsent(each.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(each.getValue() == null ? "" : each.getValue());
    }
    return headers;
  }

  static void require(ClassicHttpRequest request, Map<String, List<String>> headers)
      throws BadRequest {
    if (request.getHeaders().length > HttpLimits.HEADERS) {
      throw new BadRequest("head");
    }
    if (request.getAuthority() != null) {
      throw new BadRequest("target"); // a host of its own, which counts more than the header's
    }
    List<String> hosts = headers.getOrDefault("host", List.of());
    boolean old = HttpVersion.HTTP_1_0.equals(request.getVersion());
    boolean named = hosts.isEmpty() || HOST.matcher(hosts.getFirst().strip()).matches();
    if (hosts.size() > 1 || (hosts.isEmpty() && !old) || !named) {
      throw new BadRequest("host");
    }
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    boolean twoLengths = lengths.size() + codings.size() > 1;
    boolean noLength = !lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches();
    boolean otherCoding = !codings.isEmpty() && !codings.getFirst().equalsIgnoreCase("chunked");
    if (twoLengths || noLength || otherCoding || (old && !codings.isEmpty())) {
      throw new BadRequest("length");
    }
    if (headers.containsKey("content-encoding")) {
      throw new BadRequest("content-encoding");
    }
    for (List<String> values : headers.values()) {
      for (String each : values) {
        requireShown(each);
      }
    }
  }

  private static void requireShown(String value) throws BadRequest {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' && value.charAt(i) != '\t') {
        throw new BadRequest("header");
      }
    }
  }

  /** What stands before the question mark; only what names of ours are made of. */
  static String path(String target) throws BadRequest {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    if (target.length() > LONGEST_TARGET || !PATH.matcher(path).matches()) {
      throw new BadRequest("target");
    }
    return path;
  }

  static Map<String, List<String>> query(String target) throws BadRequest {
    int mark = target.indexOf('?');
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (mark < 0 || mark == target.length() - 1) {
      return query;
    }
    String[] parts = target.substring(mark + 1).split("&", -1);
    if (parts.length > MOST_PARAMETERS) {
      throw new BadRequest("query");
    }
    for (String part : parts) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw new BadRequest("query");
      }
      query
          .computeIfAbsent(decoded(part.substring(0, equals)), name -> new ArrayList<>())
          .add(decoded(part.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) throws BadRequest {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        if (low < 0) {
          throw new BadRequest("query");
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else if (each <= ' ' || each > '~') {
        throw new BadRequest("query");
      } else {
        bytes.put((byte) (each == '+' ? ' ' : each));
      }
    }
    try {
      String value = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (value.codePoints().anyMatch(Character::isISOControl)) {
        throw new BadRequest("query");
      }
      return value;
    } catch (CharacterCodingException e) {
      throw new BadRequest("query");
    }
  }
}
