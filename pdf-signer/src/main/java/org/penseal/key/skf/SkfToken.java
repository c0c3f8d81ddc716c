// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.key.RawPair;
import org.penseal.key.TokenKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.PinRefused;
import org.penseal.refusal.CredentialException.TokenMissing;
import org.penseal.signature.Suite;

/** A connected token with one of its containers open. The PIN is asked once, when it is opened. */
final class SkfToken implements TokenKey.Token {
  private static final int USER_PIN = 1;
  private static final int SIGNING = 1;
  private static final int ENCRYPTION = 0;
  private static final int LARGEST_CERTIFICATE_BYTES = 1 << 14;
  private static final int LARGEST_LIST_BYTES = 1 << 12;

  // A coordinate's field: 64 bytes for any curve, a number of SM2 right-aligned in it.
  private static final int FIELD_BYTES = 64;
  private static final int NUMBER_BYTES = 32;
  private static final int PUBLIC_KEY_BYTES = Integer.BYTES + 2 * FIELD_BYTES;

  // SGD_SM2_1 (GM/T 0006-2012): the signature algorithm.
  private static final int SM2_SIGNATURE = 0x00020100;

  private final SkfLibrary library;
  private final List<Closing> open = new ArrayList<>();
  private MemorySegment container = MemorySegment.NULL;

  private record Closing(String function, MemorySegment handle) {}

  private SkfToken(SkfLibrary library) {
    this.library = library;
  }

  /**
   * Connects, verifies the PIN and opens the container.
   *
   * @throws CredentialException as {@link SkfKey#open}
   */
  static SkfToken open(SkfAddress address, byte[] pin) throws CredentialException {
    return open(address, pin, "SKF_OpenContainer");
  }

  /**
   * The same with a new container, which may not exist yet.
   *
   * @throws CredentialException as {@link SkfKey#open}
   */
  static SkfToken create(SkfAddress address, byte[] pin) throws CredentialException {
    return open(address, pin, "SKF_CreateContainer");
  }

  private static SkfToken open(SkfAddress address, byte[] pin, String container)
      throws CredentialException {
    SkfToken token = new SkfToken(SkfLibrary.open(address.library()));
    boolean whole = false;
    try {
      String device = address.device() == null ? token.onlyDevice() : address.device();
      MemorySegment connected =
          token.handle("SKF_ConnectDev", null, TokenMissing.Part.DEVICE, device);
      token.closedBy("SKF_DisConnectDev", connected);
      MemorySegment application =
          token.handle(
              "SKF_OpenApplication",
              connected,
              TokenMissing.Part.APPLICATION,
              address.application());
      token.closedBy("SKF_CloseApplication", application);
      token.verify(application, pin);
      token.container =
          token.handle(container, application, TokenMissing.Part.CONTAINER, address.container());
      token.closedBy("SKF_CloseContainer", token.container);
      whole = true;
      return token;
    } finally {
      if (!whole) {
        token.close();
      }
    }
  }

  private void closedBy(String function, MemorySegment handle) {
    open.add(new Closing(function, handle));
  }

