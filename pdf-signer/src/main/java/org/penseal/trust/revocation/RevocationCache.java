// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that were fetched before, in memory and, if wanted, in a folder.
 *
 * <p>It does not judge: what comes out is verified again, and fetched anew once its nextUpdate is
 * past. A folder that cannot be used is as good as none. May be shared between threads.
 */
public final class RevocationCache {
  private static final Logger LOG = LoggerFactory.getLogger(RevocationCache.class);
  private static final int MOST_IN_MEMORY = 128;
  private static final int MOST_FILES = 512;

  private final Map<String, Octets> memory =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Octets> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };
  private final @Nullable Path folder;

  private RevocationCache(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Forgets everything when the program ends. */
  public static RevocationCache inMemory() {
    return new RevocationCache(null);
  }

  /** Keeps answers in a folder, which is made when it is needed. */
  public static RevocationCache in(Path folder) {
    return new RevocationCache(folder);
  }

  /**
   * What was kept.
   *
   * @param key letters and digits
   */
  synchronized Optional<Octets> get(String key) {
    Octets known = memory.get(key);
    if (known != null || folder == null) {
      return Optional.ofNullable(known);
    }
    Path file = folder.resolve(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Octets read = Octets.of(Files.readAllBytes(file));
      memory.put(key, read);
      return Optional.of(read);
    } catch (IOException e) {
      LOG.info("kept revocation data cannot be read", e);
      return Optional.empty();
    }
  }

  /** Keeps an answer in place of an earlier one. */
  synchronized void put(String key, Octets answer) {
    memory.put(key, answer);
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part-", ".tmp");
      Files.write(part, answer.bytes());
      Files.move(
          part,
          folder.resolve(key),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      thin(folder);
    } catch (IOException e) {
      LOG.info("revocation data cannot be kept", e);
    }
  }

  private static void thin(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.sorted(Comparator.comparing(RevocationCache::age)).toList();
    }
    for (Path old : files.subList(0, Math.max(0, files.size() - MOST_FILES))) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime age(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // it is gone already
    }
  }
}
