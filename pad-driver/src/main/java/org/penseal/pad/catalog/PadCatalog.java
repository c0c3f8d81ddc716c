// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.penseal.pad.PadModel;

/**
 * The pad models that this driver knows, read from {@code /pads/*.json} on the class path; {@code
 * /pads/index.json} names the files.
 */
public final class PadCatalog {
  private static final String FOLDER = "/pads/";
  static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "reportedName",
          "protocol",
          "vendorId",
          "productId",
          "screenWidthPx",
          "screenHeightPx",
          "maxX",
          "maxY",
          "maxPressure",
          "unitsPerMm",
          "rateHz",
          "baud",
          "chip");

  private final List<PadModel> models;

  /** A catalogue of the given models. */
  public PadCatalog(List<PadModel> models) {
    this.models = List.copyOf(models);
  }

  /** Reads the catalogue that is shipped with the driver. */
  public static PadCatalog load() {
    ObjectMapper mapper = new ObjectMapper();
    List<PadModel> models = new ArrayList<>();
    for (JsonNode id : read(mapper, "index")) {
      models.add(model(id.asText(), read(mapper, id.asText())));
    }
    return new PadCatalog(models);
  }

  private static JsonNode read(ObjectMapper mapper, String name) {
    String path = FOLDER + name + ".json";
    try (InputStream in = PadCatalog.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      return mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + path, e);
    }
  }

  private static PadModel model(String id, JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw new IllegalStateException("unknown field " + name + " in pad " + id);
              }
            });
    if (!id.equals(json.required("id").asText())) {
      throw new IllegalStateException("pad file and id differ: " + id);
    }
    return new PadModel(
        id,
        json.required("name").asText(),
        json.required("reportedName").asText(),
        PadModel.Protocol.valueOf(json.required("protocol").asText().toUpperCase(Locale.ROOT)),
        Integer.decode(json.required("vendorId").asText()),
        Integer.decode(json.required("productId").asText()),
        json.required("screenWidthPx").asInt(),
        json.required("screenHeightPx").asInt(),
        json.required("maxX").asInt(),
        json.required("maxY").asInt(),
        json.required("maxPressure").asInt(),
        json.required("unitsPerMm").asDouble(),
        json.required("rateHz").asInt(),
        json.required("baud").asInt(),
        json.required("chip").asBoolean());
  }

  /** All models. */
  public List<PadModel> models() {
    return models;
  }

  /** The model with this catalogue id. */
  public Optional<PadModel> byId(String id) {
    return models.stream().filter(m -> m.id().equals(id)).findFirst();
  }

  /** The model that reports this name of itself. */
  public Optional<PadModel> byReportedName(String name) {
    return models.stream().filter(m -> m.reportedName().equals(name)).findFirst();
  }

  /** The model with these USB ids. */
  public Optional<PadModel> byUsbIds(int vendorId, int productId) {
    return models.stream()
        .filter(m -> m.vendorId() == vendorId && m.productId() == productId)
        .findFirst();
  }
}
