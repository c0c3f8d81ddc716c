// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.place;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.transport.HidTransport;
import org.penseal.pad.transport.SerialTransport;

/**
 * Where a pad is: {@code serial:PATH}, with {@code ?baud=N}, {@code ?model=ID}, {@code ?link=off},
 * {@code ?link=require} or {@code ?cipher=on}, or several parted by {@code &}; {@code hid:PATH}, or
 * {@code hid:} for the first known one, with {@code link} and {@code cipher} only.
 *
 * @param scheme {@code serial} or {@code hid}
 * @param path empty for the first one
 * @param baud speed asked for, serial only
 * @param model catalogue id of the model, serial only
 * @param link what is wished of the link
 * @param cipher whether pen data is to be encrypted by the vendor's protocol ({@code ?cipher=on})
 */
public record PadUri(
    String scheme,
    String path,
    Optional<Integer> baud,
    Optional<String> model,
    LinkWish link,
    boolean cipher) {

  private static final String OPTION =
      "baud=[1-9][0-9]{1,6}|model=[a-z0-9-]{1,40}|link=(auto|off|require)|cipher=(on|off)";

  /** A HID path has question marks of its own on some systems: only these are options. */
  private static final String HID_OPTIONS =
      "(link=(auto|off|require)|cipher=(on|off))(&(link|cipher)=[a-z]+)?";

  /** The same with pen data in clear. */
  public PadUri(
      String scheme, String path, Optional<Integer> baud, Optional<String> model, LinkWish link) {
    this(scheme, path, baud, model, link, false);
  }

  /** Whether the link between host and pad is to be secured. */
  public enum LinkWish {
    /** When the pad offers it. */
    AUTO,
    /** Never: everything in clear, for recordings. */
    OFF,
    /** Always, else the pad is not opened. */
    REQUIRE
  }

  /** The same wishes at another path. */
  public PadUri at(String otherPath) {
    return new PadUri(scheme, otherPath, baud, model, link, cipher);
  }

  /** The same place, with everything in clear. */
  public PadUri inClear() {
    return new PadUri(scheme, path, baud, model, LinkWish.OFF);
  }

  /**
   * What stands there, as far as it can be told before it is opened; afterwards the open pad's own
   * word counts ({@code PadIdentity.origin}).
   */
  public PadOrigin origin() {
    return scheme.equals("serial") ? SerialTransport.originAt(path) : HidTransport.originAt(path);
  }

  /**
   * Reads a URI.
   *
   * @throws PadException.NotFound when it is of no known kind
   */
  public static PadUri parse(String uri) throws PadException.NotFound {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon);
    String path = uri.substring(colon + 1);
    boolean serial = scheme.equals("serial");
    int mark = path.lastIndexOf('?');
    int query = serial || path.substring(mark + 1).matches(HID_OPTIONS) ? mark : -1;
    Map<String, String> options = query < 0 ? Map.of() : options(uri, path.substring(query + 1));
    path = query < 0 ? path : path.substring(0, query);
    if (!scheme.equals("hid") && (!serial || path.isEmpty())) {
      throw new PadException.NotFound(uri);
    }
    return new PadUri(
        scheme,
        path,
        Optional.ofNullable(options.get("baud")).map(Integer::valueOf),
        Optional.ofNullable(options.get("model")),
        LinkWish.valueOf(options.getOrDefault("link", "auto").toUpperCase(Locale.ROOT)),
        options.getOrDefault("cipher", "off").equals("on"));
  }

  private static Map<String, String> options(String uri, String query)
      throws PadException.NotFound {
    Map<String, String> options = new HashMap<>();
    for (String option : query.split("&", -1)) {
      if (!option.matches(OPTION)) {
        throw new PadException.NotFound(uri);
      }
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return options;
  }
}
