// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.trust.Purpose;

/** Writes a workplace as {@link WorkplaceFile} reads it. */
public final class WorkplaceJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private WorkplaceJson() {}

  /** The text of a workplace file; what is not named is left out. */
  public static String of(Workplace workplace) {
    return text(tree(workplace));
  }

  static String text(Map<String, Object> tree) {
    try {
      return JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and texts can be written", e);
    }
  }

  static Map<String, Object> tree(Workplace workplace) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", WorkplaceFile.VERSION);
    workplace
        .ca()
        .ifPresent(
            ca -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("address", ca.address().toString());
              switch (ca.protection()) {
                case Workplace.SharedSecret shared -> {
                  fields.put("reference", shared.reference());
                  fields.put("secret", shared.secret().toString());
                }
                case Workplace.Certificates signed -> {
                  putKey(fields, "key", Optional.of(signed.key()));
                  fields.put("certificate", signed.certificate().toString());
                }
              }
              all.put("ca", fields);
            });
    put(all, "timestamp", texts(workplace.timestamp()));
    workplace.authority().ifPresent(authority -> all.put("authority", authority(authority)));
    if (!workplace.network().equals(Workplace.Network.STANDARD)) {
      all.put("network", network(workplace.network()));
    }
    if (!workplace.trust().equals(Workplace.Trust.NONE)) {
      all.put("trust", trust(workplace.trust()));
    }
    putKey(all, "station", workplace.station());
    if (!workplace.desk().equals(Workplace.Desk.STANDARD)) {
      all.put("desk", desk(workplace.desk()));
    }
    putPath(all, "output", workplace.output());
    workplace.profile().ifPresent(named -> all.put("profile", named.word()));
    return all;
  }

  private static Map<String, Object> authority(Workplace.IdentityAuthority authority) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "addresses", texts(authority.addresses()));
    put(fields, "trust", texts(authority.trust()));
    putKey(fields, "key", authority.key());
    putPath(fields, "certificate", authority.certificate());
    return fields;
  }

  private static Map<String, Object> network(Workplace.Network network) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "trust", texts(network.trust()));
    putKey(fields, "key", network.key());
    fields.put("timeoutSeconds", network.timeoutSeconds());
    network
        .proxy()
        .ifPresent(
            proxy -> {
              Map<String, Object> written = new LinkedHashMap<>();
              written.put("address", proxy.address().toString());
              put(written, "except", proxy.except());
              fields.put("proxy", written);
            });
    return fields;
  }

  private static Map<String, Object> trust(Workplace.Trust trust) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Purpose each : Purpose.values()) {
      put(fields, each.folder(), texts(trust.roots().getOrDefault(each, List.of())));
    }
    putPath(fields, Purpose.ESCROW.folder(), trust.escrow());
    if (!trust.revocation().equals(Workplace.Revocation.NOT_ASKED)) {
      fields.put("revocation", revocation(trust.revocation()));
    }
    return fields;
  }

  private static Map<String, Object> revocation(Workplace.Revocation revocation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "lists", texts(revocation.lists()));
    fields.put("online", revocation.online());
    fields.put("required", revocation.required());
    return fields;
  }

  private static Map<String, Object> desk(Workplace.Desk desk) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String kind : List.of("pad", "camera", "idCard")) {
      Optional.ofNullable(desk.devices().get(kind)).ifPresent(uri -> fields.put(kind, uri));
    }
    desk.language().ifPresent(language -> fields.put("language", language));
    desk.zone().ifPresent(zone -> fields.put("zone", zone));
    fields.put("signingSeconds", desk.signingSeconds());
    return fields;
  }

  private static void putKey(Map<String, Object> fields, String name, Optional<Workplace.Key> key) {
    key.ifPresent(
        k -> {
          Map<String, Object> written = new LinkedHashMap<>();
          written.put("key", k.place());
          k.secret().ifPresent(secret -> written.put("secret", secret.toString()));
          fields.put(name, written);
        });
  }

  private static void putPath(Map<String, Object> fields, String name, Optional<Path> path) {
    path.ifPresent(file -> fields.put(name, file.toString()));
  }

  private static void put(Map<String, Object> fields, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      fields.put(name, texts);
    }
  }

  private static List<String> texts(Collection<?> values) {
    List<String> all = new ArrayList<>();
    values.forEach(value -> all.add(value.toString()));
    return all;
  }
}
