// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.pad.PadModel;

/**
 * The papers that are made of the catalogue: the udev rules, the table of pads and the index of the
 * files. All end with a line feed.
 */
public final class PadPapers {
  private final List<PadEntry> entries;

  /** Papers of these entries. */
  public PadPapers(List<PadEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The index of the catalogue's files in the order of their names, as JSON. */
  public static String index(List<String> ids) {
    return ids.stream()
        .sorted()
        .map(id -> "  \"" + id + "\"")
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /**
   * Rules for udev (systemd-udevd) that give the user at the desk the nodes of the pads: hidraw for
   * HID, tty for serial lines. A model that is known by its usage page alone has none, since udev
   * cannot tell it from a keyboard.
   */
  public String udevRules() {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    for (PadEntry entry : entries) {
      for (String rule : rules(entry.model())) {
        rules.computeIfAbsent(rule, r -> new ArrayList<>()).add(entry.model().name());
      }
    }
    StringBuilder text =
        new StringBuilder("# Generated from the catalogue of pads; see docs/PADS.md. ");
    text.append("Do not edit.\n# The user who sits at the machine may open them (uaccess).\n");
    rules.forEach(
        (rule, names) ->
            text.append("\n# ")
                .append(String.join(", ", names))
                .append('\n')
                .append(rule)
                .append('\n'));
    return text.toString();
  }

  /** The udev rules of one model. */
  static List<String> rules(PadModel model) {
    Set<String> rules = new LinkedHashSet<>();
    model
        .usb()
        .ifPresent(
            usb ->
                rules.add(
                    "KERNEL==\"hidraw*\", SUBSYSTEM==\"hidraw\", "
                        + ids(usb)
                        + ", TAG+=\"uaccess\""));
    if (model.serial().isPresent()) {
      // FTDI makes the converters of every pad of the catalogue.
      String converter =
          model.serial().get().adapter().map(PadPapers::ids).orElse("ATTRS{idVendor}==\"0403\"");
      rules.add("KERNEL==\"ttyUSB*\", SUBSYSTEM==\"tty\", " + converter + ", TAG+=\"uaccess\"");
    }
    return List.copyOf(rules);
  }

  private static String ids(PadModel.Usb usb) {
    return "ATTRS{idVendor}==\"%04x\", ATTRS{idProduct}==\"%04x\""
        .formatted(usb.vendorId(), usb.productId());
  }

  /** The table of pads, as Markdown. */
  public String table() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    text.append("| model | id | links | screen | confirms | proven by |\n");
    text.append("|---|---|---|---|---|---|\n");
    entries.forEach(e -> text.append(row(e)));
    text.append(REMARKS);
    for (PadEntry entry : entries) {
      if (!entry.remarks().isEmpty()) {
        text.append("\n## ").append(entry.model().name()).append('\n');
        entry.remarks().forEach(r -> text.append(remark(r)));
      }
    }
    return text.toString();
  }

  private static final String INTRODUCTION =
      """
      # Pads

      Generated from `pad-driver/src/main/resources/pads/*.json`; `PadPapersTest` fails when this page is stale
      and says how to make it anew. A pad of a known family needs one such file and no Java.

      **No physical pad has been attached yet.** "Proven by" says what stood in for it: `pty`, the simulator at a
      pseudo terminal through the real serial library; `memory`, the simulator in the same process;
      `stand-in-hidapi`, the simulator behind the real HID library's Java side; `linux-kernel`, the simulator as a
      HID device of a real kernel.

      """;

  private static final String REMARKS =
      """

      Confirms: *screen*, on buttons that PenSeal draws on the pad; *device*, on keys of the pad's own; *host*, at
      the workstation.

      A HID digitizer is found by its usage page. udev cannot tell one from a keyboard by that, so it needs a rule
      with its own ids, such as
      `KERNEL=="hidraw*", ATTRS{idVendor}=="xxxx", ATTRS{idProduct}=="xxxx", TAG+="uaccess"`.

      # Facts that are not a vendor's public word

      Marks: *sdk*, the vendor's SDK; *capture*, output of a device printed in a public document;
      *vendor-document*; *third-party-driver*, tried by its author on a device; *inferred*; *unverified*.
      """;

  private static String row(PadEntry entry) {
    PadModel model = entry.model();
    return "| %s | `%s` | %s | %s | %s | %s |\n"
        .formatted(
            model.name(),
            model.id(),
            links(model),
            screen(model),
            lower(model.confirm()),
            proofs(entry));
  }

  private static String links(PadModel model) {
    List<String> links = new ArrayList<>();
    model
        .hid()
        .ifPresent(
            hid ->
                links.add(
                    model
                        .usb()
                        .map(u -> "HID %04x:%04x".formatted(u.vendorId(), u.productId()))
                        .orElse("HID usage page %04x".formatted(hid.usagePage()))));
    model
        .serial()
        .ifPresent(
            line ->
                links.add(
                    "serial %s, %d%s%d"
                        .formatted(
                            line.bauds().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" or ")),
                            line.dataBits(),
                            line.parity() == PadModel.Parity.ODD ? "O" : "N",
                            line.stopBits())));
    return String.join("; ", links);
  }

  private static String screen(PadModel model) {
    return model
        .screen()
        .map(
            s ->
                s.widthPx()
                    + "×"
                    + s.heightPx()
                    + (s.encodings().isEmpty() ? ", its own pictures only" : ""))
        .orElse("–");
  }

  private static String proofs(PadEntry entry) {
    return entry.proofs().keySet().stream()
        .sorted()
        .map(link -> link + ": " + String.join(", ", entry.proofs().getOrDefault(link, List.of())))
        .collect(Collectors.joining("; "));
  }

  private static String remark(PadEntry.Remark remark) {
    return "- `%s` (%s): %s\n".formatted(remark.field(), remark.mark(), remark.note());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }
}
