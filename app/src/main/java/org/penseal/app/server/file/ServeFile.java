// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.file.ServeSettings.Protection;
import org.penseal.app.server.http.HttpLimits;
import org.penseal.app.server.message.RequestAlgorithm;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.server.refusal.ServeException.WrongField.Why;
import org.penseal.app.workplace.file.Secret;

/** Reads {@code serve.json} strictly; its JSON schema lies beside this class. */
public final class ServeFile {
  /** Name of the file in the data folder. */
  public static final String NAME = "serve.json";

  /** The version of the format that this program reads. */
  static final int VERSION = 1;

  private static final InetSocketAddress MONITOR =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 8701);
  private static final int MOST_NODES = 64;
  private static final int STANDARD_CONNECTIONS = 8;
  private static final long LONGEST_BYTES = 1 << 20;
  private static final int STANDARD_PER_SECOND = 100;
  private static final long STANDARD_PER_DAY = 1_000_000;
  private static final int STANDARD_AT_ONCE = 16;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ServeFile() {}

  /**
   * Reads a file.
   *
   * @throws ServeException.Unreadable if it is not there, or no JSON object
   * @throws WrongField naming the field that is unknown, missing or wrong
   */
  public static ServeSettings read(Path file) throws ServeException {
    return read(file, bytes(file));
  }

  /**
   * What stands in a file.
   *
   * @throws ServeException.Unreadable if it is not there, or too long
   */
  public static byte[] bytes(Path file) throws ServeException.Unreadable {
    try {
      if (Files.size(file) > LONGEST_BYTES) {
        throw new ServeException.Unreadable(file, null);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ServeException.Unreadable(file, e);
    }
  }

  /**
   * The same of what stood in the file when it was read: the file may be another by now.
   *
   * @param file tells the folder that its paths start from
   */
  public static ServeSettings read(Path file, byte[] bytes) throws ServeException {
    JsonNode tree;
    try {
      tree = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new ServeException.Unreadable(file, e);
    }
    if (tree == null || !tree.isObject()) {
      throw new ServeException.Unreadable(file, null);
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    ServeFields all = new ServeFields("", tree);
    ServeSettings read = settings(all, file, folder);
    all.end();
    ServeRules.require(read);
    return read;
  }

  private static ServeSettings settings(ServeFields all, Path file, Path folder) throws WrongField {
    if (all.number("version", VERSION, VERSION, 0) == 0) {
      throw all.wrong("version", Why.MISSING);
    }
    return new ServeSettings(
        file,
        folder.resolve(all.value("data", Words::path).orElse(Path.of("serve-data"))),
        all.list("hosts", Words::host),
        all.objects("listen", ServeFile::listen),
        all.value("monitor", Words::socket).orElse(MONITOR),
        all.objects("keys", ServeFile::key),
        all.objects("applications", ServeFile::application),
        all.object("trust", ServeFile::trust)
            .orElse(new ServeSettings.Trust(List.of(), List.of(), false)),
        new ServeSettings.Services(
            all.object("timestamp", ServeFile::stamping),
            all.object("login", ServeFile::login),
            all.object("limits", ServeFile::limits).orElse(HttpLimits.STANDARD),
            (int) all.number("drainSeconds", 0, 600, 20),
            new Nodes(
                (int) all.number("nodes", 1, MOST_NODES, 1), all.object("store", ServeFile::store)),
            all.object("admin", ServeFile::admin),
            shared(all, folder)));
  }

  private static Optional<Path> shared(ServeFields all, Path folder) throws WrongField {
    Optional<Path> named = all.value(FileUriRules.FIELD, Words::path);
    return named.isPresent()
        ? Optional.of(FileUriRules.real(folder.resolve(named.get())))
        : Optional.empty();
  }

  private static ServeSettings.ListenAt listen(ServeFields at) throws WrongField {
    return new ServeSettings.ListenAt(
        at.needed("address", Words::socket),
        at.value("protection", Words::protection).orElse(Protection.NONE),
        new ServeSettings.TlsKeys(
            at.value("key", Words::name),
            at.value("encryptionKey", Words::name),
            at.value("ordinaryKey", Words::name)),
        at.list("clients", Words::path),
        at.flag("clientNeeded", false),
        at.object(
            "clientRevocation",
            revocation ->
                new ServeSettings.ClientRevocation(
                    revocation.list("lists", Words::path),
                    revocation.flag("online", false),
                    revocation.flag("required", false))),
        at.list("proxies", AddressRange::of));
  }

  private static Nodes.Database store(ServeFields store) throws WrongField {
    return new Nodes.Database(
        store.needed("url", Words::database),
        store.needed("user", Words::place),
        store.value("password", Secret::of),
        store.value("protection", Words::needsTls).orElse(true),
        (int) store.number("connections", 1, 100, STANDARD_CONNECTIONS));
  }

  private static AdminSettings admin(ServeFields admin) throws WrongField {
    return new AdminSettings(
        admin
            .object("listen", ServeFile::listen)
            .orElseThrow(() -> admin.wrong("listen", Why.MISSING)),
        admin.objects(
            "people",
            person ->
                new AdminSettings.Person(
                    person.needed("name", Words::name),
                    person.needed("certificate", Words::path),
                    person.needed("role", AdminRole::of))));
  }

  private static ServeSettings.Signer signer(ServeFields signer) throws WrongField {
    return new ServeSettings.Signer(
        signer.needed("keyid", Words::name),
        signer.needed("file", Words::path),
        signer.value("algorithm", RequestAlgorithm::of));
  }

  private static ServeSettings.Key key(ServeFields key) throws WrongField {
    List<ServeSettings.Version> versions =
        key.objects(
            "versions",
            version ->
                new ServeSettings.Version(
                    version.needed("place", Words::place),
                    version.value("secret", Secret::of),
                    version.value("from", Words::instant)));
    if (versions.isEmpty()) {
      throw key.wrong("versions", Why.MISSING);
    }
    return new ServeSettings.Key(
        key.needed("name", Words::name),
        key.needed("use", KeyUse::of),
        new HashSet<>(key.list("applications", Words::name)),
        versions);
  }

  private static ServeSettings.Application application(ServeFields one) throws WrongField {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    operations.addAll(one.list("operations", Operation::of));
    return new ServeSettings.Application(
        one.needed("name", Words::name),
        new ServeSettings.Credentials(
            one.list("tokens", Words::tokenDigest),
            one.list("certificates", Words::path),
            one.objects("signers", ServeFile::signer),
            one.flag("anybody", false)),
        operations,
        one.list("addresses", AddressRange::of),
        one.object("hours", ServeFile::hours),
        new ServeSettings.Rate(
            (int) one.number("perSecond", 1, 1_000_000, STANDARD_PER_SECOND),
            one.number("perDay", 1, 1_000_000_000_000L, STANDARD_PER_DAY),
            (int) one.number("atOnce", 1, 10_000, STANDARD_AT_ONCE)),
        new HashSet<>(one.list("origins", Words::origin)));
  }

  private static ServeSettings.Hours hours(ServeFields hours) throws WrongField {
    return new ServeSettings.Hours(
        hours.needed("from", Words::time),
        hours.needed("to", Words::time),
        hours.value("zone", Words::zone).orElse(ZoneId.systemDefault()));
  }

  private static ServeSettings.Trust trust(ServeFields trust) throws WrongField {
    return new ServeSettings.Trust(
        trust.list("roots", Words::path),
        trust.list("stampers", Words::service),
        trust.flag("online", false));
  }

  private static ServeSettings.Stamping stamping(ServeFields stamping) throws WrongField {
    List<String> keys = stamping.list("keys", Words::name);
    if (keys.isEmpty()) {
      throw stamping.wrong("keys", Why.MISSING);
    }
    return new ServeSettings.Stamping(
        keys,
        stamping.needed("policy", Words::policy),
        (int) stamping.number("accuracyMillis", 1, 60_000, 1000),
        stamping.list("peers", Words::service));
  }

  private static ServeSettings.Login login(ServeFields login) throws WrongField {
    return new ServeSettings.Login(
        login.needed("key", Words::name),
        login.needed("issuer", Words::place),
        login.list("roots", Words::path),
        login.value("registered", Words::path),
        (int) login.number("assertionSeconds", 10, 3600, 120),
        login.flag("requireRevocation", false));
  }

  private static HttpLimits limits(ServeFields limits) throws WrongField {
    HttpLimits standard = HttpLimits.STANDARD;
    return new HttpLimits(
        (int) limits.number("connections", 1, 100_000, standard.connections()),
        (int) limits.number("connectionsEach", 1, 100_000, standard.connectionsEach()),
        seconds(limits, "handshakeSeconds", standard.handshake()),
        seconds(limits, "idleSeconds", standard.idle()),
        seconds(limits, "headSeconds", standard.head()),
        seconds(limits, "requestSeconds", standard.request()),
        (int) limits.number("slowestBytesPerSecond", 1, 1 << 30, standard.slowestBytesPerSecond()),
        limits.number("bodyBytes", 1024, 1L << 40, standard.bodyBytes()));
  }

  private static Duration seconds(ServeFields limits, String name, Duration otherwise)
      throws WrongField {
    return Duration.ofSeconds(limits.number(name, 1, 3600, otherwise.toSeconds()));
  }
}
