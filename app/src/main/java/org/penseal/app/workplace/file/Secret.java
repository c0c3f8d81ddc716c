// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.disk.FirstLine;
import org.penseal.app.workplace.file.WorkplaceException.NoSecret;

/**
 * Where a password, PIN or shared secret comes from; the secret itself never stands in a workplace
 * file. Written {@code file:PATH}, {@code credential:NAME} or {@code ask}.
 */
public sealed interface Secret {
  /** Longest secret, in bytes. */
  int LONGEST_BYTES = 4096;

  /** Asks a person for a secret. */
  @FunctionalInterface
  interface Asker {
    /** For a run without a terminal or window. */
    Asker NOBODY = what -> Optional.empty();

    /**
     * Asks.
     *
     * @param what the secret is for, for the person
     * @return empty if there is no answer
     */
    Optional<char[]> ask(String what);
  }

  /** The first line of a file that its owner alone can read. */
  record InFile(Path file) implements Secret {
    @Override
    public String toString() {
      return "file:" + file;
    }
  }

  /** A credential that systemd gave the service ({@code LoadCredential=}, systemd.exec(5)). */
  record Credential(String name) implements Secret {
    @Override
    public String toString() {
      return "credential:" + name;
    }
  }

  /** A person is asked. */
  record Asked() implements Secret {
    @Override
    public String toString() {
      return "ask";
    }
  }

  /** Reads the written form; empty if it is none. */
  static Optional<Secret> of(String written) {
    if (written.equals("ask")) {
      return Optional.of(new Asked());
    }
    if (written.startsWith("file:") && written.length() > 5) {
      return Optional.of(new InFile(Path.of(written.substring(5))));
    }
    // A file name, so that nothing outside of the system's folder is read.
    if (written.matches("credential:[A-Za-z0-9_.-]{1,64}") && !written.endsWith("..")) {
      return Optional.of(new Credential(written.substring("credential:".length())));
    }
    return Optional.empty();
  }

  /**
   * Has the secret.
   *
   * @param folder of the workplace file, for relative names
   * @param what it is for, for a person who is asked
   * @throws NoSecret if it cannot be had
   */
  default char[] read(Path folder, String what, Asker asker) throws NoSecret {
    return switch (this) {
      case InFile in -> line(folder.resolve(in.file()), "OWNER", toString());
      // systemd gives the user of a service an ACL, which shows as rights of the group.
      case Credential credential -> line(credentials(credential), "OWNER|GROUP_READ", toString());
      case Asked asked ->
          asker.ask(what).orElseThrow(() -> new NoSecret(what, NoSecret.Why.NOBODY_TO_ASK));
    };
  }

  private static Path credentials(Credential credential) throws NoSecret {
    String folder = System.getenv("CREDENTIALS_DIRECTORY");
    if (folder == null || folder.isBlank()) {
      throw new NoSecret(credential.toString(), NoSecret.Why.NO_CREDENTIAL);
    }
    return Path.of(folder, credential.name());
  }

  /** The first line of a file whose permissions begin with {@code rights}. */
  static char[] line(Path file, String rights, String source) throws NoSecret {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> all = Files.getPosixFilePermissions(file);
        if (all.stream().anyMatch(each -> !each.name().matches("(" + rights + ").*"))) {
          throw new NoSecret(source, NoSecret.Why.OPEN_TO_OTHERS);
        }
      }
      return FirstLine.of(file, LONGEST_BYTES).toCharArray();
    } catch (IOException e) {
      throw new NoSecret(source, NoSecret.Why.UNREADABLE);
    }
  }
}
