// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium with one page, driven over the DevTools protocol; the opener closes it. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_SECONDS = 300;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final WebSocket socket;

  private Chromium(Process process, int port) throws Exception {
    this.process = process;
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String answer =
        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    String address = "";
    for (JsonNode each : JSON.readTree(answer)) {
      if (each.path("type").asText().equals("page")) {
        address = each.path("webSocketDebuggerUrl").asText();
      }
    }
    socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).get();
    for (String domain : List.of("Page", "Runtime", "Network", "Log", "DOM")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts it with a profile of its own in {@code folder}. */
  static Chromium start(Path folder) throws Exception {
    Path profile = Files.createDirectories(folder.resolve("chromium"));
    List<String> words = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox"));
    words.addAll(List.of("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"));
    words.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    words.addAll(List.of("--disable-dev-shm-usage", "--remote-debugging-port=0"));
    words.addAll(List.of("--user-data-dir=" + profile, "about:blank"));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 300 && !(Files.exists(port) && Files.size(port) > 0); i++) {
      Thread.sleep(100);
    }
    assertTrue(Files.exists(port), () -> "no Chromium: " + folder.resolve("chromium.log"));
    return new Chromium(process, Integer.parseInt(Files.readAllLines(port).getFirst()));
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void take(String message) {
    try {
      JsonNode read = JSON.readTree(message);
      CompletableFuture<JsonNode> waiting = calls.remove(read.path("id").asInt(-1));
      if (waiting == null) {
        events.add(read);
      } else {
        waiting.complete(read);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls a method of the protocol. */
  JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    Map<String, Object> message = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(message), true).get();
    JsonNode read = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertFalse(read.has("error"), () -> method + " " + read);
    return read.path("result");
  }

  /** Opens a page of the file system and forgets what happened before. */
  void open(Path page) throws Exception {
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    waitFor("document.readyState === 'complete' && location.href.endsWith('.html')");
  }

  /** What a JavaScript expression gives. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    assertFalse(result.has("exceptionDetails"), () -> expression + " " + result);
    return result.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void waitFor(String expression) throws Exception {
    for (int i = 0; i < LIMIT_SECONDS * 50; i++) {
      if (evaluate(expression).asBoolean()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        "never true: " + expression + "\n" + evaluate("document.body.innerText"));
  }

  /** Presses the button of the report and gives what it answers. */
  JsonNode recompute() throws Exception {
    evaluate("document.getElementById('recheck-start').click()");
    return answered();
  }

  /** The answer, when it is there. */
  JsonNode answered() throws Exception {
    waitFor("!['working', 'ready'].includes(window.pensealRecheck.state)");
    return JSON.readTree(evaluate("JSON.stringify(window.pensealRecheck)").asText());
  }

  /** Chooses a file in an input. */
  void choose(String selector, Path file) throws Exception {
    int root = call("DOM.getDocument", Map.of()).path("root").path("nodeId").asInt();
    int node =
        call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
            .path("nodeId")
            .asInt();
    call("DOM.setFileInputFiles", Map.of("nodeId", node, "files", List.of(file.toString())));
  }

  /** Addresses that the page asked for, but for itself and for pictures that lie in it. */
  List<String> requests() {
    return events.stream()
        .filter(each -> each.path("method").asText().equals("Network.requestWillBeSent"))
        .filter(each -> !each.at("/params/type").asText().equals("Document"))
        .map(each -> each.at("/params/request/url").asText())
        .filter(address -> !address.startsWith("data:image/"))
        .toList();
  }

  /** What the page complained of: errors of scripts and breaches of its policy. */
  List<String> complaints() {
    return events.stream()
        .filter(
            each ->
                each.path("method").asText().equals("Runtime.exceptionThrown")
                    || each.at("/params/entry/level").asText().equals("error"))
        .map(JsonNode::toString)
        .toList();
  }

  /** A picture of the whole page. */
  void picture(Path file, int widthPixels, boolean dark) throws Exception {
    look(widthPixels, dark);
    JsonNode taken =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(taken.path("data").asText()));
  }

  /** Width and colours. */
  void look(int widthPixels, boolean dark) throws Exception {
    int height = evaluate("document.documentElement.scrollHeight").asInt();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", widthPixels, "height", height, "deviceScaleFactor", 1, "mobile", false));
    Map<String, String> feature =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    // Its children write into the profile until they too are gone.
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    http.close();
  }
}
