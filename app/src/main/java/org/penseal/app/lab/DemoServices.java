// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.List;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.server.ServeDemonstration;
import org.penseal.app.server.file.Operation;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.front.Tokens;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.Laboratory;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.ProjectOids;

/** Makes keys and serve.json of the demo's services; found by the class path's services. */
public final class DemoServices implements ServeDemonstration {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OFFICE = "office";
  private static final String ANYONE = "anyone";

  /** For the class path's services. */
  public DemoServices() {}

  @Override
  public Made make(Path folder, Ports ports, Clock clock, SecureRandom random)
      throws SigningException {
    CryptoProvider.register();
    try {
      OwnerOnly.folder(folder);
      String token = token(folder.resolve("token"), random);
      write(folder.resolve("password"), Laboratory.PASSWORD + "\n");
      new DemoServiceKeys(folder, clock, random).make();
      Path file = folder.resolve(ServeFile.NAME);
      write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file(ports, token)));
      return new Made(file, folder.resolve("token"));
    } catch (IOException | CertificateEncodingException e) {
      throw new FileException.OutputNotWritable(folder, e.getClass().getSimpleName(), e);
    }
  }

  private static String token(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      write(file, Tokens.make(random) + "\n");
    }
    return Files.readString(file, StandardCharsets.US_ASCII).trim();
  }

  private static void write(Path file, String text) throws IOException {
    DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode file(Ports ports, String token) {
    ObjectNode all = JSON.createObjectNode();
    all.put("version", 1);
    all.put("data", "data");
    ArrayNode listen = all.putArray("listen");
    listen.addObject().put("address", "127.0.0.1:" + ports.plain());
    tls(listen.addObject(), ports.tls(), "tls", "tls-p256", "trust/signer/root-p256.pem");
    tls(listen.addObject(), ports.sm(), "choice", "tls-sm2", "trust/signer/root-sm2.pem")
        .put("encryptionKey", "tls-encryption")
        .put("ordinaryKey", "tls-p256");
    all.put("monitor", "127.0.0.1:" + ports.monitor());
    ArrayNode keys = all.putArray("keys");
    for (String name : List.of("seal-sm2", "seal-p256")) {
      key(keys.addObject(), name, "sign", name + ".p12").putArray("applications").add(OFFICE);
    }
    key(keys.addObject(), "open-sm2", "open", "open-sm2.p12").putArray("applications").add(OFFICE);
    ObjectNode vault = keys.addObject();
    vault.put("name", "vault").put("use", "encrypt");
    vault.putArray("applications").add(OFFICE);
    vault.putArray("versions").addObject().put("place", "vault.key");
    key(keys.addObject(), "tsa-sm2", "timestamp", "tsa-sm2.p12");
    key(keys.addObject(), "tsa-p256", "timestamp", "tsa-p256.p12");
    key(keys.addObject(), "tls-sm2", "tls", "tls-sm2.p12");
    key(keys.addObject(), "tls-encryption", "tls", "tls-encryption.p12");
    key(keys.addObject(), "tls-p256", "tls", "tls-p256.p12");
    key(keys.addObject(), "assert", "assert", "assert.p12");
    applications(all.putArray("applications"), token);
    ObjectNode trust = all.putObject("trust");
    trust.putArray("roots").add("trust");
    trust.putArray("stampers").add("http://127.0.0.1:" + ports.plain() + "/tsa");
    ObjectNode timestamp = all.putObject("timestamp");
    timestamp.putArray("keys").add("tsa-sm2").add("tsa-p256");
    timestamp.put("policy", ProjectOids.POLICY_DEMO);
    ObjectNode login = all.putObject("login");
    login
        .put("key", "assert")
        .put("issuer", "https://services.example")
        .put("registered", "registered");
    login.putArray("roots").add("trust/signer");
    return all;
  }

  private static ObjectNode tls(ObjectNode at, int port, String kind, String key, String clients) {
    at.put("address", "127.0.0.1:" + port).put("protection", kind).put("key", key);
    at.putArray("clients").add(clients);
    return at;
  }

  private static ObjectNode key(ObjectNode key, String name, String use, String place) {
    key.put("name", name).put("use", use);
    key.putArray("versions").addObject().put("place", place).put("secret", "file:password");
    return key;
  }

  private static void applications(ArrayNode applications, String token) {
    ObjectNode office = applications.addObject();
    office.put("name", OFFICE);
    office.putArray("tokens").add("sm3:" + Tokens.digest(token));
    ArrayNode all = office.putArray("operations");
    for (Operation each : Operation.values()) {
      all.add(each.word());
    }
    office.putArray("origins").add("https://office.example");
    office.put("perSecond", 100_000).put("perDay", 1_000_000_000L).put("atOnce", 256);
    ObjectNode anyone = applications.addObject();
    anyone.put("name", ANYONE).put("anybody", true);
    ArrayNode open = anyone.putArray("operations");
    List.of(Operation.DIGEST, Operation.VERIFY, Operation.CERTIFICATE, Operation.TIMESTAMP)
        .forEach(each -> open.add(each.word()));
    anyone.put("perSecond", 100_000).put("perDay", 1_000_000_000L).put("atOnce", 64);
  }
}
