// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.admin.AdminRoute.Intent;
import org.penseal.app.server.api.Resources;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.AdminRole;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.front.Front;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.monitor.Metrics;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.signature.Octets;

/** What can be done to a node: looked at, switched, taken out of the rotation, read anew. */
public final class AdminCalls {
  private static final int MOST_ENTRIES = 1000;

  private final Resources with;
  private final Front front;
  private final AuditLog audit;
  private final Metrics metrics;
  private final NodeControl node;

  /** Calls over the parts of a node. */
  public AdminCalls(
      Resources with, Front front, AuditLog audit, Metrics metrics, NodeControl node) {
    this.with = with;
    this.front = front;
    this.audit = audit;
    this.metrics = metrics;
    this.node = node;
  }

  List<AdminRoute> routes() {
    return List.of(
        new AdminRoute("GET", "/admin/state", AdminRole.AUDITOR, this::state),
        new AdminRoute("GET", "/admin/audit", AdminRole.AUDITOR, this::entries),
        new AdminRoute("POST", "/admin/drain", AdminRole.OPERATOR, this::drain),
        new AdminRoute("POST", "/admin/application", AdminRole.OPERATOR, this::application),
        new AdminRoute("POST", "/admin/key", AdminRole.OPERATOR, this::key),
        new AdminRoute("POST", "/admin/reload", AdminRole.ADMINISTRATOR, this::reload));
  }

  private Intent state(Request request) throws BadParameter {
    request.only(Set.of());
    return new Intent("admin-state", "", "", this::state);
  }

  private Map<String, Object> state() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ready", node.ready());
    json.put("inRotation", node.inRotation());
    json.put("connections", node.connections());
    json.put("nodes", with.settings().services().nodes().count());
    json.put("parts", node.parts());
    json.put("keys", with.keys().all().stream().map(this::keyState).toList());
    json.put("applications", front.standings().stream().map(AdminCalls::standing).toList());
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("connections", node.limits().connections());
    limits.put("connectionsEach", node.limits().connectionsEach());
    limits.put("bodyBytes", node.limits().bodyBytes());
    json.put("limits", limits);
    json.put("counters", metrics.counters());
    json.put("auditEntries", audit.entries());
    return json;
  }

  private Map<String, Object> keyState(NamedKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", key.name());
    json.put("use", key.use().word());
    json.put("on", with.switches().isOn(Switches.What.KEY, key.name()));
    json.put("there", key.there(with.clock().instant()));
    key.certificates().stream()
        .findFirst()
        .ifPresent(newest -> json.put("until", newest.getNotAfter().toInstant().toString()));
    return json;
  }

  private static Map<String, Object> standing(Front.Standing standing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", standing.application().name());
    json.put("on", standing.on());
    json.put("perSecond", standing.application().rate().perSecond());
    json.put("perDay", standing.application().rate().perDay());
    json.put("atOnce", standing.application().rate().atOnce());
    json.put("left", standing.left());
    json.put("underWay", standing.underWay());
    return json;
  }

  private Intent entries(Request request) throws BadParameter {
    request.only(Set.of("from", "most"));
    int most = (int) number(request, "most", MOST_ENTRIES).orElse(100L).longValue();
    long last = audit.entries();
    long from = number(request, "from", Long.MAX_VALUE).orElse(Math.max(1, last - most + 1));
    return new Intent(
        "admin-audit",
        "",
        "",
        () -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("last", last);
          json.put("entries", audit.read(from, most));
          return json;
        });
  }

  private static Optional<Long> number(Request request, String name, long most)
      throws BadParameter {
    Optional<String> given = request.parameter(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!given.get().matches("[1-9][0-9]{0,17}") || Long.parseLong(given.get()) > most) {
      throw new BadParameter(name);
    }
    return Optional.of(Long.parseLong(given.get()));
  }

  private static boolean on(Request request) throws BadParameter {
    request.needed("on");
    return request.flag("on", true);
  }

  private Intent drain(Request request) throws BadParameter {
    request.only(Set.of("on"));
    boolean drain = on(request);
    return new Intent(
        drain ? "admin-drain" : "admin-drain-end",
        "",
        "",
        () -> {
          node.inRotation(!drain);
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("inRotation", node.inRotation());
          json.put("connections", node.connections());
          return json;
        });
  }

  private Intent application(Request request) throws ServeException.Refusal {
    request.only(Set.of("name", "on"));
    String name = request.needed("name");
    boolean known =
        front.standings().stream().anyMatch(each -> each.application().name().equals(name));
    return switched(Switches.What.APPLICATION, name, known, on(request));
  }

  private Intent key(Request request) throws ServeException.Refusal {
    request.only(Set.of("name", "on"));
    String name = request.needed("name");
    // A listener's key is not switched: the administration itself may stand on it.
    boolean known = with.keys().find(name).filter(key -> key.use() != KeyUse.TLS).isPresent();
    return switched(Switches.What.KEY, name, known, on(request));
  }

  private Intent switched(Switches.What what, String name, boolean known, boolean on)
      throws ServeException.Refusal {
    if (!known) {
      throw new BadParameter("name");
    }
    String word = what == Switches.What.KEY ? "key" : "application";
    return new Intent(
        "admin-" + word + (on ? "-on" : "-off"),
        name,
        "",
        () -> {
          with.switches().set(what, name, on);
          return Map.of("name", name, "on", on);
        });
  }

  private Intent reload(Request request) throws Exception {
    request.only(Set.of());
    byte[] file = ServeFile.bytes(with.settings().file());
    ServeSettings read = ServeFile.read(with.settings().file(), file);
    String digest = Octets.of(with.hashing().start("SM3").digest(file)).hex();
    return new Intent("admin-reload", "", digest, () -> taken(read));
  }

  private Map<String, Object> taken(ServeSettings read) throws Exception {
    front.reload(read);
    node.limits(read.services().http());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "applications", read.applications().stream().map(ServeSettings.Application::name).toList());
    json.put("restartFor", other(with.settings(), read));
    return json;
  }

  // What is different as well and needs a restart.
  private static List<String> other(ServeSettings old, ServeSettings read) {
    List<String> all = new ArrayList<>();
    add(all, "data", old.data(), read.data());
    add(all, "hosts", old.hosts(), read.hosts());
    add(all, "listen", old.listen(), read.listen());
    add(all, "monitor", old.monitor(), read.monitor());
    add(all, "keys", old.keys(), read.keys());
    add(all, "trust", old.trust(), read.trust());
    add(all, "timestamp", old.services().stamping(), read.services().stamping());
    add(all, "login", old.services().login(), read.services().login());
    add(all, "drainSeconds", old.services().drainSeconds(), read.services().drainSeconds());
    add(all, "nodes", old.services().nodes().count(), read.services().nodes().count());
    add(all, "store", old.services().nodes().store(), read.services().nodes().store());
    add(all, "admin", old.services().admin(), read.services().admin());
    add(all, "fileUriFolder", old.services().fileUriFolder(), read.services().fileUriFolder());
    return all;
  }

  private static void add(List<String> all, String name, Object old, Object read) {
    if (!old.equals(read)) {
      all.add(name);
    }
  }
}
