// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadModel;

/**
 * The pad models that this driver knows, read from {@code /pads/*.json} on the class path; {@code
 * /pads/index.json} names the files.
 */
public final class PadCatalog {
  private static final String FOLDER = "/pads/";

  private @Nullable Known known; // guarded by this

  private record Known(List<PadEntry> entries, List<PadModel> models) {}

  private PadCatalog() {}

  /**
   * The catalogue that is shipped with the driver; it is read when somebody first looks into it.
   */
  public static PadCatalog load() {
    return new PadCatalog();
  }

  private synchronized Known known() {
    Known read = known;
    if (read == null) {
      ObjectMapper mapper = new ObjectMapper();
      List<PadEntry> entries = new ArrayList<>();
      for (JsonNode id : read(mapper, "index")) {
        entries.add(PadFile.read(id.asText(), read(mapper, id.asText())));
      }
      List<PadModel> models = entries.stream().map(PadEntry::model).toList();
      read = new Known(List.copyOf(entries), models);
      known = read;
    }
    return read;
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

  /** All models with what is known of their facts. */
  public List<PadEntry> entries() {
    return known().entries();
  }

  /** All models. */
  public List<PadModel> models() {
    return known().models();
  }

  /** The model with this catalogue id. */
  public Optional<PadModel> byId(String id) {
    return models().stream().filter(m -> m.id().equals(id)).findFirst();
  }

  /** The model of the STU family that reports this name of itself. */
  public Optional<PadModel> byReportedName(String name) {
    return models().stream()
        .filter(m -> m.family() == PadModel.Family.STU && m.reportedName().equals(name))
        .findFirst();
  }

  /** The model with these USB ids. */
  public Optional<PadModel> byUsbIds(int vendorId, int productId) {
    Optional<PadModel.Usb> usb = Optional.of(new PadModel.Usb(vendorId, productId));
    return models().stream().filter(m -> m.usb().equals(usb)).findFirst();
  }

  /**
   * The model of a HID interface: by its USB ids, else any model that is known by usage page and
   * usage alone.
   *
   * @param usagePage usage page of the interface, 0 when the system does not tell
   * @param usage usage of the interface, 0 when the system does not tell
   */
  public Optional<PadModel> byHid(int vendorId, int productId, int usagePage, int usage) {
    Optional<PadModel> exact =
        byUsbIds(vendorId, productId).filter(m -> usagePage == 0 || isPage(m, usagePage));
    return exact.isPresent()
        ? exact
        : models().stream()
            .filter(m -> m.usb().isEmpty() && isPage(m, usagePage))
            .filter(m -> m.hid().orElseThrow().usages().contains(usage))
            .findFirst();
  }

  /** The models behind a serial converter whose USB product name has their vendor's word. */
  public List<PadModel> byAdapter(String product) {
    return models().stream()
        .filter(
            m ->
                m.serial()
                    .flatMap(PadModel.SerialLine::product)
                    .filter(product::contains)
                    .isPresent())
        .toList();
  }

  private static boolean isPage(PadModel model, int usagePage) {
    return model
        .hid()
        .filter(h -> h.usagePage() == PadModel.Hid.ANY_PAGE || h.usagePage() == usagePage)
        .isPresent();
  }
}
