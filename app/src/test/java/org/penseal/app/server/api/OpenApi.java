// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A description of docs, against which answers are held. */
public final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonNode description;

  private OpenApi(JsonNode description) {
    this.description = description;
  }

  /** That of the services. */
  public static OpenApi read() throws IOException {
    return read("services-openapi.yaml");
  }

  /** The one in this file. */
  public static OpenApi read(String file) throws IOException {
    return new OpenApi(
        new ObjectMapper(new YAMLFactory()).readTree(Path.of("..", "docs", file).toFile()));
  }

  /** Every method and path that is described. */
  public Set<String> operations() {
    Set<String> all = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return all;
  }

  /** Holds an answer against the description of its operation. */
  public JsonNode fits(String operation, HttpResponse<byte[]> answer) throws IOException {
    String[] parts = operation.split(" ", 2);
    JsonNode responses =
        description
            .path("paths")
            .path(parts[1])
            .path(parts[0].toLowerCase(Locale.ROOT))
            .path("responses");
    assertTrue(responses.isObject(), operation + " is not described");
    JsonNode response = responses.path(Integer.toString(answer.statusCode()));
    if (response.isMissingNode()) {
      response = description.at(responses.at("/default/$ref").asText().substring(1));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    JsonNode content = response.path("content").path(type);
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertTrue(!content.isMissingNode(), operation + " " + type + " " + body);
    if (!type.endsWith("json")) {
      return JSON.createObjectNode();
    }
    ObjectNode schema = (ObjectNode) content.path("schema").deepCopy();
    schema.set("components", description.path("components"));
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString())
            .validate(body, InputFormat.JSON);
    assertEquals("[]", errors.toString(), operation + " " + body);
    JsonNode read = JSON.readTree(body);
    if (type.equals("application/problem+json")) {
      assertEquals(answer.statusCode(), read.path("status").asInt());
    }
    return read;
  }
}
