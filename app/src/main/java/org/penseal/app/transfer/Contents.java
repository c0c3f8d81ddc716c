// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.penseal.app.upkeep.UpkeepException.NotTaken;

/**
 * What a file with a station holds, as its first entry says.
 *
 * @param version of the program that wrote it
 * @param entries of the archive's log
 * @param mac of the last of them, lower-case hex
 * @param files each by its name
 */
record Contents(String version, long entries, String mac, Map<String, Part> files) {
  /**
   * One file.
   *
   * @param bytes its length
   * @param sm3 lower-case hex
   */
  record Part(long bytes, String sm3) {}

  /** Name of the entry. */
  static final String NAME = "station.json";

  private static final String FORM = "penseal-station/";
  private static final int NUMBER = 1;
  private static final JsonMapper JSON = new JsonMapper();

  Contents {
    files = Map.copyOf(files);
  }

  byte[] encode() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("form", FORM + NUMBER);
    all.put("version", version);
    all.put("entries", entries);
    all.put("mac", mac);
    all.put("files", new TreeMap<>(files));
    return JSON.writeValueAsBytes(all);
  }

  /**
   * Reads it.
   *
   * @throws NotTaken if it is none, or a newer version wrote it
   */
  static Contents decode(byte[] bytes, String file) throws NotTaken {
    JsonNode all;
    try {
      all = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new NotTaken(file, NotTaken.Why.FORM);
    }
    String form = all.path("form").asText();
    if (!form.matches(FORM + "[0-9]{1,6}") || !all.path("files").isObject()) {
      throw new NotTaken(file, NotTaken.Why.FORM);
    }
    if (Integer.parseInt(form.substring(FORM.length())) > NUMBER) {
      throw new NotTaken(all.path("version").asText(), NotTaken.Why.NEWER);
    }
    Map<String, Part> files = new LinkedHashMap<>();
    all.path("files").properties().forEach(e -> files.put(e.getKey(), part(e.getValue())));
    return new Contents(
        all.path("version").asText(),
        all.path("entries").asLong(-1),
        all.path("mac").asText(),
        files);
  }

  private static Part part(JsonNode one) {
    return new Part(one.path("bytes").asLong(-1), one.path("sm3").asText());
  }
}
