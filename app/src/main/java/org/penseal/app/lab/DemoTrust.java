// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.signing.DeviceCounters;
import org.penseal.app.signing.key.StatementPolicy;
import org.penseal.app.workplace.Laboratory;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's own world of trust, kept in one folder: CA and TSA on loopback, the maker of simulated
 * devices, the escrow key and the station's key. Everything it certifies carries the demo policy.
 */
public final class DemoTrust implements AutoCloseable {
  /** The password of the demo's key files; it protects nothing but a demo. */
  public static final String PASSWORD = Laboratory.PASSWORD;

  private static final int ROUNDS = 2048;

  private static final Logger LOG = LoggerFactory.getLogger(DemoTrust.class);
  private static final Object ONE_OF_THIS_PROCESS = new Object();

  private final EmbeddedTrust embedded;
  private final SimulatedDeviceAuthority devices;
  private final Pkcs12File escrow;
  private final Pkcs12File station;
  private final Pkcs12File authority;
  private final Path escrowFile;
  private final TrustStore store;

  private DemoTrust(
      EmbeddedTrust embedded,
      SimulatedDeviceAuthority devices,
      Pkcs12File escrow,
      Keys keys,
      Path escrowFile)
      throws GeneralSecurityException {
    this.embedded = embedded;
    this.devices = devices;
    this.escrow = escrow;
    this.station = keys.station;
    this.authority = keys.authority;
    this.escrowFile = escrowFile;
    this.store = made();
  }

  // Keys whose certificates are registered, each by itself.
  private record Keys(Pkcs12File station, Pkcs12File authority) {}

  /** Loads it from {@code folder}, or makes it there with its roots in trust/, and starts it. */
  public static DemoTrust start(Path folder, Clock clock, SecureRandom random)
      throws SigningException {
    return start(folder, List.of(), clock, random);
  }

  /**
   * Starts it with a CA that also certifies for real pads.
   *
   * @param makers root certificates of manufacturers whose pads the demo's CA certifies for, beside
   *     simulated ones
   */
  public static DemoTrust start(
      Path folder, List<X509Certificate> makers, Clock clock, SecureRandom random)
      throws SigningException {
    synchronized (ONE_OF_THIS_PROCESS) {
      try {
        Path gate = OwnerOnly.folder(folder).resolve("lock");
        try (FileChannel channel =
                FileChannel.open(gate, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.lock()) {
          LOG.trace("demo trust under {}", held);
          return alone(folder, makers, clock, random);
        }
      } catch (IOException e) {
        throw new FileException.OutputNotWritable(folder, e.getClass().getSimpleName(), e);
      }
    }
  }

  // Of two programs that start at once on a new folder one makes the keys, the other reads them.
  private static DemoTrust alone(
      Path folder, List<X509Certificate> makers, Clock clock, SecureRandom random)
      throws SigningException {
    try {
      SimulatedDeviceAuthority devices =
          SimulatedDeviceAuthority.in(
              Files.createDirectories(folder.resolve("device")), clock, random);
      Keys keys =
          new Keys(
              loadOrMake(
                  folder.resolve("station.p12"),
                  () -> StationKey.generate("PenSeal station", clock.instant(), random)),
              loadOrMake(
                  folder.resolve("authority.p12"),
                  () -> StationKey.generate("PenSeal DEMO authority 演示", clock.instant(), random)));
      TrustStore trusted =
          TrustStore.empty()
              .with(Purpose.DEVICE, devices.certificate())
              .with(Purpose.DEVICE, makers)
              .with(Purpose.STATION, keys.station.chain().getFirst());
      DeviceCounters counters = new DeviceCounters(folder.resolve("device-counters"));
      Path escrowFile = folder.resolve("escrow.p12");
      setAside(escrowFile);
      DemoTrust started =
          new DemoTrust(
              EmbeddedTrust.start(
                  folder, new StatementPolicy(trusted, counters, clock), clock, random),
              devices,
              loadOrMake(
                  escrowFile,
                  () -> EscrowKey.demo("PenSeal DEMO escrow 演示", clock.instant(), random)),
              keys,
              escrowFile);
      started.writeRoots(folder.resolve("trust"));
      return started;
    } catch (IOException | GeneralSecurityException e) {
      throw new FileException.OutputNotWritable(folder, e.getClass().getSimpleName(), e);
    }
  }

  // One of an earlier version does not say that it is a demonstration's.
  private static void setAside(Path escrowFile) throws SigningException, IOException {
    if (Files.exists(escrowFile)) {
      X509Certificate known =
          Pkcs12File.read(escrowFile, PASSWORD.toCharArray()).chain().getFirst();
      if (!CertificateFacts.hasPolicy(known, ProjectOids.POLICY_DEMO)) {
        Files.move(escrowFile, escrowFile.resolveSibling("escrow-former.p12"));
      }
    }
  }

  private static Pkcs12File loadOrMake(Path file, Supplier<Pkcs12File> maker)
      throws SigningException {
    if (!Files.exists(file)) {
      maker.get().write(file, PASSWORD.toCharArray(), "key", ROUNDS);
    }
    return Pkcs12File.read(file, PASSWORD.toCharArray());
  }

  /** CA and TSA. */
  public EmbeddedTrust embedded() {
    return embedded;
  }

  /** Who certifies simulated devices. */
  public SimulatedDeviceAuthority devices() {
    return devices;
  }

  /** The key for which ink is sealed. */
  public Pkcs12File escrow() {
    return escrow;
  }

  /** The key that signs statements for pads without a chip. */
  public Pkcs12File station() {
    return station;
  }

  /** The key with which the demo's identity authority signs its answers. */
  public Pkcs12File authority() {
    return authority;
  }

  /** Where {@link #escrow()} lies. */
  public Path escrowFile() {
    return escrowFile;
  }

  /**
   * Writes as PEM the roots under signer/, tsa/ and device/, and under station/, authority/ and
   * escrow/ the certificates that are registered.
   */
  public void writeRoots(Path trustFolder) throws SigningException {
    for (Purpose purpose : Purpose.values()) {
      if (purpose == Purpose.LOGIN) {
        continue; // a matter of the services
      }
      EmbeddedTrust.writePem(trustFolder, purpose, store.anchors(purpose).getFirst());
    }
  }

  /** The same as a store. */
  public TrustStore store() {
    return store;
  }

  private TrustStore made() throws GeneralSecurityException {
    return TrustStore.empty()
        .with(Purpose.SIGNER, embedded.signerRoot())
        .with(Purpose.TSA, embedded.tsaRoot())
        .with(Purpose.DEVICE, devices.certificate())
        .with(Purpose.STATION, station.chain().getFirst())
        .with(Purpose.AUTHORITY, authority.chain().getFirst())
        .with(Purpose.ESCROW, escrow.chain().getFirst());
  }

  @Override
  public void close() {
    embedded.close();
  }
}
