// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.options.KeyOpening;
import org.penseal.app.cli.options.KeyOptions;
import org.penseal.app.cli.options.ServiceOptions;
import org.penseal.app.cli.options.TimestampTrust;
import org.penseal.app.cli.options.TrustOptions;
import org.penseal.app.cli.terminal.OptionNeeds;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.cms.data.SignatureForm;
import org.penseal.data.DataSigner;
import org.penseal.data.SigningPlan;
import org.penseal.digest.NativeSm3;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.TimestampClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal data sign FILE --key P12 --out OUT}. */
@Command(
    name = "sign",
    description =
        "Signs a file of any size with a key file or a token; the signature is CMS in DER.",
    mixinStandardHelpOptions = true)
final class DataSignCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "file to sign; it is not changed")
  Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "signature, usually FILE.p7s (detached) or FILE.p7m (attached)")
  Path out = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE|skf:…|pkcs11:…",
      description = "PKCS #12 file, or key in a token")
  String key = "";

  @Mixin KeyOptions keys = new KeyOptions();

  @Option(
      names = "--form",
      paramLabel = "cms|gm",
      converter = FormName.class,
      description = "cms: RFC 5652 (default); gm: GB/T 35275, SM2 keys only")
  SignatureForm form = SignatureForm.CMS;

  @Option(names = "--attached", description = "include the file in the signature")
  boolean attached;

  @Option(
      names = "--no-attributes",
      description = "sign without signed attributes, and so without a claimed time")
  boolean noAttributes;

  @Mixin ServiceOptions services = new ServiceOptions();
  @Mixin TrustOptions trust = new TrustOptions();

  @Override
  public Integer call() throws WorkplaceException, SigningException, IOException {
    KeyOpening opening = keys.opening(key);
    List<@Nullable Path> files = new ArrayList<>(keys.files());
    files.add(opening.file());
    files.addAll(services.files());
    files.addAll(trust.files());
    OwnPlace.require(out, files);
    Hashing hashing = new NativeSm3(Hashing.jca());
    boolean stamped = !services.tsas().isEmpty(); // by name: not every signature needs a timestamp
    if (!stamped) {
      OptionNeeds.refuse(spec, List.of("--trust", "--tls-trust", "--tls-key"), "--tsa");
    }
    services.read(false, false);
    TimestampClient tsa = stamped ? tsa(hashing) : null;
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
    return TimestampTrust.judged(services.timestamps(hashing), services, trust, reply);
  }
}
