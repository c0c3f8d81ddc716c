// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.signing.Service;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.app.workplace.file.WorkplaceFile;
import org.penseal.app.workplace.file.WorkplaceJson;
import org.penseal.app.workplace.file.WorkplaceText;

/**
 * A workplace with one service set otherwise. It can be tried, and is either written or given up;
 * secrets that were typed lie in files of their own from the beginning, which are removed with a
 * draft that is given up. On a thread that may wait for the disk.
 */
final class ServiceDraft implements AutoCloseable {
  /** In the folder of the workplace file: secrets that were typed. */
  static final String SECRETS = "secrets";

  private static final Pattern MADE =
      Pattern.compile(SECRETS + "[/\\\\](ca|authority)-[0-9a-f]{16}");

  private final Path file;
  private final Workplace before;
  private final Workplace workplace;
  private final List<Path> typed;
  private boolean written;

  private ServiceDraft(Path file, Workplace before, Workplace workplace, List<Path> typed) {
    this.file = file;
    this.before = before;
    this.workplace = workplace;
    this.typed = typed;
  }

  /** The workplace as its file says it now; empty where there is none. */
  static Workplace now(Path file) throws WorkplaceException {
    return Files.exists(file) ? WorkplaceFile.read(file) : Workplace.EMPTY;
  }

  /**
   * With a service as it was typed, which {@link ServiceEntry#check} has found nothing wrong with.
   *
   * @param file of the workplace
   * @param random names the files of secrets
   */
  static ServiceDraft of(Path file, Service service, Typed typed, RandomGenerator random)
      throws WorkplaceException, IOException {
    Workplace before = now(file);
    Map<SetupField, String> secrets = new EnumMap<>(SetupField.class);
    List<Path> files = new ArrayList<>();
    try {
      for (SetupField field : List.of(SetupField.SECRET, SetupField.KEY_SECRET)) {
        if (typed.has(field)) {
          Path named = keep(folder(file), service, typed.value(field), random);
          files.add(folder(file).resolve(named));
          secrets.put(field, new Secret.InFile(named).toString());
        } else {
          kept(service, field, typed, before)
              .ifPresent(each -> secrets.put(field, each.toString()));
        }
      }
      Map<String, Object> tree = WorkplaceText.tree(before);
      ServiceEntry.put(service, typed, secrets, tree);
      return new ServiceDraft(file, before, WorkplaceText.read(tree, folder(file)), files);
    } catch (WorkplaceException | IOException | RuntimeException e) {
      remove(files);
      throw e;
    }
  }

  /** Without a service. */
  static ServiceDraft without(Path file, Service service) throws WorkplaceException {
    Workplace before = now(file);
    Map<String, Object> tree = WorkplaceText.tree(before);
    ServiceEntry.remove(service, tree);
    return new ServiceDraft(file, before, WorkplaceText.read(tree, folder(file)), List.of());
  }

  // The password of another key is another one.
  private static Optional<Secret> kept(
      Service service, SetupField field, Typed typed, Workplace before) {
    boolean same =
        field == SetupField.SECRET
            || ServiceEntry.of(service, before)
                .value(SetupField.KEY)
                .equals(typed.value(SetupField.KEY));
    return service != Service.TSA && same
        ? ServiceEntry.secret(service, field, before)
        : Optional.empty();
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  // Under a new name: until the workplace is written, the one before stays in force.
  private static Path keep(Path folder, Service service, String secret, RandomGenerator random)
      throws IOException {
    byte[] number = new byte[8];
    random.nextBytes(number);
    Path named =
        Path.of(
            SECRETS,
            service.name().toLowerCase(Locale.ROOT) + "-" + HexFormat.of().formatHex(number));
    OwnerOnly.folder(folder.resolve(SECRETS));
    DurableFile.write(folder.resolve(named), (secret + "\n").getBytes(StandardCharsets.UTF_8));
    return named;
  }

  /** What a run would work with. */
  WorkplaceSettings settings(Secret.Asker asker) {
    return new WorkplaceSettings(file, workplace, asker);
  }

  /** Writes the file whole, or leaves it as it is; secrets that it no longer names are removed. */
  void write() throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
    OwnerOnly.missing(folder(file));
    DurableFile.write(target, WorkplaceJson.of(workplace).getBytes(StandardCharsets.UTF_8));
    written = true;
    List<Path> gone = secrets(before);
    gone.removeAll(secrets(workplace));
    remove(gone);
  }

  // Those that a form has made, of all services.
  private List<Path> secrets(Workplace of) {
    List<Path> all = new ArrayList<>();
    for (Service service : List.of(Service.CA, Service.AUTHORITY)) {
      for (SetupField field : List.of(SetupField.SECRET, SetupField.KEY_SECRET)) {
        if (ServiceEntry.secret(service, field, of).orElse(null) instanceof Secret.InFile in
            && MADE.matcher(in.file().toString()).matches()) {
          all.add(folder(file).resolve(in.file()));
        }
      }
    }
    return all;
  }

  private static void remove(List<Path> files) throws IOException {
    for (Path each : files) {
      Files.deleteIfExists(each);
    }
  }

  /** Removes what was typed, unless it was written. */
  @Override
  public void close() throws IOException {
    if (!written) {
      remove(typed);
    }
  }
}
