// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.monitor;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.penseal.app.server.http.Listener;

/** The numbers that Prometheus fetches. May be shared between threads. */
public final class Metrics implements Listener.ConnectionCounts {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter calls =
      Counter.builder()
          .name("penseal_calls")
          .help("Calls that were answered.")
          .labelNames("application", "operation", "status")
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("penseal_call_seconds")
          .help("How long calls took.")
          .labelNames("operation")
          .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60)
          .register(registry);
  private final Counter refused =
      Counter.builder()
          .name("penseal_refusals")
          .help("Calls that were refused before anything was done.")
          .labelNames("code")
          .register(registry);
  private final Gauge open =
      Gauge.builder().name("penseal_connections_open").help("Open connections.").register(registry);
  private final Counter away =
      Counter.builder()
          .name("penseal_connections_turned_away")
          .help("Connections that were not taken or not kept.")
          .labelNames("why")
          .register(registry);

  /**
   * Numbers of a server.
   *
   * @param ready what is well and what is not, by name
   */
  public Metrics(Supplier<Map<String, Boolean>> ready) {
    GaugeWithCallback.builder()
        .name("penseal_ready")
        .help("Whether a part of the services can be used: keys, clock, audit.")
        .labelNames("part")
        .callback(gauge -> ready.get().forEach((part, well) -> gauge.call(well ? 1 : 0, part)))
        .register(registry);
  }

  /** A call was answered. */
  public void call(String application, String operation, int status, double took) {
    calls.labelValues(application, operation, Integer.toString(status)).inc();
    seconds.labelValues(operation).observe(took);
  }

  /** A call was refused. */
  public void refused(String code) {
    refused.labelValues(code).inc();
  }

  @Override
  public void open(int change) {
    open.inc(change);
  }

  @Override
  public void turnedAway(String why) {
    away.labelValues(why).inc();
  }

  /** How often what happened, for a program that does not know Prometheus. */
  public Map<String, Object> counters() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("calls", points(calls));
    all.put("refusals", points(refused));
    all.put("turnedAway", points(away));
    return all;
  }

  private static List<Map<String, Object>> points(Counter counter) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (CounterSnapshot.CounterDataPointSnapshot each : counter.collect().getDataPoints()) {
      Map<String, Object> point = new LinkedHashMap<>();
      each.getLabels().forEach(label -> point.put(label.getName(), label.getValue()));
      point.put("count", Math.round(each.getValue()));
      all.add(point);
    }
    return all;
  }

  /** The media type of {@link #text}. */
  public static String type() {
    return PrometheusTextFormatWriter.CONTENT_TYPE;
  }

  /** All numbers in Prometheus's text format. */
  public byte[] text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toByteArray();
  }
}
