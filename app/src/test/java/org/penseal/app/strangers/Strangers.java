// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.cli.OpensslTsa;

/**
 * Everybody whom a case needs, none of them of this program: CA and timestamp service of OpenSSL, a
 * registrar over mutual TLS, an escrow and a station key that OpenSSL made, the latter in SoftHSM.
 */
final class Strangers implements AutoCloseable {
  static final String NAME = "李娜";
  static final String NUMBER = "11010519491231002X";
  private static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";
  private static final String PIN = "482916";
  private static final char[] PASSWORD = "pw".toCharArray();

  private final Path folder;
  private final OpensslCa ca;
  private final OpensslTsa tsa;
  private final Registrar registrar;

  private Strangers(Path folder, OpensslCa ca, OpensslTsa tsa, Registrar registrar) {
    this.folder = folder;
    this.ca = ca;
    this.tsa = tsa;
    this.registrar = registrar;
  }

  /** Starts them; their keys lie below a folder. */
  static Strangers start(Path folder) throws Exception {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    KeyFile root =
        KeyFile.make(keys, "-newkey", "rsa:2048", "-addext", "basicConstraints=critical,CA:TRUE");
    KeyFile site = issued(keys, root, "subjectAltName=IP:127.0.0.1,DNS:id.example");
    KeyFile client = issued(keys, root, "extendedKeyUsage=clientAuth");
    KeyFile answers = issued(keys, root, "keyUsage=digitalSignature");
    Files.copy(root.certificate(), folder.resolve("tls-root.pem"));
    Files.copy(client.file(), folder.resolve("client.p12"));
    Files.copy(answers.certificate(), folder.resolve("registrar.pem"));
    Registrar registrar =
        Registrar.start(
            context(site, root),
            new Registrar.Person(NAME, NUMBER),
            new Registrar.Seal(privateKey(answers), certificate(answers.certificate())));
    OpensslCa ca = OpensslCa.start(folder.resolve("ca"));
    OpensslTsa tsa = OpensslTsa.start(keys);
    KeyFile escrow =
        KeyFile.make(
            keys,
            "-newkey",
            "sm2",
            "-sm3",
            "-sigopt",
            "distid:1234567812345678",
            "-addext",
            "keyUsage=critical,keyEncipherment,dataEncipherment,keyAgreement",
            "-addext",
            "basicConstraints=critical,CA:FALSE");
    Files.copy(escrow.certificate(), folder.resolve("escrow.pem"));
    Strangers all = new Strangers(folder, ca, tsa, registrar);
    all.token(keys);
    ca.station(folder.resolve("station.pem"));
    return all;
  }

  private static KeyFile issued(Path keys, KeyFile root, String extension) throws Exception {
    return KeyFile.make(
        keys,
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-CA",
        root.certificate().toString(),
        "-CAkey",
        root.certificate().resolveSibling("key.pem").toString(),
        "-addext",
        extension,
        "-addext",
        "basicConstraints=critical,CA:FALSE");
  }

