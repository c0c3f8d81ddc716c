// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.cms.data.SignatureForm;
import org.penseal.data.DataSigner;
import org.penseal.data.SigningPlan;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.refusal.FileException.ProgramAltered;
import org.penseal.refusal.FileException.ProgramAltered.Why;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;

/** Every way in which an installed program can differ from its release. */
@SuppressWarnings("NullAway.Init") // made before each test
class FileCheckTest {
  private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(3650));

  @TempDir Path folder;

  private Path image;
  private Pkcs12File release;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @BeforeEach
  void image() throws Exception {
    image = folder.resolve("penseal");
    Files.createDirectories(image.resolve("lib/app/natives"));
    Files.writeString(image.resolve("lib/app/penseal.jar"), "classes");
    Files.writeString(image.resolve("lib/app/natives/libone.so"), "native");
    Files.createSymbolicLink(image.resolve("lib/app/natives/libtwo.so"), Path.of("libone.so"));
    // A certificate that ended long ago: what was released stays released.
    release = StationKey.generate("Release", LONG_AGO, new SecureRandom());
    FileListWriter.write(image, List.of());
    sign(release);
  }

  private void sign(Pkcs12File by) throws Exception {
    Path list = image.resolve(InstalledImage.LIST);
    try (SigningKey.Streaming key = by.open()) {
      SigningPlan plan = new SigningPlan(SignatureForm.CMS, false, true, null);
      Clock then = Clock.fixed(LONG_AGO.plusSeconds(60), ZoneOffset.UTC);
      new DataSigner(Hashing.jca(), then)
          .sign(list, key, plan, image.resolve(InstalledImage.SIGNATURE));
    }
  }

  private long check() throws ProgramAltered {
    return check(release.chain().getFirst());
  }

  private long check(@Nullable X509Certificate by) throws ProgramAltered {
    return new FileCheck(new InstalledImage(image, "penseal", by), Hashing.jca()).requireWhole();
  }

  private void refused(String file, Why why) {
    ProgramAltered altered = assertThrows(ProgramAltered.class, this::check);
    assertEquals(why, altered.why, altered.what);
    assertTrue(altered.what.endsWith(file), altered.what);
  }

  @Test
  void aReleaseIsWholeAlsoWhenItsCertificateHasEnded() throws Exception {
    assertEquals("classes".length() + "native".length(), check());
  }

  @Test
  void oneByteIsEnough() throws Exception {
    Files.writeString(image.resolve("lib/app/penseal.jar"), "classeS");
    refused("penseal.jar", Why.CHANGED);
  }

  @Test
  void aFileThatIsGoneIsNamed() throws Exception {
    Files.delete(image.resolve("lib/app/natives/libone.so"));
    refused("libone.so", Why.MISSING);
  }

  @Test
  void aFileThatWasAddedIsNamedWhereverItLies() throws Exception {
    Path added = Files.createDirectories(image.resolve("lib/app/natives/deep"));
    Files.writeString(added.resolve("libevil.so"), "evil");
    refused("libevil.so", Why.ADDED);
  }

  @Test
  void aLinkToTheSameContentIsNoFile() throws Exception {
    Path jar = image.resolve("lib/app/penseal.jar");
    Files.move(jar, folder.resolve("elsewhere.jar"));
    Files.createSymbolicLink(jar, folder.resolve("elsewhere.jar"));
    refused("penseal.jar", Why.LINK);
  }

  @Test
  void aFolderThatIsALinkIsFound() throws Exception {
    Path natives = image.resolve("lib/app/natives");
    Files.move(natives, folder.resolve("natives"));
    Files.createSymbolicLink(natives, folder.resolve("natives"));
    refused("natives", Why.ADDED);
  }

  @Test
  void aLinkThatLeadsElsewhereIsFound() throws Exception {
    Path link = image.resolve("lib/app/natives/libtwo.so");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("../penseal.jar"));
    refused("libtwo.so", Why.LINK);
  }

  @Test
  void aListThatIsRemovedIsMissed() throws Exception {
    Files.delete(image.resolve(InstalledImage.LIST));
    refused("files.list", Why.LIST);
  }

  @Test
  void aSignatureThatIsRemovedIsMissed() throws Exception {
    Files.delete(image.resolve(InstalledImage.SIGNATURE));
    refused("files.list.p7s", Why.SIGNATURE);
  }

  @Test
  void aListThatWasWrittenAnewIsNotSigned() throws Exception {
    Files.writeString(image.resolve("lib/app/penseal.jar"), "mine");
    byte[] signature = Files.readAllBytes(image.resolve(InstalledImage.SIGNATURE));
    FileListWriter.write(image, List.of());
    Files.write(image.resolve(InstalledImage.SIGNATURE), signature);
    refused("files.list.p7s", Why.SIGNATURE);
  }

  @Test
  void aListThatAnotherKeySignedIsNotTheReleases() throws Exception {
    Files.writeString(image.resolve("lib/app/penseal.jar"), "mine");
    FileListWriter.write(image, List.of());
    sign(StationKey.generate("Release", LONG_AGO, new SecureRandom()));
    refused("files.list.p7s", Why.SIGNATURE);
  }

  @Test
  void anUnsignedPackageIsComparedAllTheSame() throws Exception {
    Files.delete(image.resolve(InstalledImage.SIGNATURE));
    assertTrue(check(null) > 0);
    Files.writeString(image.resolve("lib/app/penseal.jar"), "classeS");
    ProgramAltered altered = assertThrows(ProgramAltered.class, () -> check(null));
    assertEquals(Why.CHANGED, altered.why);
  }

  @Test
  void documentationMayBeLeftOutAndSettingsAreNobodysBusiness() throws Exception {
    Path tree = folder.resolve("tree");
    Path there = tree.resolve("usr/lib/penseal");
    Files.createDirectories(there.getParent());
    Files.move(image, there);
    Files.createDirectories(tree.resolve("usr/bin"));
    Files.writeString(tree.resolve("usr/bin/penseal"), "start");
    Files.createDirectories(tree.resolve("usr/share/doc/penseal"));
    Files.writeString(tree.resolve("usr/share/doc/penseal/copyright"), "words");
    Files.createDirectories(tree.resolve("etc/penseal"));
    Files.writeString(tree.resolve("etc/penseal/serve.json"), "{}");
    FileListWriter.write(there, List.of(tree));
    FileList list = FileList.read(Files.readString(there.resolve(InstalledImage.LIST)));
    assertEquals(5, list.entries().size());
    FileList.Entry start = list.entries().get("/usr/bin/penseal");
    FileList.Entry words = list.entries().get("/usr/share/doc/penseal/copyright");
    assertTrue(start instanceof FileList.Regular one && !one.extra());
    assertTrue(words instanceof FileList.Regular one && one.extra());
    // Copied elsewhere, the image answers for itself alone.
    image = there;
    assertTrue(check(null) > 0);
  }
}
