// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.workplace.file.WorkplaceException.Unreadable;
import org.penseal.trust.Purpose;

/**
 * One file that carries a workplace to another station: the workplace and the certificates that it
 * names. Keys and secrets are named in it and never contained.
 */
public final class WorkplaceBundle {
  private static final String FORM = "penseal-workplace/1";
  private static final String FOLDER = "workplace";
  private static final String PEM = "-----BEGIN CERTIFICATE-----";
  private static final int LONGEST_BYTES = 4 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private WorkplaceBundle() {}

  /**
   * Packs a workplace file.
   *
   * @throws WorkplaceException if it or a certificate that it names cannot be read
   */
  public static String export(Path file) throws WorkplaceException {
    Workplace workplace = WorkplaceFile.read(file);
    Packing packing =
        new Packing(
            Objects.requireNonNull(file.toAbsolutePath().getParent()), new LinkedHashMap<>());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("form", FORM);
    all.put("workplace", WorkplaceJson.tree(packing.packed(workplace)));
    all.put("files", packing.files());
    return WorkplaceJson.text(all);
  }

  private record Packing(Path folder, Map<String, String> files) {
    Workplace packed(Workplace from) throws WorkplaceException {
      Map<Purpose, List<Path>> roots = new EnumMap<>(Purpose.class);
      for (Map.Entry<Purpose, List<Path>> each : from.trust().roots().entrySet()) {
        roots.put(each.getKey(), all(each.getKey().folder(), each.getValue()));
      }
      Optional<Workplace.IdentityAuthority> authority = Optional.empty();
      if (from.authority().isPresent()) {
        Workplace.IdentityAuthority named = from.authority().get();
        authority =
            Optional.of(
                new Workplace.IdentityAuthority(
                    named.addresses(),
                    all("authority-tls", named.trust()),
                    named.key(),
                    one("authority", named.certificate())));
      }
      Workplace.Network network = from.network();
      return new Workplace(
          ca(from.ca()),
          from.timestamp(),
          authority,
          new Workplace.Network(
              all("tls", network.trust()),
              network.key(),
              network.timeoutSeconds(),
              network.proxy()),
          new Workplace.Trust(
              roots, one("escrow", from.trust().escrow()), withoutLists(from.trust().revocation())),
          from.station(),
          from.desk(),
          from.output(),
          from.profile());
    }

    private Optional<Workplace.Ca> ca(Optional<Workplace.Ca> from) throws WorkplaceException {
      if (from.isPresent() && from.get().protection() instanceof Workplace.Certificates signed) {
        Path packed = one("ca", Optional.of(signed.certificate())).orElseThrow();
        return Optional.of(
            new Workplace.Ca(
                from.get().address(), new Workplace.Certificates(signed.key(), packed)));
      }
      return from;
    }

    // A list ends within weeks: another station gets its own.
    private static Workplace.Revocation withoutLists(Workplace.Revocation policy) {
      return new Workplace.Revocation(List.of(), policy.online(), policy.required());
    }

    private Optional<Path> one(String kind, Optional<Path> named) throws WorkplaceException {
      List<Path> packed = all(kind, named.stream().toList());
      return packed.stream().findFirst();
    }

    private List<Path> all(String kind, List<Path> named) throws WorkplaceException {
      List<Path> packed = new ArrayList<>();
      for (Path each : named) {
        for (Path file : certificates(folder.resolve(each))) {
          String name = "%s/%s-%d.pem".formatted(FOLDER, kind, files.size());
          files.put(name, pem(file));
          packed.add(Path.of(name));
        }
      }
      return packed;
    }

    private static List<Path> certificates(Path place) throws Unreadable {
      if (!Files.isDirectory(place)) {
        return List.of(place);
      }
      try (Stream<Path> listed = Files.list(place)) {
        return listed
            .filter(each -> each.toString().matches(".*\\.(pem|crt|cer)"))
            .sorted()
            .toList();
      } catch (IOException e) {
        throw new Unreadable(place, e);
      }
    }

    // Nothing but certificates leaves the station: not a key that lies in the same file.
    private static String pem(Path file) throws Unreadable {
      try {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!text.contains(PEM) || text.contains("PRIVATE KEY")) {
          throw new Unreadable(file, null);
        }
        return text;
      } catch (IOException e) {
        throw new Unreadable(file, e);
      }
    }
  }

  /**
   * Unpacks it beside a new workplace file.
   *
   * @throws WorkplaceException if it is no such file
   * @throws IOException if nothing can be written there
   */
  public static void unpack(Path bundle, Path target) throws WorkplaceException, IOException {
    JsonNode all;
    try {
      if (Files.size(bundle) > LONGEST_BYTES) {
        throw new Unreadable(bundle, null);
      }
      all = JSON.readTree(Files.readAllBytes(bundle));
    } catch (IOException e) {
      throw new Unreadable(bundle, e);
    }
    if (!FORM.equals(all.path("form").asText()) || !all.path("workplace").isObject()) {
      throw new Unreadable(bundle, null);
    }
    Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, JsonNode> each : all.path("files").properties()) {
        // A name of ours, so that nothing outside of the folder is written.
        if (!each.getKey().matches(FOLDER + "/[a-z-]{1,20}-[0-9]{1,4}\\.pem")
            || !each.getValue().asText().contains(PEM)) {
          throw new Unreadable(bundle, null);
        }
        Path file = folder.resolve(each.getKey());
        OwnerOnly.folder(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, each.getValue().asText(), StandardOpenOption.CREATE_NEW);
        written.add(file);
      }
      Path trial = folder.resolve(WorkplaceFile.NAME + ".new");
      Files.writeString(
          trial, all.path("workplace").toPrettyString() + "\n", StandardOpenOption.CREATE_NEW);
      written.add(trial);
      WorkplaceFile.read(trial);
      Files.move(trial, target);
    } catch (WorkplaceException | IOException e) {
      for (Path each : written) {
        Files.deleteIfExists(each);
      }
      throw e;
    }
  }

  /** The fields that each station fills for itself: its keys, and what they are opened with. */
  public static List<String> own(Workplace workplace) {
    List<String> own = new ArrayList<>();
    workplace
        .ca()
        .ifPresent(
            ca ->
                own.add(
                    switch (ca.protection()) {
                      case Workplace.SharedSecret shared -> "ca.secret: " + shared.secret();
                      case Workplace.Certificates signed -> "ca.key: " + signed.key().place();
                    }));
    workplace
        .authority()
        .flatMap(a -> a.key())
        .ifPresent(k -> own.add("authority.key: " + k.place()));
    workplace.network().key().ifPresent(key -> own.add("network.key: " + key.place()));
    workplace.station().ifPresent(key -> own.add("station: " + key.place()));
    return own;
  }
}
