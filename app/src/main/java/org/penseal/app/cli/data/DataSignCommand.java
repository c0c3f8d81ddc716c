// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.key.AlgorithmOptions;
import org.penseal.app.cli.key.KeyOpening;
import org.penseal.app.cli.service.TimestampTrust;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.cms.data.SignatureForm;
import org.penseal.data.DataSigner;
import org.penseal.data.SigningPlan;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.SigningKey;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal data sign FILE --key P12 --out OUT}. */
@Command(
    name = "sign",
    description = "Signs a file of any size with a key file; the signature is CMS in DER.",
    mixinStandardHelpOptions = true)
final class DataSignCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "what is signed; only read")
  Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the signature, usually FILE.p7s (detached) or FILE.p7m (attached)")
  Path out = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE|skf:…|pkcs11:…",
      description = "PKCS#12 file, or a key in a token")
  String key = "";

  @Option(names = "--pin-file", paramLabel = "FILE", description = "PIN of the token")
  @Nullable Path pinFile;

  @Option(names = "--password-file", paramLabel = "FILE", description = "password of the key file")
  @Nullable Path passwordFile;

  @Option(
      names = "--form",
      paramLabel = "cms|gm",
      converter = FormName.class,
      description = "cms: RFC 5652 (the default); gm: GB/T 35275, SM2 keys only")
  SignatureForm form = SignatureForm.CMS;

  @Option(names = "--attached", description = "put the file into the signature")
  boolean attached;

  @Option(
      names = "--no-attributes",
      description = "sign the file itself: no signed attributes, no claimed time")
  boolean noAttributes;

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      converter = TsaAddress.class,
      description = "service that stamps the signature; repeated: the next if one does not answer")
  List<URI> tsas = List.of();

  @Option(
      names = "--trust",
      paramLabel = "FILE-OR-DIR",
      description =
          "roots of timestamp services in PEM, beside those in trust/tsa of the data folder;"
              + " repeatable")
  List<Path> trust = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data folder; its trust/ has the roots of timestamp services")
  @Nullable Path data;

  @Mixin AlgorithmOptions algorithm = new AlgorithmOptions();

  @Override
  public Integer call() throws SigningException, IOException {
    KeyOpening opening = new KeyOpening(key, pinFile, passwordFile, algorithm, this::wrong);
    OwnPlace.require(out, Arrays.asList(opening.file(), pinFile, passwordFile));
    Hashing hashing = new NativeSm3(Hashing.jca());
    TimestampClient tsa = tsas.isEmpty() ? null : tsa(hashing);
    try (SigningKey.Streaming signer = opening.open(hashing)) {
      long length =
          new DataSigner(hashing, Clock.systemUTC())
              .sign(in, signer, new SigningPlan(form, attached, !noAttributes, tsa), out);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", in.toString());
      json.put("output", out.toString());
      json.put("bytes", length);
      json.put("form", form.word());
      json.put("attached", attached);
      json.put("attributes", !noAttributes);
      json.put("signer", CertificateFacts.commonName(signer.chain().getFirst()));
      json.put("algorithm", signer.suite().key());
      json.put("digest", signer.suite().digest());
      json.put("timestamp", tsa != null);
      reply.json(json);
    }
    reply.line(reply.texts().get("sign.done", out));
    return 0;
  }

  private TimestampClient tsa(Hashing hashing) throws SigningException {
    Path folder = data == null ? DataFolder.standard() : data;
    TrustStore roots =
        TrustFolder.forTimestamps(folder, trust, TrustFolder.isDemonstration(folder));
    roots.unreadable().forEach(each -> reply.problem(Problems.of(each)));
    return TimestampTrust.judged(
        new TimestampClient(
            tsas, Settings.Network.standard().timeout(), hashing, new SecureRandom()),
        roots,
        reply);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
