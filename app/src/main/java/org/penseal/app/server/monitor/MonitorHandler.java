// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.penseal.app.server.http.Answer;
import org.penseal.app.server.http.Handler;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException;

/**
 * Health, readiness and metrics, on a port of their own. {@code /health/live} is 200 while the
 * program runs, {@code /health/ready} only while calls should come here: not when it is about to
 * stop, and not when nothing of it works.
 */
public final class MonitorHandler implements Handler {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Metrics metrics;
  private final Supplier<Map<String, Boolean>> parts;
  private final BooleanSupplier taking;

  /**
   * @param parts what is well and what is not, by name
   * @param taking whether calls should come here
   */
  public MonitorHandler(
      Metrics metrics, Supplier<Map<String, Boolean>> parts, BooleanSupplier taking) {
    this.metrics = metrics;
    this.parts = parts;
    this.taking = taking;
  }

  @Override
  public Answer answer(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return text(405, "GET");
    }
    try {
      return switch (request.path()) {
        case "/health/live" -> text(200, "live");
        case "/health/ready" -> ready();
        case "/metrics" -> Answer.of(200, Metrics.type(), metrics.text());
        default -> text(404, "");
      };
    } catch (IOException e) {
      return text(500, "");
    }
  }

  private Answer ready() throws JsonProcessingException {
    boolean ready = taking.getAsBoolean();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ready", ready);
    json.put("parts", parts.get());
    return Answer.of(ready ? 200 : 503, "application/json", JSON.writeValueAsBytes(json));
  }

  @Override
  public Answer refused(ServeException.Refusal refusal, Map<String, List<String>> headers) {
    return text(refusal.status, "");
  }

  private static Answer text(int status, String said) {
    return Answer.of(status, "text/plain; charset=utf-8", said.getBytes(StandardCharsets.UTF_8));
  }
}