  private String onlyDevice() throws CredentialException {
    MemorySegment names = library.bytes(LARGEST_LIST_BYTES);
    MemorySegment size = library.number(LARGEST_LIST_BYTES);
    int code = library.call("SKF_EnumDev", 1, names, size);
    SkfCode.require(code, "SKF_EnumDev", TokenMissing.Part.DEVICE, "");
    int length = Math.clamp(size.get(JAVA_INT, 0), 0, LARGEST_LIST_BYTES);
    // Names one after the other, each with a zero behind it, another zero at the end.
    String all = new String(names.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    List<String> found = Arrays.stream(all.split("\0", -1)).filter(n -> !n.isEmpty()).toList();
    if (found.size() != 1) {
      throw new TokenMissing(
          found.isEmpty() ? TokenMissing.Part.DEVICE : TokenMissing.Part.ONE_DEVICE,
          String.join(", ", found),
          null);
    }
    return found.getFirst();
  }

  private MemorySegment handle(
      String function, @Nullable MemorySegment parent, TokenMissing.Part part, String name)
      throws CredentialException {
    MemorySegment result = library.bytes(ADDRESS.byteSize());
    MemorySegment text = library.text(name);
    int code =
        parent == null
            ? library.call(function, text, result)
            : library.call(function, parent, text, result);
    SkfCode.require(code, function, part, name);
    return result.get(ADDRESS, 0);
  }

  private void verify(MemorySegment application, byte[] pin) throws CredentialException {
    MemorySegment text = library.bytes(pin.length + 1L);
    // Some libraries leave the number alone: then nothing is known of it.
    MemorySegment tries = library.number(PinRefused.UNKNOWN);
    try {
      MemorySegment.copy(pin, 0, text, JAVA_BYTE, 0, pin.length);
      int code = library.call("SKF_VerifyPIN", application, USER_PIN, text, tries);
      SkfCode.requirePin(code, tries.get(JAVA_INT, 0));
    } finally {
      text.fill((byte) 0);
    }
  }

  /** Makes a signature key in the container. */
  void generate() throws CredentialException {
    MemorySegment blob = library.bytes(PUBLIC_KEY_BYTES);
    int code = library.call("SKF_GenECCKeyPair", container, SM2_SIGNATURE, blob);
    SkfCode.require(code, "SKF_GenECCKeyPair", TokenMissing.Part.CONTAINER, "");
  }

  /** The public key of its signature key: x and y, 32 bytes each. */
  byte[] publicKey() throws CredentialException {
    MemorySegment blob = library.bytes(PUBLIC_KEY_BYTES);
    MemorySegment size = library.number(PUBLIC_KEY_BYTES);
    int code = library.call("SKF_ExportPublicKey", container, SIGNING, blob, size);
    SkfCode.require(code, "SKF_ExportPublicKey", TokenMissing.Part.KEY, "");
    // ECCPUBLICKEYBLOB: BitLen, then both coordinates.
    byte[] fields = blob.asSlice(Integer.BYTES, 2L * FIELD_BYTES).toArray(JAVA_BYTE);
    return numbers(fields);
  }

  /** Puts the signing certificate into the container. */
  void store(byte[] der) throws CredentialException {
    MemorySegment bytes = library.bytes(der.length);
    MemorySegment.copy(der, 0, bytes, JAVA_BYTE, 0, der.length);
    int code = library.call("SKF_ImportCertificate", container, SIGNING, bytes, der.length);
    SkfCode.require(code, "SKF_ImportCertificate", TokenMissing.Part.CONTAINER, "");
  }

  private static byte[] numbers(byte[] fields) {
    byte[] pair = new byte[2 * NUMBER_BYTES];
    System.arraycopy(fields, FIELD_BYTES - NUMBER_BYTES, pair, 0, NUMBER_BYTES);
    System.arraycopy(fields, 2 * FIELD_BYTES - NUMBER_BYTES, pair, NUMBER_BYTES, NUMBER_BYTES);
    return pair;
  }

  /** The signing certificate in the container, DER. */
  byte[] certificate() throws CredentialException {
    return certificate(SIGNING);
  }

  /** The encryption certificate in the container, DER; empty if it has none. */
  Optional<byte[]> encryptionCertificate() throws CredentialException {
    try {
      return Optional.of(certificate(ENCRYPTION));
    } catch (TokenMissing e) {
      return Optional.empty();
    }
  }

  private byte[] certificate(int use) throws CredentialException {
    MemorySegment der = library.bytes(LARGEST_CERTIFICATE_BYTES);
    MemorySegment size = library.number(LARGEST_CERTIFICATE_BYTES);
    int code = library.call("SKF_ExportCertificate", container, use, der, size);
    SkfCode.require(code, "SKF_ExportCertificate", TokenMissing.Part.CERTIFICATE, "");
    int length = size.get(JAVA_INT, 0);
    if (length <= 0 || length > LARGEST_CERTIFICATE_BYTES) {
      throw new TokenMissing(TokenMissing.Part.CERTIFICATE, "", null);
    }
    return der.asSlice(0, length).toArray(JAVA_BYTE);
  }

  @Override
  public byte[] sign(Suite suite, byte[] digest) throws CredentialException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment data = call.allocateFrom(JAVA_BYTE, digest);
      MemorySegment blob = call.allocate(2L * FIELD_BYTES, Long.BYTES);
      int code = library.call("SKF_ECCSignData", container, data, digest.length, blob);
      SkfCode.require(code, "SKF_ECCSignData", TokenMissing.Part.CONTAINER, "");
      return RawPair.der(numbers(blob.toArray(JAVA_BYTE)));
    }
  }

  /** Closes what is open, last first; a token that is gone is no failure. */
  @Override
  public void close() {
    try {
      for (Closing each : open.reversed()) {
        try {
          library.call(each.function(), each.handle());
        } catch (CredentialException e) {
          // a library without this function has nothing to close
          continue;
        }
      }
    } finally {
      open.clear();
      library.close();
    }
  }
}
