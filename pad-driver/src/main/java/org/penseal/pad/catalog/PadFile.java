// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.penseal.pad.PadModel;

/**
 * Reads one file of the catalogue ({@code pads/pad.schema.json}). A field that nobody asks for is
 * an error: it is a slip of the pen, or a fact that would have no effect.
 */
final class PadFile {
  private final String where;
  private final JsonNode json;
  private final Set<String> asked = new HashSet<>(Set.of("$schema"));

  private PadFile(String where, JsonNode json) {
    this.where = where;
    this.json = json;
  }

  /**
   * The entry in a file.
   *
   * @throws IllegalStateException when the file is not what the schema says
   */
  static PadEntry read(String id, JsonNode json) {
    PadFile file = new PadFile(id, json);
    if (!id.equals(file.text("id"))) {
      throw new IllegalStateException("pad file and id differ: " + id);
    }
    try {
      return file.entry();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("pad " + id + ": " + e.getMessage(), e);
    }
  }

  private PadEntry entry() {
    PadModel model =
        new PadModel(
            text("id"),
            text("name"),
            text("vendor"),
            word(PadModel.Family.class, "family"),
            text("reportedName"),
            part("usb").map(PadFile::usb),
            part("hid").map(PadFile::hid),
            part("serial").map(PadFile::serial),
            part("screen").map(PadFile::screen),
            tablet(part("tablet").orElseThrow(() -> missing("tablet"))),
            rates(part("rates").orElseThrow(() -> missing("rates"))),
            word(PadModel.Confirm.class, "confirm"),
            word(PadModel.Encryption.class, "encryption"),
            node("chip").booleanValue(),
            reports());
    PadEntry entry = new PadEntry(model, proofs(), remarks());
    requireAllAsked();
    return entry;
  }

  private static PadModel.Usb usb(PadFile in) {
    return in.done(
        new PadModel.Usb(
            Integer.decode(in.text("vendorId")), Integer.decode(in.text("productId"))));
  }

  private static PadModel.Hid hid(PadFile in) {
    List<Integer> usages = in.texts("usages").stream().map(Integer::decode).toList();
    return in.done(new PadModel.Hid(Integer.decode(in.text("usagePage")), usages));
  }

  private static PadModel.SerialLine serial(PadFile in) {
    return in.done(
        new PadModel.SerialLine(
            StreamSupport.stream(in.node("bauds").spliterator(), false)
                .map(JsonNode::intValue)
                .toList(),
            in.number("dataBits"),
            in.word(PadModel.Parity.class, "parity"),
            in.number("stopBits"),
            in.word(PadModel.LineFormat.class, "format"),
            in.part("adapter").map(PadFile::usb),
            in.optional("product").map(JsonNode::textValue),
            in.optional("clear").map(c -> Integer.decode(c.textValue()))));
  }

  private static PadModel.Screen screen(PadFile in) {
    List<PadModel.Encoding> encodings =
        in.texts("encodings").stream().map(e -> constant(PadModel.Encoding.class, e)).toList();
    return in.done(new PadModel.Screen(in.number("widthPx"), in.number("heightPx"), encodings));
  }

  private static PadModel.Tablet tablet(PadFile in) {
    int maxX = in.number("maxX");
    int maxY = in.number("maxY");
    return in.done(
        new PadModel.Tablet(
            in.number("minX"),
            in.number("minY"),
            maxX,
            maxY,
            in.number("maxPressure"),
            in.node("unitsPerMm").doubleValue(),
            in.optional("rawMaxX").map(JsonNode::intValue).orElse(maxX),
            in.optional("rawMaxY").map(JsonNode::intValue).orElse(maxY)));
  }

  private static PadModel.Rates rates(PadFile in) {
    return in.done(new PadModel.Rates(in.number("hid"), in.number("serial")));
  }

  private Map<Integer, Integer> reports() {
    Map<Integer, Integer> reports = new HashMap<>();
    optional("reports")
        .ifPresent(
            all ->
                all.fieldNames()
                    .forEachRemaining(
                        id -> reports.put(Integer.parseInt(id, 16), all.get(id).intValue())));
    return reports;
  }

  private Map<String, List<String>> proofs() {
    PadFile in = part("support").orElseThrow(() -> missing("support"));
    Map<String, List<String>> proofs = new LinkedHashMap<>();
    in.json.fieldNames().forEachRemaining(link -> proofs.put(link, in.texts(link)));
    return proofs;
  }

  private List<PadEntry.Remark> remarks() {
    List<PadEntry.Remark> remarks = new ArrayList<>();
    JsonNode all = node("provenance");
    all.fieldNames()
        .forEachRemaining(
            field ->
                remarks.add(
                    new PadEntry.Remark(
                        field,
                        all.get(field).required("mark").textValue(),
                        all.get(field).required("note").textValue())));
    return remarks;
  }

  private Optional<JsonNode> optional(String name) {
    asked.add(name);
    return Optional.ofNullable(json.get(name));
  }

  private JsonNode node(String name) {
    return optional(name).orElseThrow(() -> missing(name));
  }

  private IllegalStateException missing(String name) {
    return new IllegalStateException("no " + name + " in pad " + where);
  }

  private Optional<PadFile> part(String name) {
    return optional(name).map(n -> new PadFile(where + " " + name, n));
  }

  private String text(String name) {
    return node(name).textValue();
  }

  private List<String> texts(String name) {
    return StreamSupport.stream(node(name).spliterator(), false).map(JsonNode::textValue).toList();
  }

  private int number(String name) {
    JsonNode node = node(name);
    if (!node.isInt()) {
      throw new IllegalStateException(name + " is no whole number in pad " + where);
    }
    return node.intValue();
  }

  private <E extends Enum<E>> E word(Class<E> type, String name) {
    return constant(type, text(name));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private <T> T done(T value) {
    requireAllAsked();
    return value;
  }

  private void requireAllAsked() {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw new IllegalStateException("unknown field " + name + " in pad " + where);
              }
            });
  }
}
