// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.app.workplace.file.WorkplaceText;
import org.penseal.refusal.FileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal workplace init}: writes a workplace file from options, or from answers. */
@Command(
    name = "init",
    description =
        "Writes workplace.json. Without any of its options it asks, if there is a terminal.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Option(names = "--data", paramLabel = "DIR", description = "folder of archive and cases")
  @Nullable Path data;

  @Option(names = "--ca", paramLabel = "URL", description = "CMP address of the CA")
  @Nullable String ca;

  @Option(names = "--ca-reference", paramLabel = "NAME", description = "name of the CA's secret")
  @Nullable String caReference;

  @Option(
      names = "--ca-secret",
      paramLabel = "SECRET",
      description = "where the CA's secret comes from: file:PATH, credential:NAME or ask")
  @Nullable String caSecret;

  @Option(names = "--tsa", paramLabel = "URL", description = "timestamp service; may be repeated")
  List<String> tsas = List.of();

  @Option(names = "--authority", paramLabel = "URL", description = "identity authority; repeatable")
  List<String> authorities = List.of();

  @Option(
      names = "--authority-certificate",
      paramLabel = "FILE",
      description = "certificate of the key with which the authority signs every answer")
  @Nullable String authorityCertificate;

  @Option(
      names = "--tls-trust",
      paramLabel = "FILE|DIR",
      description = "roots of TLS servers; may be repeated")
  List<String> tls = List.of();

  @Option(
      names = "--trust",
      paramLabel = "PURPOSE=FILE|DIR",
      description = "roots for signer, tsa, device, station or authority; may be repeated")
  List<String> trust = List.of();

  @Option(names = "--escrow", paramLabel = "CERT", description = "whose key can open handwriting")
  @Nullable String escrow;

  @Option(
      names = "--station-key",
      paramLabel = "FILE|skf:LIB|pkcs11:LIB",
      description = "signs statements for pads without a secure chip (SM2 or P-256)")
  @Nullable String stationKey;

  @Option(
      names = "--station-secret",
      paramLabel = "SECRET",
      description = "password or PIN of --station-key, as --ca-secret")
  @Nullable String stationSecret;

  @Option(names = "--pad", paramLabel = "URI", description = "hid:, hid:PATH or serial:PATH")
  @Nullable String pad;

  @Option(names = "--camera", paramLabel = "URI", description = "dev:N")
  @Nullable String camera;

  @Option(names = "--idcard", paramLabel = "URI", description = "serial:PATH, hid: or hid:PATH")
  @Nullable String idCard;

  @Option(names = "--language", paramLabel = "zh|en", description = "language of the window")
  @Nullable String language;

  @Option(names = "--zone", paramLabel = "ZONE", description = "zone of times, as Asia/Shanghai")
  @Nullable String zone;

  @Option(names = "--output", paramLabel = "DIR", description = "folder of signed files")
  @Nullable String output;

  @Override
  public Integer call() throws WorkplaceException, FileException {
    Path folder = data == null ? DataFolder.standard() : data;
    Path file = folder.resolve(WorkplaceFile.NAME);
    WorkplaceCommand.requireNew(file);
    if (given().isEmpty()) {
      ask();
    }
    try {
      OwnerOnly.folder(folder);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder, "workplace", e);
    }
    // Read before it is written, so that no wrong file ever lies there.
    String text = WorkplaceText.of(tree(), folder);
    WorkplaceCommand.write(file, text);
    reply.line(reply.texts().get("workplace.written", file));
    return 0;
  }

  private Map<String, Object> tree() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", 1);
    if (ca != null || caReference != null || caSecret != null) {
      all.put(
          "ca", WorkplaceText.fields("address", ca, "reference", caReference, "secret", caSecret));
    }
    WorkplaceText.put(all, "timestamp", tsas);
    Map<String, Object> authority = WorkplaceText.fields("certificate", authorityCertificate);
    WorkplaceText.put(authority, "addresses", authorities);
    WorkplaceText.put(all, "authority", authority);
    Map<String, Object> network = new LinkedHashMap<>();
    WorkplaceText.put(network, "trust", tls);
    WorkplaceText.put(all, "network", network);
    WorkplaceText.put(all, "trust", trusted());
    WorkplaceText.put(
        all, "station", WorkplaceText.fields("key", stationKey, "secret", stationSecret));
    WorkplaceText.put(
        all,
        "desk",
        WorkplaceText.fields(
            "pad", pad, "camera", camera, "idCard", idCard, "language", language, "zone", zone));
    all.putAll(WorkplaceText.fields("output", output));
    return all;
  }

  private Map<String, Object> given() {
    Map<String, Object> tree = tree();
    tree.remove("version");
    return tree;
  }

  private Map<String, Object> trusted() {
    Map<String, Object> roots = WorkplaceText.fields("escrow", escrow);
    for (String each : trust) {
      int at = each.indexOf('=');
      String purpose = at < 0 ? each : each.substring(0, at);
      WorkplaceText.add(roots, purpose, at < 0 ? "" : each.substring(at + 1));
    }
    return roots;
  }

  // What matters most; the rest is added in the file.
  private void ask() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return;
    }
    ca = answer(console, "ca");
    if (ca != null) {
      caReference = answer(console, "ca-reference");
      caSecret = answer(console, "ca-secret");
    }
    String tsa = answer(console, "tsa");
    tsas = tsa == null ? List.of() : List.of(tsa);
    String authority = answer(console, "authority");
    authorities = authority == null ? List.of() : List.of(authority);
    escrow = answer(console, "escrow");
    stationKey = answer(console, "station-key");
    stationSecret = stationKey == null ? null : answer(console, "station-secret");
    pad = answer(console, "pad");
    camera = answer(console, "camera");
  }

  private @Nullable String answer(Console console, String what) {
    String typed = console.readLine("%s: ", reply.texts().get("workplace.ask." + what));
    return typed == null || typed.isBlank() ? null : typed.strip();
  }
}
