// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penseal.app.cli.options.ServiceAddress;
import org.penseal.app.cli.options.TlsOptions;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problem;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tls.HttpAnswer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The node that is administered, and how it is reached. */
final class AdminNode {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Mixin Reply reply = new Reply();
  @Mixin TlsOptions tls = new TlsOptions();

  @Option(
      names = "--server",
      required = true,
      paramLabel = "URL",
      converter = ServiceAddress.class,
      description = "address of the node's administration, https://, sm+https:// or tlcp+https://")
  URI server = URI.create("https://localhost");

  /** Asks, and prints what the node says. */
  int get(String path, Map<String, String> parameters)
      throws SigningException, ServeException, IOException {
    try (HttpExchange exchange = exchange()) {
      return said(() -> exchange.get(uri(path, parameters)));
    }
  }

  /** Orders, and prints what the node says. */
  int post(String path, Map<String, String> parameters)
      throws SigningException, ServeException, IOException {
    try (HttpExchange exchange = exchange()) {
      return said(
          () -> exchange.post(uri(path, parameters), "application/octet-stream", new byte[0]));
    }
  }

  private interface Asking {
    HttpAnswer asked() throws IOException, ServiceException;
  }

  private HttpExchange exchange() throws SigningException {
    return new HttpExchange(TIMEOUT, tls.trust());
  }

  private URI uri(String path, Map<String, String> parameters) {
    List<String> parts = new ArrayList<>();
    parameters.forEach(
        (name, value) -> parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return server.resolve(path + (parts.isEmpty() ? "" : "?" + String.join("&", parts)));
  }

  private int said(Asking asking) throws ServiceException, ServeException, IOException {
    HttpAnswer answer;
    JsonNode json;
    try {
      answer = asking.asked();
      json = JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new ServeException.NodeUnreachable(server, e);
    }
    reply.json(json);
    if (answer.status() == 200) {
      json.properties().forEach(field -> print(field.getKey(), field.getValue()));
      return 0;
    }
    reply.progress(
        reply
            .texts()
            .get(
                "admin.refused",
                json.path("code").asText(),
                json.path("detail").asText(),
                json.path("remedy").asText()));
    return answer.status() < 500 ? Problem.NO : Problem.CANNOT_SAY;
  }

  // A line for each value, as the node names it.
  private void print(String name, JsonNode value) {
    if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
      value.forEach(each -> reply.line(name + " " + fields(each)));
    } else if (value.isObject() && hasArrays(value)) {
      value.properties().forEach(each -> print(name + "." + each.getKey(), each.getValue()));
    } else if (value.isObject()) {
      reply.line(name + " " + fields(value));
    } else {
      reply.line(name + " " + text(value));
    }
  }

  private static boolean hasArrays(JsonNode object) {
    return object.properties().stream().anyMatch(each -> each.getValue().isArray());
  }

  private static String fields(JsonNode object) {
    List<String> all = new ArrayList<>();
    object.properties().forEach(each -> all.add(each.getKey() + "=" + text(each.getValue())));
    return String.join(" ", all);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
