// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.ServiceOptions;
import org.penseal.app.cli.options.TimestampTrust;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.data.FileStamps;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal timestamp FILE}, with {@code verify} below it. */
@Command(
    name = "timestamp",
    description = "Requests a timestamp for a file from a timestamp authority (RFC 3161).",
    mixinStandardHelpOptions = true,
    subcommands = TimestampVerifyCommand.class)
public final class TimestampCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Reply reply = new Reply();

  // Not required for picocli: it would be for the command below, too.
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "file to timestamp; only its digest leaves this computer")
  @Nullable Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "timestamp token (DER); default: FILE.tst")
  @Nullable Path out;

  @Option(
      names = "--digest",
      paramLabel = "NAME",
      converter = ImprintDigest.class,
      description = "digest: SM3 (default), SHA-256, SHA-384 or SHA-512")
  String digest = "SM3";

  @Mixin ServiceOptions services = new ServiceOptions();
  @Mixin TimestampTrust trust = new TimestampTrust();

  @Override
  public Integer call() throws SigningException, WorkplaceException, StoreException, IOException {
    if (in == null) {
      throw new UsageException(spec, "missing", "FILE");
    }
    Path target = out == null ? Path.of(in + ".tst") : out;
    OwnPlace.require(target, services.files());
    OwnPlace.require(target, trust.files());
    services.read(trust.demoGiven(), false);
    if (!services.tsas().isEmpty()) {
      TimestampClient client = services.timestamps(Hashing.jca());
      return stamp(in, target, trust.judged(client, services, reply));
    }
    trust.requireDemonstration(services.folder(), reply);
    try (Station station = Station.open(services.settings(Settings.Demo.ASKED))) {
      return stamp(in, target, station.services().namedTsa());
    }
  }

  private int stamp(Path file, Path target, TimestampClient client)
      throws SigningException, IOException {
    Timestamp made = new FileStamps(Hashing.jca()).stamp(file, digest, client, target);
    String tsa = made.tsa() == null ? "" : CertificateFacts.commonName(made.tsa());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.toString());
    json.put("output", target.toString());
    json.put("at", made.time().toString());
    json.put("tsa", tsa);
    json.put("digest", digest);
    json.put("imprint", made.imprint().hex());
    json.put("policy", made.policy());
    json.put("serialNumber", made.serialNumber().toString());
    reply.json(json);
    reply.line(reply.texts().get("timestamp.done", target, made.time(), tsa));
    return 0;
  }
}
