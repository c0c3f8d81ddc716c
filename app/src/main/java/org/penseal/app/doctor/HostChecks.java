// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.liveness.camera.VideoDevices;
import org.penseal.pad.driver.PadDriver;
import org.penseal.refusal.FileException;

/** The computer: rights in the data folder and of devices, room on its disks. */
final class HostChecks {
  private static final long MB = 1_000_000;
  private static final long LITTLE_MB = 1000;
  private static final long TOO_LITTLE_MB = 100;
  private static final int MOST_NAMED = 20;
  private static final int DEEP = 4;
  private static final String HID = "hid:/";

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private HostChecks() {}

  /** Whose the data are, and who may enter their folder; before the program mends what it can. */
  static List<CheckFinding> permissions(Path data) {
    List<CheckFinding> all = new ArrayList<>();
    try {
      if (!Files.exists(data)) {
        return List.of(CheckFinding.note("permissions", "no-data"));
      }
      if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(data);
        if (rights.stream().anyMatch(OF_OTHERS::contains)) {
          all.add(CheckFinding.warning("permissions", new UpkeepException.OpenToOthers(data)));
        }
        foreign(data).forEach(each -> all.add(CheckFinding.failed("permissions", each)));
      }
      if (!Files.isWritable(data)) {
        all.add(
            CheckFinding.failed(
                "permissions", new FileException.OutputNotWritable(data, "data", null)));
      }
    } catch (IOException e) {
      all.add(
          CheckFinding.failed("permissions", new FileException.InputUnreadable(data, "data", e)));
    }
    return all.isEmpty() ? List.of(CheckFinding.good("permissions", data.toString())) : all;
  }

  private static List<UpkeepException> foreign(Path data) throws IOException {
    String own = System.getProperty("user.name", "");
    List<UpkeepException> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data, DEEP)) {
      for (Path each : (Iterable<Path>) files::iterator) {
        String owner = Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).getName();
        // Whoever is root may open everything.
        if (!owner.equals(own) && !own.equals("root") && found.size() < MOST_NAMED) {
          found.add(new UpkeepException.OfAnotherUser(each, owner));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  /** Room for the data, for signed files and for what is worked on. */
  static List<CheckFinding> disk(List<Path> folders) {
    List<CheckFinding> all = new ArrayList<>();
    List<FileStore> seen = new ArrayList<>();
    for (Path folder : folders) {
      try {
        Path there = existing(folder);
        FileStore store = Files.getFileStore(there);
        if (!seen.contains(store)) {
          seen.add(store);
          all.add(room(folder, store.getUsableSpace() / MB));
        }
      } catch (IOException e) {
        all.add(CheckFinding.failed("disk", new FileException.InputUnreadable(folder, "disk", e)));
      }
    }
    return all;
  }

  static CheckFinding room(Path folder, long leftMb) {
    if (leftMb >= LITTLE_MB) {
      return CheckFinding.good("disk", folder + " (" + leftMb + " MB)");
    }
    UpkeepException low = new UpkeepException.DiskLow(folder, leftMb);
    return leftMb < TOO_LITTLE_MB
        ? CheckFinding.failed("disk", low)
        : CheckFinding.warning("disk", low);
  }

  private static Path existing(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent());
    }
    return there;
  }

  /** Whether this user may open what is plugged in; without opening anything. */
  static List<CheckFinding> access(List<PadDriver.Attached> pads) {
    List<Path> devices = new ArrayList<>();
    for (PadDriver.Attached each : pads) {
      if (each.uri().startsWith(HID) && each.model().isPresent()) {
        devices.add(Path.of(each.uri().substring(HID.length() - 1)));
      }
    }
    for (VideoDevices.Device each : VideoDevices.list()) {
      devices.add(Path.of("/dev/video" + each.uri().replaceFirst("^dev:", "")));
    }
    return access(devices.stream());
  }

  static List<CheckFinding> access(Stream<Path> devices) {
    List<Path> all = devices.filter(Files::exists).toList();
    List<CheckFinding> refused =
        all.stream()
            .filter(each -> !Files.isReadable(each) || !Files.isWritable(each))
            .map(each -> CheckFinding.failed("access", new UpkeepException.NoAccess(each)))
            .toList();
    if (!refused.isEmpty()) {
      return refused;
    }
    String names = String.join(", ", all.stream().map(Path::toString).toList());
    return List.of(
        all.isEmpty()
            ? CheckFinding.note("access", "nothing-attached")
            : CheckFinding.good("access", names));
  }
}