  private static X509Certificate certificate(Path pem) throws Exception {
    try (InputStream in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static PrivateKey privateKey(KeyFile file) throws Exception {
    KeyStore store = KeyStore.getInstance(file.file().toFile(), PASSWORD);
    return (PrivateKey) store.getKey(store.aliases().nextElement(), PASSWORD);
  }

  private static SSLContext context(KeyFile site, KeyFile clients) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(KeyStore.getInstance(site.file().toFile(), PASSWORD), PASSWORD);
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry("clients", certificate(clients.certificate()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  // A token with the station's key on P-256; SoftHSM knows no SM2.
  private void token(Path keys) throws Exception {
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
    KeyFile station =
        KeyFile.make(
            keys,
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-days",
            "300",
            "-addext",
            "keyUsage=critical,digitalSignature",
            "-addext",
            "basicConstraints=critical,CA:FALSE");
    Files.copy(station.certificate(), folder.resolve("station.pem"));
    tool("--init-token", "--slot-index", "0", "--label", "desk", "--so-pin", "11223344");
    tool("--init-pin", "--token-label", "desk", "--so-pin", "11223344", "--new-pin", PIN, "-l");
    put(keys, "pkey", "privkey", station.certificate().resolveSibling("key.pem"));
    put(keys, "x509", "cert", station.certificate());
  }

  private void put(Path keys, String reader, String type, Path pem) throws Exception {
    Path der = keys.resolve(type + ".der");
    KeyFile.openssl(0, reader, "-in", pem, "-outform", "DER", "-out", der);
    List<Object> words = new ArrayList<>(List.of("--token-label", "desk", "-l", "--pin", PIN));
    words.addAll(List.of("--write-object", der, "--type", type));
    words.addAll(List.of("--id", "07", "--label", "station", "--usage-sign"));
    tool(words.toArray());
  }

  private void tool(Object... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("pkcs11-tool", "--module", LIBRARY));
    List.of(words).forEach(word -> command.add(word.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals(0, process.waitFor(), said);
  }

  /** Where the token's library finds the token. */
  Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
  }

  /** Lays what belongs to them into a data folder: certificates, a client key, secrets. */
  void certificates(Path data) throws Exception {
    Files.createDirectories(data);
    secret(data, "ca.secret", OpensslCa.SECRET);
    secret(data, "client.secret", "pw");
    secret(data, "pin", PIN);
    for (String each :
        List.of("tls-root.pem", "client.p12", "registrar.pem", "escrow.pem", "station.pem")) {
      Files.copy(folder.resolve(each), data.resolve(each));
    }
    Files.copy(ca.root(), data.resolve("ca.pem"));
    Files.copy(tsa.certificate(), data.resolve("tsa.pem"));
    Files.copy(ca.messages(), data.resolve("cmp.pem"));
  }

  /**
   * Writes the workplace that names them all, and the devices of a {@link DeskMachine}.
   *
   * @param caFields how the CA and the station know each other: fields beside the address
   */
  void workplace(Path data, String caFields) throws Exception {
    certificates(data);
    Files.writeString(
        data.resolve("workplace.json"),
        """
        {
          "version": 1,
          "ca": {"address": "%s", %s},
          "timestamp": ["%s"],
          "authority": {
            "addresses": ["%s"],
            "trust": ["tls-root.pem"],
            "key": {"key": "client.p12", "secret": "file:client.secret"},
            "certificate": "registrar.pem"
          },
          "trust": {
            "signer": ["ca.pem"],
            "tsa": ["tsa.pem"],
            "station": ["station.pem"],
            "escrow": "escrow.pem"
          },
          "station": {"key": "pkcs11:%s?token=desk&label=station", "secret": "file:pin"},
          "desk": {
            "pad": "serial:%s?model=stu-430v",
            "camera": "dev:0",
            "idCard": "serial:%s",
            "language": "en",
            "zone": "Asia/Shanghai"
          }
        }
        """
            .formatted(
                ca.address(),
                caFields,
                tsa.address(),
                registrar.address(),
                LIBRARY,
                DeskMachine.PAD,
                DeskMachine.READER));
  }

  private static void secret(Path data, String name, String words) throws Exception {
    Path file = Files.writeString(data.resolve(name), words);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** The CA by a shared secret. */
  static String shared() {
    return "\"reference\": \"%s\", \"secret\": \"file:ca.secret\"".formatted(OpensslCa.REFERENCE);
  }

  /** The CA by certificates: the station's messages are signed by the key in the token. */
  static String signed() {
    return "\"key\": {\"key\": \"pkcs11:%s?token=desk&label=station\", \"secret\": \"file:pin\"}, \"certificate\": \"cmp.pem\""
        .formatted(LIBRARY);
  }

  OpensslTsa tsa() {
    return tsa;
  }

  OpensslCa ca() {
    return ca;
  }

  Registrar registrar() {
    return registrar;
  }

  @Override
  public void close() throws Exception {
    registrar.close();
    tsa.close();
    ca.close();
  }
}
