// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the text of a workplace file of what was typed, and refuses what could not be read. */
public final class WorkplaceText {
  private WorkplaceText() {}

  /**
   * The text, read as the file would be.
   *
   * @param tree fields by name: texts, lists of texts, further fields
   * @param folder where the file will lie
   * @throws WorkplaceException naming the field that is missing or wrong
   */
  public static String of(Map<String, Object> tree, Path folder) throws WorkplaceException {
    return WorkplaceJson.of(read(tree, folder));
  }

  /**
   * The fields of a workplace by name, to be changed and read again; what is not named is absent.
   */
  public static Map<String, Object> tree(Workplace workplace) {
    return WorkplaceJson.tree(workplace);
  }

  /**
   * What the file would say.
   *
   * @param tree fields by name: texts, lists of texts, further fields
   * @param folder where the file will lie
   * @throws WorkplaceException naming the field that is missing or wrong
   */
  public static Workplace read(Map<String, Object> tree, Path folder) throws WorkplaceException {
    JsonNode json = new JsonMapper().valueToTree(tree);
    return WorkplaceFile.workplace(json, folder.toAbsolutePath());
  }

  /** Fields of those values that are there: name, value, name, value … */
  public static Map<String, Object> fields(@Nullable String... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      String value = namesAndValues[i + 1];
      if (name != null && value != null) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  /** Puts a list that is not empty. */
  public static void put(Map<String, Object> fields, String name, List<String> values) {
    if (!values.isEmpty()) {
      fields.put(name, values);
    }
  }

  /** Puts fields if there are any. */
  public static void put(Map<String, Object> fields, String name, Map<String, Object> values) {
    if (!values.isEmpty()) {
      fields.put(name, values);
    }
  }

  /** Adds a text to a list. */
  public static void add(Map<String, Object> fields, String name, String value) {
    List<Object> list = new ArrayList<>();
    if (fields.get(name) instanceof List<?> before) {
      list.addAll(before);
    }
    list.add(value);
    fields.put(name, list);
  }
}
